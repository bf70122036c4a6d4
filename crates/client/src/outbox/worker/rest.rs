//! Rests: everything, all files, or single rows are not tried for a while.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::Lane;
use crate::clock::chance;
use crate::outbox::OutboxState;
use crate::outbox::backoff::{NOT_LET_THROUGH, OTHER_VERSION, SENDING, pause};
use crate::outbox::plan::Candidate;

/// The pause before the server is asked again about a file that it checks for long.
const LOOK: Duration = Duration::from_secs(15);
/// The number of web pages instead of receipts after which a row counts as not coming through.
const PAGES: u32 = 4;
/// The number of attempts without any answer after which a row counts as not coming through.
const SILENCES: u32 = 10;

/// A pause after failures that may pass.
#[derive(Default)]
pub(super) struct Rest {
    /// The number of failures in a row.
    pub(super) failures: u32,
    pub(super) until: Option<Instant>,
}

impl Rest {
    /// Begins a pause. `at_least`: the pause that the server wants.
    pub(super) fn begin(&mut self, at_least: Option<Duration>) {
        self.begin_in(SENDING, at_least);
    }

    fn begin_in(&mut self, steps: &[u64], at_least: Option<Duration>) {
        self.failures += 1;
        let pause = pause(steps, self.failures, chance()).max(at_least.unwrap_or_default());
        let until = Instant::now() + pause;
        // When several rows fail side by side, the longest pause that the server wants counts.
        self.until = self.until.max(Some(until));
    }
}

/// The answer to a row while the server answered other requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    /// A web page of something between this device and the server.
    Page,
    /// No answer: the connection was ended, or stayed silent.
    Silence,
    /// A fault of the server, or of this program.
    Fault,
    /// One side uses a word that the other does not know yet: only an update helps.
    OtherVersion,
}

/// A row that is held up while others go.
#[derive(Default)]
struct HeldUp {
    rest: Rest,
    pages: u32,
    silences: u32,
    /// The row does not come through and stays queued, because it is no message that a person could decide
    /// about.
    waits_on: Option<Missed>,
    /// Whether later rows go on meanwhile.
    steps_aside: bool,
}

/// Whether a person misses a row that does not come through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missed {
    /// The row is something that a person did.
    Act,
    /// The row is a read mark, which nobody misses.
    Nothing,
}

/// All pauses of the outbox.
#[derive(Default)]
pub(super) struct Rests {
    pub(super) all: Rest,
    pub(super) files: Rest,
    /// Rows whose file the server checks: they hold their conversation, and no other.
    looked_at: HashMap<i64, Instant>,
    /// Rows that do not come through: they hold their conversation, and no other.
    held_up: HashMap<i64, HeldUp>,
    /// Rows of which it is not known whether the server has them, until all that the server has is here.
    unsure: HashSet<i64>,
}

impl Rests {
    /// Begins the pause of a row whose file the server still checks.
    pub(super) fn look_later(&mut self, n: i64) {
        self.looked_at.insert(n, Instant::now() + LOOK);
    }

    /// Holds a row until all that the server has is here.
    pub(super) fn wait_for_news(&mut self, n: i64) {
        self.unsure.insert(n);
    }

    /// Whether a row waits until all that the server has is here.
    pub(super) fn awaits_news(&self) -> bool {
        !self.unsure.is_empty()
    }

    /// Lets rows go that waited, because all that the server has is here.
    pub(super) fn news_came(&mut self) {
        self.unsure.clear();
    }

    /// Holds up a row that did not come through. Answers whether it was tried so often that its person is to
    /// decide; the outcome of asking is then told by [`Rests::decided`] or [`Rests::wait_on`].
    pub(super) fn hold_up(&mut self, n: i64, instead: Instead) -> bool {
        let row = self.held_up.entry(n).or_default();
        if row.waits_on.is_some() {
            row.rest.begin_in(NOT_LET_THROUGH, None);
            return false;
        }
        if instead == Instead::OtherVersion {
            row.rest.begin_in(OTHER_VERSION, None);
            return false;
        }
        row.rest.begin(None);
        match instead {
            Instead::Page => row.pages += 1,
            Instead::Silence => row.silences += 1,
            Instead::Fault | Instead::OtherVersion => {}
        }
        row.pages >= PAGES || row.silences >= SILENCES
    }

