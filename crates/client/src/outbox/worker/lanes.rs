//! Attempts under way, one to a lane.

use std::collections::HashMap;

use conversas_domain::target::Target;
use tokio::task::{Id, JoinError, JoinSet};

/// A target, and whether the row is its read mark.
pub(super) type Lane = (Target, bool);

/// An attempt under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Started {
    /// The attempt's row.
    pub(super) n: i64,
    pub(super) lane: Lane,
    pub(super) is_file: bool,
}

/// Lanes that are closed until an attempt ends.
pub(super) struct Lanes<T> {
    attempts: JoinSet<T>,
    closed: HashMap<Id, Started>,
}

impl<T: 'static> Default for Lanes<T> {
    fn default() -> Lanes<T> {
        Lanes { attempts: JoinSet::new(), closed: HashMap::new() }
    }
}

impl<T: Send + 'static> Lanes<T> {
    pub(super) fn start(&mut self, started: Started, attempt: impl Future<Output = T> + Send + 'static) {
        let id = self.attempts.spawn(attempt).id();
        self.closed.insert(id, started);
    }

    pub(super) fn len(&self) -> usize {
        self.closed.len()
    }

    pub(super) fn files(&self) -> usize {
        self.closed.values().filter(|started| started.is_file).count()
    }

    pub(super) fn closed(&self) -> impl Iterator<Item = Lane> {
        self.closed.values().map(|started| started.lane)
    }

    /// Waits for the next attempt that ends, which opens its lane and no other. None: nothing is under way.
    pub(super) async fn ended(&mut self) -> Option<(Started, Result<T, JoinError>)> {
        let (id, attempt) = match self.attempts.join_next_with_id().await? {
            Ok((id, attempt)) => (id, Ok(attempt)),
            Err(error) => (error.id(), Err(error)),
        };
        let started = self.closed.remove(&id).expect("each attempt is noted when it starts");
        Some((started, attempt))
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use conversas_testkit::fresh;

    use super::*;

    #[tokio::test]
    async fn an_attempt_that_is_lost_opens_its_own_lane_and_no_other() {
        let mut lanes = Lanes::<()>::default();
        let lane = || (Target::Conversation(fresh()), false);
        let lost = Started { n: 1, lane: lane(), is_file: true };
        let other = Started { n: 2, lane: lane(), is_file: false };
        lanes.start(other, pending());
        lanes.start(lost, async { panic!("by a test") });
        let (ended, outcome) = lanes.ended().await.expect("it has ended");
        assert!(ended == lost && outcome.is_err_and(|error| error.is_panic()));
        assert_eq!(lanes.closed().collect::<Vec<_>>(), [other.lane]);
        assert_eq!((lanes.len(), lanes.files()), (1, 0));
    }
}
