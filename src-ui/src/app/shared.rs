//! The page's state, in areas. Each is a handle, copied freely; only the files of `app` reach into the first three.

use std::sync::Arc;
use std::time::Duration;

use conversas_ipc::{Account, Connection, Loss, MediaBase, Preferences};
use leptos::prelude::*;

use super::back::Closers;
use super::personal::Personal;
use super::{Flight, Phase, Player, Recorder};
use crate::state::route::Route;
use crate::{browser, clock};

/// All areas; there is one of each as long as there is the page.
pub(super) struct Shared {
    pub(super) session: Session,
    pub(super) device: Device,
    pub(super) place: Place,
    /// What goes with the person.
    pub(super) personal: Personal,
    /// What is played.
    pub(super) player: Player,
    /// The take that is recorded or waits.
    pub(super) recorder: Recorder,
}

/// Who is signed in, and what is told about it.
#[derive(Clone, Copy)]
pub(super) struct Session {
    pub(super) phase: RwSignal<Phase>,
    pub(super) account: RwSignal<Option<Arc<Account>>>,
    pub(super) preferences: RwSignal<Preferences>,
    /// The preferences are known.
    pub(super) begun: StoredValue<bool>,
    /// What the person is to be told of damaged data.
    pub(super) lost: RwSignal<Loss>,
    /// Refused tries to sign in that are to be told once the person is here. Not a part of what is forgotten when they come.
    pub(super) refused_tries: StoredValue<u32>,
    pub(super) counting: Flight,
}

/// The device and its host, whoever is signed in.
#[derive(Clone, Copy)]
pub(super) struct Device {
    pub(super) connection: RwSignal<Connection>,
    /// The server has answered once, or has had the time to: being offline means something.
    pub(super) connection_known: RwSignal<bool>,
    /// Events have told the connection: the copy in a session may be older than they are.
    pub(super) connection_told: RwSignal<bool>,
    /// Changes every minute: what says how long ago reads it.
    pub(super) minute: RwSignal<i64>,
    /// There is room for the details beside the thread.
    pub(super) is_wide: ReadSignal<bool>,
    /// Where media is served; none before the host has told.
    pub(super) media: RwSignal<Option<MediaBase>>,
}

/// Where the person is in the app.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) route: RwSignal<Route>,
    /// The browser's history has an entry for the open conversation.
    pub(super) remembered: StoredValue<bool>,
    /// What "back" closes first.
    pub(super) closers: Closers,
}

impl Shared {
    /// The state before the host has told anything.
    pub(super) fn new() -> Shared {
        Shared {
            session: Session::new(),
            device: Device::new(),
            place: Place {
                route: RwSignal::new(Route::default()),
                remembered: StoredValue::new(false),
                closers: Closers::new(),
            },
            personal: Personal::new(),
            player: Player::new(),
            recorder: Recorder::new(),
        }
    }
}

impl Session {
    fn new() -> Session {
        Session {
            phase: RwSignal::new(Phase::Starting),
            account: RwSignal::new(None),
            preferences: RwSignal::new(Preferences::default()),
            begun: StoredValue::new(false),
            lost: RwSignal::new(Loss::default()),
            refused_tries: StoredValue::new(0),
            counting: Flight::new(),
        }
    }
}

impl Device {
    fn new() -> Device {
        let minute = RwSignal::new(0);
        set_interval(move || minute.set(clock::now().0 / 60_000), Duration::from_secs(20));
        Device {
            connection: RwSignal::new(Connection { online: true, ..Connection::default() }),
            connection_known: RwSignal::new(false),
            connection_told: RwSignal::new(false),
            minute,
            is_wide: browser::follow_media("(min-width: 68.75em)"),
            media: RwSignal::new(None),
        }
    }
}
