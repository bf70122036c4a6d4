//! Whether the machine's clock is believed when it says that something has had its time.
//!
//! Nothing that is forgotten comes back: a clock that was wrong once, at one start, would end all sessions. So a clock that has
//! jumped since the last sweep has to go well for a day first, by a clock that nobody sets. To wait so long harms nobody,
//! also if the server was really off.

use conversas_domain::moment::{DAY, HOUR, Moment};
use tokio::time::Instant;

/// A clock that went further than this since the last sweep, in either direction, has jumped; milliseconds.
const JUMP: i64 = 7 * DAY;
/// So far a clock may be set meanwhile and still go well, in milliseconds.
const DRIFT: i64 = HOUR;

/// What is known of the machine's clock since the server started.
#[derive(Default)]
pub(crate) struct Trust {
    /// Since when it has gone well without being believed.
    on_trial: Option<(Moment, Instant)>,
}

impl Trust {
    /// Whether to forget anything by a clock that says `now`. `last`: the last sweep, by the clock of then; where that is not
    /// known, the clock is on trial too. `at`: the same moment, monotonic.
    pub(crate) fn believes(&mut self, last: Option<Moment>, now: Moment, at: Instant) -> bool {
        if last.is_some_and(|last| now.0.abs_diff(last.0) <= JUMP.unsigned_abs()) {
            self.on_trial = None;
            return true;
        }
        let (began, began_at) = *self.on_trial.get_or_insert((now, at));
        let ran = i64::try_from(at.saturating_duration_since(began_at).as_millis()).unwrap_or(i64::MAX);
        if now.since(began).abs_diff(ran) > DRIFT.unsigned_abs() {
            self.on_trial = Some((now, at));
            return false;
        }
        ran >= DAY
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::fixture::START;

    /// What is believed of a clock at these hours of the process, by what it says then, in hours after the last sweep.
    fn believed(hours: &[(u64, i64)]) -> Vec<bool> {
        let (mut trust, begun) = (Trust::default(), Instant::now());
        let at = |hours: u64| begun + Duration::from_secs(hours * 3_600);
        let ask = |(ran, says): &(u64, i64)| trust.believes(Some(START), START.plus(says * HOUR), at(*ran));
        hours.iter().map(ask).collect()
    }

    #[test]
    fn a_clock_that_went_on_is_believed_and_one_that_jumped_after_a_day() {
        assert_eq!(believed(&[(0, 1), (1, 7 * 24), (2, -7 * 24)]), [true; 3]);
        let ten_days = 10 * 24;
        let off_for_ten_days = [(0, ten_days), (1, ten_days + 1), (23, ten_days + 23), (24, ten_days + 24)];
        assert_eq!(believed(&off_for_ten_days), [false, false, false, true]);
        assert_eq!(believed(&[(0, -8 * 24), (24, -7 * 24)]), [false, true], "into the past");
    }

    #[test]
    fn a_clock_that_is_set_meanwhile_begins_its_day_anew() {
        let year = 365 * 24;
        let set_twice = [(0, year), (20, year + 22), (24, year + 26), (43, year + 45), (44, year + 46)];
        assert_eq!(believed(&set_twice), [false, false, false, false, true]);
        assert_eq!(believed(&[(0, year), (20, 20), (21, 21)]), [false, true, true], "and is right at once");
    }

    #[test]
    fn where_nothing_was_swept_yet_the_clock_is_on_trial() {
        let (mut trust, begun) = (Trust::default(), Instant::now());
        assert!(!trust.believes(None, START, begun));
        assert!(trust.believes(None, START.plus(DAY), begun + Duration::from_secs(86_400)));
    }
}
