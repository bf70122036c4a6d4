//! Whether the machine's clock is believed when it says that the time of data is over.
//!
//! Nothing that is forgotten comes back: a clock that was wrong once, at one start, would end all sessions. So a clock that has
//! jumped since the last sweep has to go well for a day of running first, by a clock that nobody sets. Hours of earlier starts
//! count, because a server that is switched off each night has no day without a break.

use conversas_domain::moment::{DAY, HOUR, Moment};
use tokio::time::Instant;

use crate::store::upkeep::{Known, Trial};

/// Milliseconds: a clock that went further than this since the last sweep, in either direction, has jumped.
const JUMP: i64 = 7 * DAY;
/// Milliseconds that a clock may be set back meanwhile and still go well. Forward it may go up to [`JUMP`],
/// because a machine that was off or slept looks like that.
/// machine that was off or slept looks like that.
const DRIFT: i64 = HOUR;

/// The state of the clock when it was last asked since the server started.
#[derive(Default)]
pub(crate) struct Trust {
    asked: Option<Instant>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Believed,
    OnTrial(Trial),
}

impl Trust {
    /// Whether to forget anything by a clock that says `now`. `at`: the same moment, by the monotonic clock.
    pub(crate) fn judge(&mut self, known: Known, now: Moment, at: Instant) -> Verdict {
        let before = self.asked.replace(at);
        if is_plausible(known, now) {
            return Verdict::Believed;
        }
        let ran = before.map_or(0, |before| {
            i64::try_from(at.saturating_duration_since(before).as_millis()).unwrap_or(i64::MAX)
        });
        let goes_well =
            |trial: &Trial| (-DRIFT..=JUMP).contains(&now.0.saturating_sub(trial.said.0).saturating_sub(ran));
        let well = known.trial.filter(goes_well).map_or(0, |trial| trial.well.saturating_add(ran));
        if well >= DAY {
            return Verdict::Believed;
        }
        Verdict::OnTrial(Trial { said: now, well, newest: known.newest })
    }
}

/// Whether the clock has gone on since the last sweep. Without a sweep the clock is compared with all other
/// times on record; a new database has nothing to lose.
/// database has nothing to lose.
fn is_plausible(known: Known, now: Moment) -> bool {
    match (known.last, known.newest) {
        (Some(last), _) => now.0.abs_diff(last.0) <= JUMP.unsigned_abs(),
        (None, Some(newest)) => (-DRIFT..=JUMP).contains(&now.0.saturating_sub(newest.0)),
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::fixture::START;

    /// Whether a clock is believed at these hours of a process, with the hours that it says since the last
    /// sweep. A process begins where the hours begin anew.
    fn believed(processes: &[&[(u64, i64)]]) -> Vec<bool> {
        let mut known = Known { last: Some(START), newest: None, trial: None };
        let mut found = Vec::new();
        for hours in processes {
            let (mut trust, begun) = (Trust::default(), Instant::now());
            for (ran, says) in *hours {
                let at = begun + Duration::from_secs(ran * 3_600);
                let verdict = trust.judge(known, START.plus(says * HOUR), at);
                known.trial = match verdict {
                    Verdict::Believed => None,
                    Verdict::OnTrial(trial) => Some(trial),
                };
                found.push(verdict == Verdict::Believed);
            }
        }
        found
    }

    #[test]
    fn a_clock_that_went_on_is_believed_and_one_that_jumped_after_a_day() {
        assert_eq!(believed(&[&[(0, 1), (1, 7 * 24), (2, -7 * 24)]]), [true; 3]);
        let ten_days = 10 * 24;
        let off_for_ten_days = [(0, ten_days), (1, ten_days + 1), (23, ten_days + 23), (24, ten_days + 24)];
        assert_eq!(believed(&[&off_for_ten_days]), [false, false, false, true]);
        assert_eq!(believed(&[&[(0, -8 * 24), (24, -7 * 24)]]), [false, true], "into the past");
    }

    #[test]
    fn hours_of_earlier_starts_count_and_nights_in_between_do_not_matter() {
        let month = 30 * 24;
        let days = [0, 24, 48].map(|day| [(0, month + day), (10, month + day + 10)]);
        let off_each_night = [&days[0][..], &days[1][..], &days[2][..]];
        assert_eq!(believed(&off_each_night), [false, false, false, false, false, true]);
        let asleep_each_night = [(0, month), (10, month + 10), (20, month + 34), (24, month + 38)];
        assert_eq!(believed(&[&asleep_each_night]), [false, false, false, true]);
    }

    #[test]
    fn a_clock_that_is_set_meanwhile_begins_its_day_anew() {
        let year = 365 * 24;
        let set_back = [(0, year), (20, year + 18), (24, year + 22), (43, year + 41), (44, year + 42)];
        assert_eq!(believed(&[&set_back]), [false, false, false, false, true]);
        let set_far_ahead = [(0, year), (20, 2 * year), (24, 2 * year + 4)];
        assert_eq!(believed(&[&set_far_ahead]), [false; 3]);
        assert_eq!(
            believed(&[&[(0, year), (20, 20), (21, 21)]]),
            [false, true, true],
            "and is right at once"
        );
        assert_eq!(believed(&[&[(0, year), (20, year + 20)], &[(0, year), (4, year + 4)]]), [false; 4]);
    }

    #[test]
    fn where_nothing_was_swept_yet_the_database_says_whether_the_clock_is_plausible() {
        let judged = |newest: Option<Moment>| {
            let known = Known { last: None, newest, trial: None };
            Trust::default().judge(known, START, Instant::now()) == Verdict::Believed
        };
        assert!(judged(None), "a new one has nothing to lose");
        assert!(judged(Some(START)) && judged(Some(START.plus(-7 * DAY))));
        assert!(!judged(Some(START.plus(2 * HOUR))) && !judged(Some(START.plus(-8 * DAY))));
    }
}
