//! Attempts under way, one to a lane.

use std::collections::HashMap;

use conversas_domain::target::Target;
use tokio::task::{Id, JoinError, JoinSet};

/// A target, and whether it is its read mark.
pub(super) type Lane = (Target, bool);

/// Lanes that are closed until an attempt ends.
pub(super) struct Lanes<T> {
    attempts: JoinSet<T>,
    /// With whether it is a file.
    closed: HashMap<Id, (Lane, bool)>,
}

impl<T: 'static> Default for Lanes<T> {
    fn default() -> Lanes<T> {
        Lanes { attempts: JoinSet::new(), closed: HashMap::new() }
    }
}

impl<T: Send + 'static> Lanes<T> {
    pub(super) fn start(
        &mut self,
        lane: Lane,
        is_file: bool,
        attempt: impl Future<Output = T> + Send + 'static,
    ) {
        let id = self.attempts.spawn(attempt).id();
        self.closed.insert(id, (lane, is_file));
    }

    pub(super) fn len(&self) -> usize {
        self.closed.len()
    }

    pub(super) fn files(&self) -> usize {
        self.closed.values().filter(|(_, is_file)| *is_file).count()
    }

    pub(super) fn closed(&self) -> impl Iterator<Item = Lane> {
        self.closed.values().map(|(lane, _)| *lane)
    }

    /// The next attempt that ends, and whether it was a file. Its lane is open then, and no other. None: nothing is under way.
    pub(super) async fn ended(&mut self) -> Option<(bool, Result<T, JoinError>)> {
        let (id, attempt) = match self.attempts.join_next_with_id().await? {
            Ok((id, attempt)) => (id, Ok(attempt)),
            Err(error) => (error.id(), Err(error)),
        };
        let is_file = self.closed.remove(&id).is_some_and(|(_, is_file)| is_file);
        Some((is_file, attempt))
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
        let (lost, other) = (lane(), lane());
        lanes.start(other, false, pending());
        lanes.start(lost, true, async { panic!("by a test") });
        let (is_file, outcome) = lanes.ended().await.expect("it has ended");
        assert!(is_file && outcome.is_err_and(|error| error.is_panic()));
        assert_eq!(lanes.closed().collect::<Vec<_>>(), [other]);
        assert_eq!((lanes.len(), lanes.files()), (1, 0));
    }
}
