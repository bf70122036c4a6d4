//! The hours in which a channel answers: shown to families while they write; they block nothing.

use serde::{Deserialize, Serialize};

/// Minutes in a day.
pub const DAY_MINUTES: u16 = 24 * 60;

/// A day of the week, Monday first, as people in offices count.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All of them, in order.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The day so many days later.
    pub fn plus(self, days: u8) -> Weekday {
        Weekday::ALL[(self as usize + usize::from(days)) % 7]
    }
}

/// One stretch of a day in which somebody answers, in minutes after midnight of the school's time zone.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenSpan {
    /// The day.
    pub day: Weekday,
    /// The first minute, 0 to 1,439.
    pub from: u16,
    /// The minute after the last one, more than `from`, at most 1,440.
    pub to: u16,
}

/// The stretches make no sense: two overlap, one ends before its start, or there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these hours make no sense")]
pub struct HoursError;

/// The hours of a week, in order, never overlapping, never empty.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<OpenSpan>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<OpenSpan>", into = "Vec<OpenSpan>")]
pub struct ChannelHours(Vec<OpenSpan>);

/// The time at which a family can expect an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// Somebody answers now.
    Now,
    /// Somebody answers from this time on.
    From {
        /// Days from today: 0 is later today, 1 tomorrow, 7 a week from now.
        in_days: u8,
        /// The day.
        day: Weekday,
        /// Minutes after midnight.
        minute: u16,
    },
}

impl ChannelHours {
    /// Monday to Friday, the same hours.
    pub fn on_workdays(from: u16, to: u16) -> Result<ChannelHours, HoursError> {
        Weekday::ALL[..5].iter().map(|day| OpenSpan { day: *day, from, to }).collect::<Vec<_>>().try_into()
    }

    /// The stretches, in order.
    pub fn spans(&self) -> &[OpenSpan] {
        &self.0
    }

    /// The expectation of somebody who writes on this day at this minute of the school's time zone.
    pub fn expectation(&self, day: Weekday, minute: u16) -> Expectation {
        for in_days in 0..=7 {
            let then = day.plus(in_days);
            let mut spans = self.0.iter().filter(|span| span.day == then);
            let found = match in_days {
                0 => spans.find(|span| minute < span.to),
                _ => spans.next(),
            };
            match found {
                Some(span) if in_days == 0 && span.from <= minute => return Expectation::Now,
                Some(span) => return Expectation::From { in_days, day: then, minute: span.from },
                None => {}
            }
        }
        unreachable!("hours are never empty, and a week has all days")
    }
}

impl TryFrom<Vec<OpenSpan>> for ChannelHours {
    type Error = HoursError;
    fn try_from(mut spans: Vec<OpenSpan>) -> Result<Self, HoursError> {
        spans.sort_unstable();
        let whole = spans.iter().all(|span| span.from < span.to && span.to <= DAY_MINUTES);
        let apart = spans.windows(2).all(|pair| pair[0].day != pair[1].day || pair[0].to <= pair[1].from);
        (whole && apart && !spans.is_empty()).then_some(Self(spans)).ok_or(HoursError)
    }
}

impl From<ChannelHours> for Vec<OpenSpan> {
    fn from(hours: ChannelHours) -> Vec<OpenSpan> {
        hours.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EIGHT: u16 = 8 * 60;
    const NOON: u16 = 12 * 60;

    fn workdays() -> ChannelHours {
        ChannelHours::on_workdays(EIGHT, 17 * 60).expect("they make sense")
    }

    #[test]
    fn within_the_hours_somebody_answers_now() {
        assert_eq!(workdays().expectation(Weekday::Monday, EIGHT), Expectation::Now);
        assert_eq!(workdays().expectation(Weekday::Friday, 17 * 60 - 1), Expectation::Now);
    }

    #[test]
    fn before_the_hours_it_is_later_today() {
        let later = Expectation::From { in_days: 0, day: Weekday::Monday, minute: EIGHT };
        assert_eq!(workdays().expectation(Weekday::Monday, EIGHT - 1), later);
    }

    #[test]
    fn after_the_hours_it_is_the_next_day_that_has_some() {
        let tomorrow = Expectation::From { in_days: 1, day: Weekday::Tuesday, minute: EIGHT };
        assert_eq!(workdays().expectation(Weekday::Monday, 17 * 60), tomorrow);
        let monday = Expectation::From { in_days: 3, day: Weekday::Monday, minute: EIGHT };
        assert_eq!(workdays().expectation(Weekday::Friday, 17 * 60), monday);
    }

    #[test]
    fn between_two_stretches_of_a_day_it_is_the_second() {
        let day = Weekday::Monday;
        let spans =
            vec![OpenSpan { day, from: 14 * 60, to: 17 * 60 }, OpenSpan { day, from: EIGHT, to: NOON }];
        let hours = ChannelHours::try_from(spans).expect("they make sense");
        let second = Expectation::From { in_days: 0, day, minute: 14 * 60 };
        assert_eq!(hours.expectation(day, NOON), second);
        let next_week = Expectation::From { in_days: 7, day, minute: EIGHT };
        assert_eq!(hours.expectation(day, 17 * 60), next_week);
    }

    #[test]
    fn hours_that_make_no_sense_are_refused() {
        let day = Weekday::Monday;
        let span = |from, to| OpenSpan { day, from, to };
        for spans in [
            vec![],
            vec![span(NOON, NOON)],
            vec![span(NOON, EIGHT)],
            vec![span(0, DAY_MINUTES + 1)],
            vec![span(EIGHT, NOON), span(NOON - 1, 900)],
        ] {
            assert_eq!(ChannelHours::try_from(spans), Err(HoursError));
        }
    }
}
