//! The ground that the handle and the tasks in the background stand on: the store, the clock, the events, the session that is
//! live, and the states that a worker shares with whoever looks. No worker is known here.

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

/// Who is signed in.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) remote: Remote,
    pub(crate) directory: Arc<Directory>,
}

/// What handle and background tasks share.
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) clock: SharedClock,
    pub(crate) events: Events,
    pub(crate) connection: ConnectionState,
    pub(crate) http: Http,
    pub(crate) secrets: Secrets,
    pub(crate) bells: Bells,
    /// Where the bytes of files are.
    pub(crate) folder: Folder,
    /// Files on their way from the server.
    pub(crate) fetches: Arc<Fetches>,
    /// When files were shown.
    pub(crate) seen: Seen,
    /// Outbox rows on their way to the server.
    pub(crate) sending: Sending,
    /// Files on their way to the server.
    pub(crate) uploads: Uploads,
    /// One file after the other is looked at and copied: pictures take memory.
    pub(super) adding: tokio::sync::Mutex<()>,
    /// Every change the server had when it was last reached is here.
    pub(crate) caught_up: watch::Sender<bool>,
    pub(crate) presence: PresenceState,
    /// How much is asked for at once.
    pub(crate) pages: Pages,
    /// Conversations that sync erased while a bootstrap page was on its way.
    pub(crate) gone: Arc<Mutex<HashSet<ConversationId>>>,
    /// Conversations whose first unread message is being fetched.
    pub(crate) fetching: Mutex<HashSet<ConversationId>>,
    pub(super) server_hint: Option<String>,
    pub(super) live: RwLock<Option<Live>>,
    pub(super) tasks: Mutex<Vec<JoinHandle<()>>>,
    /// Signing in and out happen one after the other.
    pub(super) account: tokio::sync::Mutex<()>,
}

/// What wakes the background tasks.
#[derive(Default)]
pub(crate) struct Bells {
    /// The outbox has something new.
    pub(crate) outbox: Notify,
    /// Forget the pause and try to send now.
    pub(crate) resend: Notify,
    /// As `resend`, because the person wishes it.
    pub(crate) anew: Notify,
    /// Forget the pause and poll now.
    pub(crate) poll: Notify,
    /// A list is to be downloaded.
    pub(crate) bootstrap: Notify,
    /// A thread's history may be incomplete.
    pub(crate) history: Notify,
    /// The server can be told again where I am.
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
