//! The shared state, as it is kept.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use conversas_ipc::{Account, Connection, Loss, MediaBase, Preferences};
use leptos::prelude::*;

use super::personal::Personal;
use super::{Flight, Phase, Player, Recorder};
use crate::state::route::Route;
use crate::{browser, clock};

/// The shared state; there is one as long as there is the page.
pub(crate) struct Shared {
    /// The part that belongs to the person.
    pub(super) personal: Personal,
    pub(crate) phase: RwSignal<Phase>,
    pub(crate) route: RwSignal<Route>,
    pub(crate) preferences: RwSignal<Preferences>,
    pub(crate) connection: RwSignal<Connection>,
    /// Whether the server has answered once, or has had the time to: being offline means something then.
    pub(crate) connection_known: RwSignal<bool>,
    /// A number that changes every minute, for texts that say how long ago something was.
    pub(crate) minute: RwSignal<i64>,
    /// Whether there is room for the details beside the thread.
    pub(crate) is_wide: ReadSignal<bool>,
    /// Where media is served; none before the host has told.
    pub(crate) media: RwSignal<Option<MediaBase>>,
    /// The player.
    pub(crate) player: Player,
    /// The take that is recorded or waits.
    pub(crate) recorder: Recorder,
    /// The loss of damaged data that the person is to be told of.
    pub(crate) lost: RwSignal<Loss>,
    /// Whether the preferences are known.
    pub(super) begun: StoredValue<bool>,
    pub(super) account: RwSignal<Option<Arc<Account>>>,
    /// Events have told the connection: the copy in a session may be older than they are.
    pub(super) connection_told: RwSignal<bool>,
    pub(super) counting: Flight,
    /// Refused tries to sign in that are to be told once the person is here. Not a part of what is forgotten when they come.
    pub(super) refused_tries: StoredValue<u32>,
    /// Whether the browser's history has an entry for the open conversation.
    pub(super) remembered: StoredValue<bool>,
}

impl Deref for Shared {
    type Target = Personal;

    fn deref(&self) -> &Personal {
        &self.personal
    }
}

impl Shared {
    /// The state before the host has told anything.
    pub(super) fn new() -> Shared {
        let minute = RwSignal::new(0);
        set_interval(move || minute.set(clock::now().0 / 60_000), Duration::from_secs(20));
        Shared {
            personal: Personal::new(),
            phase: RwSignal::new(Phase::Starting),
            route: RwSignal::new(Route::default()),
            preferences: RwSignal::new(Preferences::default()),
            connection: RwSignal::new(Connection { online: true, ..Connection::default() }),
            connection_known: RwSignal::new(false),
            minute,
            is_wide: browser::follow_media("(min-width: 68.75em)"),
            media: RwSignal::new(None),
            player: Player::new(),
            recorder: Recorder::new(),
            lost: RwSignal::new(Loss::default()),
            begun: StoredValue::new(false),
            account: RwSignal::new(None),
            connection_told: RwSignal::new(false),
            counting: Flight::new(),
            refused_tries: StoredValue::new(0),
            remembered: StoredValue::new(false),
        }
    }
}
