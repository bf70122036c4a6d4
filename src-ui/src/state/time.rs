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
mod tests;
