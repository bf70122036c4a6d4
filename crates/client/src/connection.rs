//! How the device stands to the server.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use conversas_domain::moment::Moment;

use crate::engine::Inner;
use crate::event::{Event, Events};
use crate::net::{CertificateFault, NetError};
use crate::store::{self, preferences};

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
    /// So many milliseconds the device's clock is ahead of the server's; negative: behind. 0 as long as it is right to
    /// half a minute, or not known.
    pub clock_ahead: i64,
    /// While offline: why, if more is known than that nothing answers.
    pub trouble: Option<Trouble>,
    /// Something of mine that is no message (a survey answered, a ticket finished or assigned) is not let through by the
    /// network, which lets other requests through; it is tried now and then.
    pub not_let_through: bool,
    /// The disk takes nothing, so that nothing arrives from the server.
    pub disk_full: bool,
    /// The server said something that only a newer app shows; it is kept until the update.
    pub outdated: bool,
    /// The session is locked: nothing is asked of the server until it is unlocked or somebody signs in.
    pub lock: Option<Lock>,
}

/// Smaller differences are of the network.
const NOTABLE: i64 = 30_000;
/// The preference that keeps it through restarts.
const CLOCK_AHEAD: &str = "clock_ahead";

impl Inner {
    /// The server says what time it is.
    pub(crate) async fn server_time_is(&self, time: Moment) {
        let ahead = self.clock.now().0.saturating_sub(time.0);
        let known = self.connection.get().clock_ahead;
        if (ahead - known).abs() < NOTABLE {
            return;
        }
        let ahead = if ahead.abs() < NOTABLE { 0 } else { ahead };
        tracing::info!(seconds = ahead / 1_000, "the device's clock is ahead of the server's");
        self.connection.change(|connection| connection.clock_ahead = ahead);
        let ahead = ahead.to_string();
        let keeping = self.store.write(move |tx| preferences::save(tx, CLOCK_AHEAD, &ahead));
        if let Err(error) = keeping.await {
            tracing::warn!(%error, "the next start asks the server for the time again");
        }
    }

    /// What was known of the clock when the program ended: a start without a network has nothing better.
    pub(crate) async fn remember_clock(&self) -> store::Result<()> {
        let kept = self.store.read(|db| preferences::load(db, CLOCK_AHEAD)).await?;
        if let Some(ahead) = kept.and_then(|text| text.parse().ok()) {
            self.connection.change(|connection| connection.clock_ahead = ahead);
        }
        Ok(())
    }
}

/// Why the server cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Something else answers in its place: a portal, a proxy, another server.
    NoServer,
    /// Its certificate does not hold.
    Certificate(CertificateFault),
    /// The server takes no app of this version: everything stays here until the update.
    AppTooOld,
}

impl Trouble {
    pub(crate) fn of(error: NetError) -> Option<Trouble> {
        match error {
            NetError::NotAServer => Some(Trouble::NoServer),
            NetError::Certificate(fault) => Some(Trouble::Certificate(fault)),
            NetError::AppTooOld => Some(Trouble::AppTooOld),
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

/// What a transaction saw of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sight {
    pub(crate) catching_up: bool,
    pub(crate) outdated: bool,
    /// How much waits and how much is blocked; none: the transaction changed nothing of it.
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

/// The current one; tells when it changes.
pub(crate) struct ConnectionState {
    current: Mutex<Current>,
    events: Events,
    turns: Turns,
}

#[derive(Default)]
struct Current {
    connection: Connection,
    /// The last transaction whose word was taken.
    last: u64,
    /// The last one whose word about the outbox was.
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

    /// Answers what it was before.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Connection)) -> Connection {
        self.changed(|current| change(&mut current.connection))
    }

    /// A transaction is committed. Whoever waited for it may go on later than whoever waited for the next one: the word of the
    /// later transaction stands then.
    pub(crate) fn committed(&self, turn: u64, sight: Sight) {
        self.changed(|current| current.take(turn, sight));
    }

    /// A session begins: how the one before it stood to the server is over.
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
