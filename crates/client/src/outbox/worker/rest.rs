//! What is not tried for a while: everything, all files, or single ones.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::Lane;
use crate::clock::chance;
use crate::outbox::backoff::{SENDING, pause};
use crate::outbox::plan::Candidate;

/// When the server is asked again about a file that it looks at for long.
const LOOK: Duration = Duration::from_secs(15);

/// After failures that may pass.
#[derive(Default)]
pub(super) struct Rest {
    /// In a row.
    pub(super) failures: u32,
    pub(super) until: Option<Instant>,
}

impl Rest {
    /// `at_least`: what the server wants.
    pub(super) fn begin(&mut self, at_least: Option<Duration>) {
        self.failures += 1;
        let pause = pause(SENDING, self.failures, chance()).max(at_least.unwrap_or_default());
        let until = Instant::now() + pause;
        // Of several that failed side by side, the longest wish counts.
        self.until = self.until.max(Some(until));
    }
}

/// All of them.
#[derive(Default)]
pub(super) struct Rests {
    pub(super) all: Rest,
    pub(super) files: Rest,
    /// Rows whose file the server looks at: they hold their conversation, and nothing else.
    looked_at: HashMap<i64, Instant>,
}

impl Rests {
    /// The server still looks at the file of this row.
    pub(super) fn look_later(&mut self, n: i64) {
        self.looked_at.insert(n, Instant::now() + LOOK);
    }

    /// The lanes of rows that rest. What is no row any more is forgotten.
    pub(super) fn lanes(&mut self, rows: &[Candidate]) -> Vec<Lane> {
        self.looked_at.retain(|n, _| rows.iter().any(|row| row.n == *n));
        let resting = rows.iter().filter(|row| self.looked_at.contains_key(&row.n));
        resting.map(|row| (row.conversation_id, row.is_mark)).collect()
    }

    /// Until a rest is over, which ends it.
    pub(super) async fn one_is_over(&mut self) {
        let rests = [self.all.until, self.files.until].into_iter().flatten();
        let Some(next) = rests.chain(self.looked_at.values().copied()).min() else {
            return std::future::pending().await;
        };
        sleep_until(next).await;
        let goes_on = |until: &Instant| *until > next;
        self.all.until = self.all.until.filter(goes_on);
        self.files.until = self.files.until.filter(goes_on);
        self.looked_at.retain(|_, until| goes_on(until));
    }
}
