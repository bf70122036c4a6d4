//! Civil times out of moments. The offset of the place and moment comes from the browser.

use conversas_domain::moment::{DAY, HOUR, Moment};

const MINUTE: i64 = 60_000;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Date {
    /// Days since 1970-01-01.
    pub(crate) day_number: i64,
    /// E.g. 2026.
    pub(crate) year: i64,
    /// 1 to 12.
    pub(crate) month: usize,
    /// 1 to 31.
    pub(crate) day: i64,
    /// 0 for Sunday.
    pub(crate) weekday: usize,
}

/// A day and a time on a wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Civil {
    /// The day.
    pub(crate) date: Date,
    /// 0 to 23.
    pub(crate) hour: i64,
    /// 0 to 59.
    pub(crate) minute: i64,
}

impl Civil {
    /// `east`: minutes east of Greenwich at that moment.
    pub(crate) fn at(moment: Moment, east: i64) -> Civil {
        let local = moment.0 + east * MINUTE;
        let of_day = local.rem_euclid(DAY);
        Civil { date: Date::of(local.div_euclid(DAY)), hour: of_day / HOUR, minute: of_day % HOUR / MINUTE }
    }

    /// "09:46".
    pub(crate) fn clock(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

impl Date {
    /// From days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    fn of(day_number: i64) -> Date {
        let shifted = day_number + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Date {
            day_number,
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: usize::try_from(month).unwrap_or(1),
            day: of_year - (153 * from_march + 2) / 5 + 1,
            weekday: usize::try_from((day_number + 4).rem_euclid(7)).unwrap_or(0),
        }
    }
}

/// The distance of a day from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nearness {
    /// Today (or later: a clock may be wrong).
    Today,
    /// Yesterday.
    Yesterday,
    /// Within the last six days.
    ThisWeek,
    /// Earlier in the same year.
    ThisYear,
    /// Before.
    Earlier,
}

/// The distance of `date` from `today`.
pub(crate) fn nearness(date: Date, today: Date) -> Nearness {
    match today.day_number - date.day_number {
        ..=0 => Nearness::Today,
        1 => Nearness::Yesterday,
        2..=6 => Nearness::ThisWeek,
        _ if today.year == date.year => Nearness::ThisYear,
        _ => Nearness::Earlier,
    }
}

/// A duration, in the largest unit that is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// At least one.
    Minutes(i64),
    /// From 60 minutes.
    Hours(i64),
    /// From 24 hours.
    Days(i64),
}

/// The duration from `since` to `now`.
pub(crate) fn wait(since: Moment, now: Moment) -> Wait {
    match now.since(since) {
        ms if ms < HOUR => Wait::Minutes((ms / MINUTE).max(1)),
        ms if ms < DAY => Wait::Hours(ms / HOUR),
        ms => Wait::Days(ms / DAY),
    }
}

/// The largest believed lateness of an event, in milliseconds: beyond it the event's clock is another one.
const LATEST: f64 = 10_000.0;

/// How many milliseconds ago an event happened, by the browser's own clock. Where the system stamps its events with a clock
/// that began at another time, they count as of now.
pub(crate) fn lateness(stamp: f64, now: f64) -> i64 {
    let late = now - stamp;
    let is_known = stamp > 0.0 && (0.0..LATEST).contains(&late);
    if is_known { late.round() as i64 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-03-17 12:46:30 UTC, a Tuesday.
    const NOON: Moment = Moment(1_773_751_590_000);
    const BRASILIA: i64 = -180;

    #[test]
    fn a_moment_becomes_the_clock_of_the_place() {
        let civil = Civil::at(NOON, BRASILIA);
        assert_eq!((civil.date.year, civil.date.month, civil.date.day), (2026, 3, 17));
        assert_eq!(civil.clock(), "09:46");
        assert_eq!(civil.date.weekday, 2);
    }

    #[test]
    fn late_in_the_evening_utc_is_already_tomorrow() {
        let evening = NOON.plus(-10 * HOUR);
        assert_eq!(Civil::at(evening, BRASILIA).date.day, 16);
        assert_eq!(Civil::at(evening, 0).date.day, 17);
    }

    #[test]
    fn leap_days_and_times_before_1970_are_right() {
        assert_eq!((Date::of(19_782).month, Date::of(19_782).day), (2, 29));
        assert_eq!((Date::of(-1).year, Date::of(-1).month, Date::of(-1).day), (1969, 12, 31));
    }

    #[test]
    fn days_are_near_or_far() {
        let today = Civil::at(NOON, BRASILIA).date;
        let before = |days| nearness(Date::of(today.day_number - days), today);
        assert_eq!(
            [before(-1), before(0), before(1), before(6), before(7), before(300)],
            [
                Nearness::Today,
                Nearness::Today,
                Nearness::Yesterday,
                Nearness::ThisWeek,
                Nearness::ThisYear,
                Nearness::Earlier
            ]
        );
    }

    #[test]
    fn waits_use_the_largest_unit() {
        let after = |ms| wait(NOON, NOON.plus(ms));
        assert_eq!(after(5_000), Wait::Minutes(1));
        assert_eq!(after(18 * MINUTE), Wait::Minutes(18));
        assert_eq!(after(3 * HOUR + 59 * MINUTE), Wait::Hours(3));
        assert_eq!(after(2 * DAY), Wait::Days(2));
        assert_eq!(after(-HOUR), Wait::Minutes(1));
    }

    #[test]
    fn an_event_is_as_late_as_its_stamp_says_unless_that_is_of_another_clock() {
        assert_eq!(lateness(5_000.0, 5_700.4), 700);
        assert_eq!(lateness(5_000.0, 5_000.0), 0);
        assert_eq!(lateness(5_001.0, 5_000.0), 0, "after now");
        assert_eq!(lateness(0.0, 5_000.0), 0, "no stamp");
        assert_eq!(lateness(4_000.0, 90_000.0), 0, "longer ago than a page can be busy");
        assert_eq!(lateness(f64::NAN, 5_000.0), 0);
    }
}
