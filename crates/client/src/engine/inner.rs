//! The ground that the handle and the tasks in the background stand on: the store, the clock, the events, the
//! session that is live, and the states that a background task shares with its readers. This module knows no
//! background task.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use conversas_domain::ids::{ConversationId, EntityId};
use conversas_protocol::Directory;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::clock::{SharedClock, fresh_id};
use crate::connection::ConnectionState;
use crate::error::{Error, Result};
use crate::event::Events;
use crate::files::fetches::Fetches;
use crate::files::folder::Folder;
use crate::files::seen::Seen;
use crate::net::{Http, Remote};
use crate::outbox::upload::underway::Uploads;
use crate::outbox::worker::sending::Sending;
use crate::presence::PresenceState;
use crate::secrets::Secrets;
use crate::store::Store;
use crate::sync::pages::Pages;

/// The signed-in person, and the right to talk to their server.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) remote: Remote,
    pub(crate) directory: Arc<Directory>,
}

/// State that the handle and the background tasks share.
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) clock: SharedClock,
    pub(crate) events: Events,
    pub(crate) connection: ConnectionState,
    pub(crate) http: Http,
    pub(crate) secrets: Secrets,
    pub(crate) bells: Bells,
    /// The folder with the bytes of files.
    pub(crate) folder: Folder,
    /// Files on their way from the server.
    pub(crate) fetches: Arc<Fetches>,
    /// The times when files were shown.
    pub(crate) seen: Seen,
    /// Outbox rows on their way to the server.
    pub(crate) sending: Sending,
    /// Files on their way to the server.
    pub(crate) uploads: Uploads,
    /// Lets one file after the other be looked at and copied, because pictures take memory.
    pub(super) adding: tokio::sync::Mutex<()>,
    /// Whether every change that the server had when it was last reached is here.
    pub(crate) caught_up: watch::Sender<bool>,
    pub(crate) presence: PresenceState,
    /// The sizes of the pages that are asked for.
    pub(crate) pages: Pages,
    /// Conversations that sync erased while a bootstrap page was on its way.
    pub(crate) gone: Arc<Mutex<HashSet<ConversationId>>>,
    /// Conversations whose first unread message is being fetched.
    pub(crate) fetching: Mutex<HashSet<ConversationId>>,
    pub(super) server_hint: Option<String>,
    pub(super) live: RwLock<Option<Live>>,
    pub(super) tasks: Mutex<Vec<JoinHandle<()>>>,
    /// Lets one sign-in or sign-out happen after the other.
    pub(super) account: tokio::sync::Mutex<()>,
}

/// The signals that wake the background tasks.
#[derive(Default)]
pub(crate) struct Bells {
    /// The outbox has something new.
    pub(crate) outbox: Notify,
    /// The pause of the outbox ends: send now.
    pub(crate) resend: Notify,
    /// The same as `resend`, by the person's wish.
    pub(crate) anew: Notify,
    /// The pause of the poll loop ends: poll now.
    pub(crate) poll: Notify,
    /// A list is to be downloaded.
    pub(crate) bootstrap: Notify,
    /// A thread's history may be incomplete.
    pub(crate) history: Notify,
    /// The person's presence can be told to the server again.
    pub(crate) presence: Notify,
}

impl Inner {
    pub(crate) fn live(&self) -> Result<Live> {
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        live.clone().ok_or(Error::SignedOut)
    }

    pub(crate) fn set_live(&self, live: Option<Live>) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
    }

    pub(crate) fn fresh_id<T: EntityId>(&self) -> T {
        fresh_id(self.clock.now())
    }
}
