//! When a channel answers, and from when on an answer can be expected. Times are those of the school's place.

use conversas_domain::hours::{ChannelHours, DAY_MINUTES, Expectation, OpenSpan, Weekday};

use super::{common, pick};

const SHORT: [[&str; 7]; 3] = [
    ["seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["lun.", "mar.", "mié.", "jue.", "vie.", "sáb.", "dom."],
];

const LONG: [[&str; 7]; 3] = [
    ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
];

texts! {
    all_day: "o dia todo", "all day", "todo el día";
    every_day: "todos os dias", "every day", "todos los días";
    now: "estamos atendendo agora", "we are answering now", "estamos atendiendo ahora";
}

/// "Atendimento: seg. a sex., 8h–17h; responderemos a partir de amanhã, 8h." `at`: the day and minute at the school.
pub(crate) fn line(hours: &ChannelHours, at: (Weekday, u16)) -> String {
    let service = pick("Atendimento", "Open", "Atención");
    format!("{service}: {}; {}.", week(hours), answer(hours.expectation(at.0, at.1)))
}

/// Days, and the stretches that each of them has.
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
        groups.iter().map(|(days, spans)| format!("{}, {}", days_in_words(days), spans_in_words(spans)));
    said.collect::<Vec<_>>().join("; ")
}

/// "responderemos a partir de amanhã, 8h".
pub(crate) fn answer(expectation: Expectation) -> String {
    let Expectation::From { in_days, day, minute } = expectation else { return now().to_owned() };
    let long = pick(LONG[0], LONG[1], LONG[2])[day as usize];
    let when = match in_days {
        0 => pick("de hoje", "today", "de hoy").to_owned(),
        1 => pick("de amanhã", "tomorrow", "de mañana").to_owned(),
        2..=6 => pick(format!("de {long}"), long.to_owned(), format!("del {long}")),
        _ => pick(
            format!("{} {long}", if is_masculine(day) { "do próximo" } else { "da próxima" }),
            format!("next {long}"),
            format!("del próximo {long}"),
        ),
    };
    let time = time(minute);
    pick(
        format!("responderemos a partir {when}, {time}"),
        format!("we will answer from {when}, {time}"),
        format!("responderemos a partir {when}, {time}"),
    )
}

fn is_masculine(day: Weekday) -> bool {
    matches!(day, Weekday::Saturday | Weekday::Sunday)
}

/// "seg. a sex.", "seg. e ter.", "seg., qua. e sex.", "todos os dias".
fn days_in_words(days: &[Weekday]) -> String {
    let short = |day: Weekday| pick(SHORT[0], SHORT[1], SHORT[2])[day as usize];
    let follow = days.windows(2).all(|pair| pair[1] as usize == pair[0] as usize + 1);
    match days {
        _ if days.len() == Weekday::ALL.len() => every_day().to_owned(),
        [first, .., last] if follow && days.len() > 2 => {
            format!("{} {} {}", short(*first), pick("a", "to", "a"), short(*last))
        }
        _ => {
            let names: Vec<&str> = days.iter().map(|day| short(*day)).collect();
            crate::state::names::joined(&names, common::and())
        }
    }
}

/// "8h–12h e 13h–17h".
fn spans_in_words(spans: &[(u16, u16)]) -> String {
    let said: Vec<String> = spans
        .iter()
        .map(|span| match span {
            (0, DAY_MINUTES) => all_day().to_owned(),
            (from, to) => format!("{}–{}", time(*from), time(*to)),
        })
        .collect();
    crate::state::names::joined(&said, common::and())
}

/// "8h", "8h30"; "8:00" elsewhere.
fn time(minute: u16) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    let clock = format!("{hour}:{minute:02}");
    let portuguese = if minute == 0 { format!("{hour}h") } else { format!("{hour}h{minute:02}") };
    pick(portuguese, clock.clone(), clock)
}

#[cfg(test)]
mod tests;