    /// Lets a row go that its person decides about, or that is gone. A decision to send the row begins its
    /// attempts anew, and at once.
    pub(super) fn decided(&mut self, n: i64) {
        self.held_up.remove(&n);
    }

    /// Keeps trying a row now and then, because nobody can decide about it.
    pub(super) fn wait_on(&mut self, n: i64, missed: Missed) {
        let mut rest = Rest::default();
        rest.begin_in(NOT_LET_THROUGH, None);
        self.held_up.insert(n, HeldUp { rest, waits_on: Some(missed), ..HeldUp::default() });
    }

    /// Keeps trying a row on which no later row depends.
    pub(super) fn step_aside(&mut self, n: i64, missed: Missed) {
        self.wait_on(n, missed);
        self.held_up.entry(n).or_default().steps_aside = true;
    }

    /// Answers the rows without those that step aside while they rest, so that later rows go on. Only an
    /// assignment waits behind an older one that steps aside: sent before, it would be undone by the older
    /// one.
    pub(super) fn without_aside(&self, mut rows: Vec<Candidate>) -> Vec<Candidate> {
        let mut unassigned = HashSet::new();
        rows.retain(|row| {
            let is_left_out =
                self.steps_aside(row.n) || row.is_assignment && unassigned.contains(&row.target);
            if is_left_out && row.is_assignment {
                unassigned.insert(row.target);
            }
            !is_left_out
        });
        rows
    }

    fn steps_aside(&self, n: i64) -> bool {
        self.held_up.get(&n).is_some_and(|row| row.steps_aside && row.rest.until.is_some())
    }

    /// Whether an act of a person does not come through.
    pub(super) fn is_act_held_up(&self) -> bool {
        self.held_up.values().any(|row| row.waits_on == Some(Missed::Act))
    }

    /// Ends all pauses. Counted failures stay: a link that comes and goes must not hide that a row never
    /// comes through.
    pub(super) fn try_now(&mut self) {
        self.all.until = None;
        self.files.until = None;
        self.looked_at.clear();
        self.unsure.clear();
        self.held_up.values_mut().for_each(|row| row.rest.until = None);
    }

    /// Ends all pauses by the person's wish, and forgets counted failures.
    pub(super) fn begin_anew(&mut self) {
        self.held_up.retain(|_, row| row.waits_on.is_some());
        self.try_now();
    }

    /// Answers the lanes of rows that rest, and forgets rows that are gone.
    pub(super) fn lanes(&mut self, rows: &[Candidate]) -> Vec<Lane> {
        let is_row = |n: &i64| rows.iter().any(|row| row.n == *n);
        let is_queued = |n: &i64| rows.iter().any(|row| row.n == *n && row.state == OutboxState::Queued);
        self.looked_at.retain(|n, _| is_row(n));
        self.held_up.retain(|n, _| is_queued(n));
        self.unsure.retain(is_row);
        let rests = |n: &i64| {
            self.looked_at.contains_key(n)
                || self.unsure.contains(n)
                || self.held_up.get(n).is_some_and(|row| row.rest.until.is_some() && !row.steps_aside)
        };
        let resting = rows.iter().filter(|row| rests(&row.n));
        resting.map(|row| (row.target, row.is_mark)).collect()
    }

    /// Waits until a pause is over, and ends it.
    pub(super) async fn one_is_over(&mut self) {
        let rests = [self.all.until, self.files.until].into_iter().flatten();
        let held_up = self.held_up.values().filter_map(|row| row.rest.until);
        let Some(next) = rests.chain(self.looked_at.values().copied()).chain(held_up).min() else {
            return std::future::pending().await;
        };
        sleep_until(next).await;
        let goes_on = |until: &Instant| *until > next;
        self.all.until = self.all.until.filter(goes_on);
        self.files.until = self.files.until.filter(goes_on);
        self.looked_at.retain(|_, until| goes_on(until));
        for row in self.held_up.values_mut() {
            row.rest.until = row.rest.until.filter(goes_on);
        }
    }
}

#[cfg(test)]
mod tests;
