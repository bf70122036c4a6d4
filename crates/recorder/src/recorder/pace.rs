//! The delay of sound: words spoken when a button is pressed arrive a little later, on a busy computer a
//! tenth of a second and more.

use std::time::Instant;

/// The delay in seconds below which nothing is waited for.
const NOTHING: f64 = 0.005;

/// The part by which clocks of microphones may be slower than the computer's.
const DRIFT: f64 = 0.001;

/// Compares the sound that a stream has given with the time that has passed, in seconds.
#[derive(Debug, Default)]
pub(super) struct Pace {
    first: Option<Instant>,
    heard: f64,
    /// The most by which sound was ahead of time: when the stream was least late.
    lead: f64,
}

impl Pace {
    /// Notes that so much sound has come by now.
    pub(super) fn heard(&mut self, seconds: f64, now: Instant) {
        let first = *self.first.get_or_insert(now);
        self.heard += seconds;
        self.lead = (self.heard - (now - first).as_secs_f64()).max(self.lead - seconds * DRIFT);
    }

    /// Whether the sound of that moment has come.
    pub(super) fn has_reached(&self, moment: Instant) -> bool {
        self.first.is_none_or(|first| {
            let passed = moment.saturating_duration_since(first).as_secs_f64();
            self.heard + NOTHING >= passed + self.lead
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn sound_that_comes_late_is_missing_until_it_has_come() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut pace = Pace::default();
        assert!(pace.has_reached(start));
        (0..50).for_each(|block| pace.heard(0.02, at(20 * block)));
        assert!(pace.has_reached(at(980)) && !pace.has_reached(at(990)));
        // The computer is busy for a while, and then waiting sound comes at once.
        assert!(!pace.has_reached(at(1_100)));
        (0..5).for_each(|_| pace.heard(0.02, at(1_100)));
        assert!(!pace.has_reached(at(1_100)));
        pace.heard(0.02, at(1_101));
        assert!(pace.has_reached(at(1_100)));
    }

    #[test]
    fn a_clock_that_is_slow_is_not_taken_for_sound_that_is_late() {
        let start = Instant::now();
        let mut pace = Pace::default();
        let at = |block: u64| start + Duration::from_micros(20_010 * block);
        (0..90_000).for_each(|block| pace.heard(0.02, at(block)));
        assert!(pace.has_reached(at(89_999)));
    }
}
