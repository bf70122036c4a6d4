//! How the device stands to the server.

use std::sync::{Mutex, PoisonError};

use crate::event::{Event, Events};
use crate::net::{CertificateFault, NetError};

/// Shown at the top of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Connection {
    /// The last attempt reached the server.
    pub online: bool,
    /// Items of mine that are not sent yet, without the blocked ones.
    pub waiting: u32,
    /// Items that need a decision.
    pub blocked: u32,
    /// The first download still runs.
    pub catching_up: bool,
    /// While offline: why, if more is known than that nothing answers.
    pub trouble: Option<Trouble>,
    /// The session is locked: nothing is asked of the server until it is unlocked or somebody signs in.
    pub lock: Option<Lock>,
}

/// Why the server cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Something else answers in its place: a portal, a proxy, another server.
    NoServer,
    /// Its certificate does not hold.
    Certificate(CertificateFault),
}

impl Trouble {
    pub(crate) fn of(error: NetError) -> Option<Trouble> {
        match error {
            NetError::NotAServer => Some(Trouble::NoServer),
            NetError::Certificate(fault) => Some(Trouble::Certificate(fault)),
            NetError::Offline | NetError::Locked | NetError::SessionEnded(_) | NetError::Refused { .. } => {
                None
            }
        }
    }
}

/// Why a session is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lock {
    /// The system's keyring has the token and cannot be read now.
    Keyring,
    /// There is no token, or the server does not know it: only signing in helps, unless either comes back.
    SignIn,
}

/// The current one; tells when it changes.
pub(crate) struct ConnectionState {
    current: Mutex<Connection>,
    events: Events,
}

impl ConnectionState {
    pub(crate) fn new(events: Events) -> ConnectionState {
        ConnectionState { current: Mutex::default(), events }
    }

    pub(crate) fn get(&self) -> Connection {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers what it was before.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Connection)) -> Connection {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *current;
        change(&mut current);
        if *current != before {
            self.events.tell(Event::ConnectionChanged(*current));
        }
        before
    }
}
