//! How the device stands to the server.

use std::sync::{Mutex, PoisonError};

use crate::event::{Event, Events};

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
