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

#[test]
fn the_units_of_a_wait_begin_at_a_whole_hour_and_a_whole_day() {
    let after = |ms| wait(NOON, NOON.plus(ms));
    assert_eq!(after(HOUR - 1), Wait::Minutes(59));
    assert_eq!(after(HOUR), Wait::Hours(1));
    assert_eq!(after(DAY - 1), Wait::Hours(23));
    assert_eq!(after(DAY), Wait::Days(1));
}

#[test]
fn east_of_greenwich_midnight_comes_first() {
    let midnight = Civil::at(Moment(20_000 * DAY - 5 * HOUR - 30 * MINUTE), 330);
    assert_eq!((midnight.date.day_number, midnight.clock()), (20_000, "00:00".to_owned()));
    let before = Civil::at(Moment(20_000 * DAY - 5 * HOUR - 31 * MINUTE), 330);
    assert_eq!((before.date.day_number, before.clock()), (19_999, "23:59".to_owned()));
}

#[test]
fn every_day_of_four_centuries_follows_the_one_before() {
    let mut before = Date::of(-1);
    for number in 0..146_097 {
        let date = Date::of(number);
        let is_next = match (date.day, date.month) {
            (1, 1) => (before.day, before.month, before.year) == (31, 12, date.year - 1),
            (1, month) => before.day >= 28 && (before.month, before.year) == (month - 1, date.year),
            (day, month) => (before.day, before.month, before.year) == (day - 1, month, date.year),
        };
        assert!(is_next && date.weekday == (before.weekday + 1) % 7, "{date:?} after {before:?}");
        before = date;
    }
    assert_eq!((before.year, before.month, before.day), (2369, 12, 31));
}
