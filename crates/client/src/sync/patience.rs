//! How long the server may hold a poll. Some proxies end a silent request after a while: then the next poll
//! asks for a shorter wait, and the wait grows back slowly, because the device may be elsewhere by then.
//! Pure.

use std::time::Duration;

/// The longest wait, in seconds (architecture: 25).
const LONGEST: u64 = 25;
/// The shortest wait, in seconds.
const SHORTEST: u64 = 1;
/// The number of polls in a row, held to their end, after which a longer one is tried.
const HELD_ENOUGH: u32 = 8;

/// The time of the next poll.
pub(super) enum Next {
    /// More changes are waiting.
    AtOnce,
    /// The server holds the answer until something happens.
    WhenSomethingHappens,
    /// The device has no lists, so there is nothing to wait for.
    Later,
}

/// Facts learned about the way to the server.
#[derive(Debug)]
pub(super) struct Patience {
    seconds: u64,
    /// The number of polls in a row that were held to their end.
    held: u32,
    /// The number of polls in a row that were ended at once: waiting brings nothing.
    pub(super) ended_at_once: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Patience { seconds: LONGEST, held: 0, ended_at_once: 0 }
    }
}

impl Patience {
    /// The wait to ask for, in seconds.
    pub(super) fn seconds(&self) -> u64 {
        self.seconds
    }

    /// Notes that the server answered a poll that waited, after this time.
    pub(super) fn answered(&mut self, after: Duration) {
        self.ended_at_once = 0;
        if after.as_secs() < self.seconds {
            return;
        }
        self.held += 1;
        if self.held >= HELD_ENOUGH {
            self.held = 0;
            self.seconds = (self.seconds * 5 / 4 + 1).min(LONGEST);
        }
    }

    /// Notes that something between ended a poll that waited, after this time; the server itself can be
    /// reached.
    pub(super) fn ended(&mut self, after: Duration) {
        self.held = 0;
        self.ended_at_once = if after.as_secs() < SHORTEST { self.ended_at_once + 1 } else { 0 };
        let within = u64::try_from(after.as_millis()).unwrap_or(u64::MAX) / 1_000 * 3 / 4;
        self.seconds = within.clamp(SHORTEST, self.seconds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_that_ends_polls_after_ten_seconds_is_asked_for_seven() {
        let mut patience = Patience::default();
        assert_eq!(patience.seconds(), 25);
        patience.ended(Duration::from_millis(10_040));
        assert_eq!(patience.seconds(), 7);
    }

    #[test]
    fn what_was_learned_grows_back_slowly_and_not_beyond_the_longest() {
        let mut patience = Patience::default();
        patience.ended(Duration::from_secs(10));
        for _ in 1..HELD_ENOUGH {
            patience.answered(Duration::from_secs(7));
        }
        assert_eq!(patience.seconds(), 7);
        patience.answered(Duration::from_secs(7));
        assert_eq!(patience.seconds(), 9);
        for _ in 0..100 {
            patience.answered(Duration::from_secs(60));
        }
        assert_eq!(patience.seconds(), 25);
    }

    #[test]
    fn an_early_answer_proves_nothing() {
        let mut patience = Patience::default();
        patience.ended(Duration::from_secs(4));
        for _ in 0..100 {
            patience.answered(Duration::from_secs(1));
        }
        assert_eq!(patience.seconds(), 3);
    }

    #[test]
    fn polls_that_are_ended_at_once_are_counted_until_one_is_held() {
        let mut patience = Patience::default();
        patience.ended(Duration::from_millis(20));
        patience.ended(Duration::from_millis(20));
        assert_eq!((patience.seconds(), patience.ended_at_once), (1, 2));
        patience.answered(Duration::from_secs(1));
        assert_eq!(patience.ended_at_once, 0);
    }
}
