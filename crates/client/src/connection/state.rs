//! The connection as it is now: told when it changes, and changed in the order in which the store ran its transactions.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use conversas_view::Connection;

use crate::event::{Event, Events};

/// The state of the store that a transaction saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sight {
    pub(crate) catching_up: bool,
    pub(crate) outdated: bool,
    /// The numbers of items that wait and that are blocked; none: the transaction changed neither.
    pub(crate) outbox: Option<(u32, u32)>,
}

/// The turns of transactions, in the order in which the store ran them.
#[derive(Clone, Default)]
pub(crate) struct Turns(Arc<AtomicU64>);

impl Turns {
    /// The turn of the transaction that runs now; taken within it, because the store runs one after the other.
    pub(crate) fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// The current state of the connection; tells when it changes.
pub(crate) struct ConnectionState {
    current: Mutex<Current>,
    events: Events,
    turns: Turns,
}

#[derive(Default)]
struct Current {
    connection: Connection,
    /// The turn of the last transaction whose session and directory were taken over.
    last: u64,
    /// The turn of the last transaction whose numbers of the outbox were taken over.
    last_of_outbox: u64,
}

impl Current {
    fn take(&mut self, turn: u64, sight: Sight) {
        if turn > self.last {
            self.last = turn;
            self.connection.catching_up = sight.catching_up;
            self.connection.outdated = sight.outdated;
        }
        if let (Some((waiting, blocked)), true) = (sight.outbox, turn > self.last_of_outbox) {
            self.last_of_outbox = turn;
            (self.connection.waiting, self.connection.blocked) = (waiting, blocked);
        }
    }
}

impl ConnectionState {
    pub(crate) fn new(events: Events) -> ConnectionState {
        ConnectionState { current: Mutex::default(), events, turns: Turns::default() }
    }

    pub(crate) fn get(&self) -> Connection {
        self.lock().connection
    }

    pub(crate) fn turns(&self) -> Turns {
        self.turns.clone()
    }

    /// Changes the connection; answers with its state from before.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Connection)) -> Connection {
        self.changed(|current| change(&mut current.connection))
    }

    /// Takes over what a committed transaction saw. Tasks that waited for transactions may go on in another
    /// order: what the later transaction saw stands then.
    pub(crate) fn committed(&self, turn: u64, sight: Sight) {
        self.changed(|current| current.take(turn, sight));
    }

    /// Begins a session: forgets how the session before stood to the server.
    pub(crate) fn begin(&self, turn: u64, sight: Sight) {
        self.changed(|current| {
            let Connection { online, clock_ahead, waiting, blocked, catching_up, outdated, .. } =
                current.connection;
            current.connection = Connection {
                online,
                clock_ahead,
                waiting,
                blocked,
                catching_up,
                outdated,
                ..Connection::default()
            };
            current.take(turn, sight);
        });
    }

    fn changed(&self, change: impl FnOnce(&mut Current)) -> Connection {
        let mut current = self.lock();
        let before = current.connection;
        change(&mut current);
        if current.connection != before {
            self.events.tell(Event::ConnectionChanged(current.connection));
        }
        before
    }

    fn lock(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_later_transaction_saw_stands_whoever_tells_first() {
        let state = ConnectionState::new(Events::new());
        let turns = state.turns();
        let (earlier, later, last) = (turns.next(), turns.next(), turns.next());
        let sight = |catching_up, outbox| Sight { catching_up, outdated: catching_up, outbox };
        state.committed(later, sight(false, Some((1, 2))));
        state.committed(earlier, sight(true, Some((0, 0))));
        let shown = state.get();
        assert_eq!((shown.waiting, shown.blocked), (1, 2));
        assert!(!shown.catching_up && !shown.outdated);
        let unrelated = turns.next();
        state.committed(unrelated, sight(true, None));
        state.committed(last, sight(false, Some((3, 0))));
        let shown = state.get();
        assert_eq!((shown.waiting, shown.catching_up), (3, true));
    }
}
