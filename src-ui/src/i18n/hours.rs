//! The hours of a channel, and the time from which an answer can be expected. Times are those of the school's
//! time zone.

use conversas_domain::hours::{ChannelHours, DAY_MINUTES, Expectation, OpenSpan, Weekday};

use super::{common, dates};
use crate::state::names;

conversas_words::speak!(hours, super::language);

/// "Atendimento: seg. a sex., 8h–17h; responderemos a partir de amanhã, 8h." `at`: the day and minute at the school.
pub(crate) fn line(hours: &ChannelHours, at: (Weekday, u16)) -> String {
    service(&week(hours), &answer(hours.expectation(at.0, at.1)))
}

/// Days with the same stretches.
type SameHours = (Vec<Weekday>, Vec<(u16, u16)>);

/// "seg. a sex., 8h–12h e 13h–17h; sáb., 8h–12h": days with the same hours stand together.
pub(crate) fn week(hours: &ChannelHours) -> String {
    let of = |day: Weekday| -> Vec<(u16, u16)> {
        hours
            .spans()
            .iter()
            .filter(|span| span.day == day)
            .map(|span: &OpenSpan| (span.from, span.to))
            .collect()
    };
    let mut groups: Vec<SameHours> = Vec::new();
    for day in Weekday::ALL {
        let spans = of(day);
        match groups.iter_mut().find(|(_, same)| *same == spans) {
            _ if spans.is_empty() => {}
            Some((days, _)) => days.push(day),
            None => groups.push((vec![day], spans)),
        }
    }
    let said =
        groups.iter().map(|(days, spans)| days_with_times(&days_in_words(days), &spans_in_words(spans)));
    said.collect::<Vec<_>>().join("; ")
}

/// "responderemos a partir de amanhã, 8h".
pub(crate) fn answer(expectation: Expectation) -> String {
    let Expectation::From { in_days, day, minute } = expectation else { return now().to_owned() };
    let time = time(minute);
    match in_days {
        0 => answer_today(&time),
        1 => answer_tomorrow(&time),
        2..=6 => answer_on(from_monday(day), &time),
        _ => answer_next(from_monday(day), &time),
    }
}

/// 1 for Monday, 7 for Sunday.
fn from_monday(day: Weekday) -> usize {
    day as usize + 1
}

/// "seg. a sex.", "seg. e ter.", "seg., qua. e sex.", "todos os dias".
fn days_in_words(days: &[Weekday]) -> String {
    let short = |day: Weekday| dates::weekday_short(from_monday(day));
    let follow = days.windows(2).all(|pair| pair[1] as usize == pair[0] as usize + 1);
    match days {
        _ if days.len() == Weekday::ALL.len() => every_day().to_owned(),
        [first, .., last] if follow && days.len() > 2 => days_from_to(short(*first), short(*last)),
        _ => {
            let days: Vec<&str> = days.iter().map(|day| short(*day)).collect();
            names::joined(&days, common::and())
        }
    }
}

/// "8h–12h e 13h–17h".
fn spans_in_words(spans: &[(u16, u16)]) -> String {
    let said: Vec<String> = spans
        .iter()
        .map(|span| match span {
            (0, DAY_MINUTES) => all_day().to_owned(),
            (from, to) => from_to(&time(*from), &time(*to)),
        })
        .collect();
    names::joined(&said, common::and())
}

/// "8h", "8h30"; "8:00" elsewhere.
fn time(minute: u16) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    clock(hour, minute, &format!("{minute:02}"))
}

#[cfg(test)]
mod tests;
