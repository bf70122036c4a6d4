//! Days, times and waits in words.

use super::pick;
use crate::state::time::{Civil, Date, Nearness, Wait, nearness};

const MONTHS: [[&str; 12]; 3] = [
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];

const WEEKDAYS: [[&str; 7]; 3] = [
    ["dom.", "seg.", "ter.", "qua.", "qui.", "sex.", "sáb."],
    ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    ["dom.", "lun.", "mar.", "mié.", "jue.", "vie.", "sáb."],
];

const LONG_WEEKDAYS: [[&str; 7]; 3] = [
    ["Domingo", "Segunda-feira", "Terça-feira", "Quarta-feira", "Quinta-feira", "Sexta-feira", "Sábado"],
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    ["Domingo", "Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado"],
];

/// "17 de março"; with the year when it is another one.
pub(crate) fn date(date: Date, today: Date) -> String {
    let day = day_of_month(date);
    match nearness(date, today) {
        Nearness::Earlier => format!("{day}{}{}", pick(" de ", ", ", " de "), date.year),
        Nearness::Today | Nearness::Yesterday | Nearness::ThisWeek | Nearness::ThisYear => day,
    }
}

/// The separator of a day: "Hoje, 17 de março".
pub(crate) fn day(date_shown: Date, today: Date) -> String {
    let near = match nearness(date_shown, today) {
        Nearness::Today => pick("Hoje", "Today", "Hoy"),
        Nearness::Yesterday => pick("Ontem", "Yesterday", "Ayer"),
        Nearness::ThisWeek => pick(LONG_WEEKDAYS[0], LONG_WEEKDAYS[1], LONG_WEEKDAYS[2])[date_shown.weekday],
        Nearness::ThisYear | Nearness::Earlier => return date(date_shown, today),
    };
    format!("{near}, {}", date(date_shown, today))
}

/// When, in the little space of a row: "09:44", "ontem", "seg.", "17 mar.".
pub(crate) fn short(then: Civil, today: Date) -> String {
    let date = then.date;
    match nearness(date, today) {
        Nearness::Today => then.clock(),
        Nearness::Yesterday => pick("ontem", "yesterday", "ayer").to_owned(),
        Nearness::ThisWeek => pick(WEEKDAYS[0], WEEKDAYS[1], WEEKDAYS[2])[date.weekday].to_owned(),
        Nearness::ThisYear => {
            let month: String = month(date).chars().take(3).collect();
            pick(
                format!("{} {month}.", date.day),
                format!("{} {month}", date.day),
                format!("{} {month}.", date.day),
            )
        }
        Nearness::Earlier => format!("{:02}/{:02}/{}", date.day, date.month, date.year),
    }
}

/// In a chronology: "08:52" today, else "16 de março, 08:52".
pub(crate) fn moment(then: Civil, today: Date) -> String {
    match nearness(then.date, today) {
        Nearness::Today => then.clock(),
        Nearness::Yesterday => format!("{}, {}", pick("ontem", "yesterday", "ayer"), then.clock()),
        Nearness::ThisWeek | Nearness::ThisYear | Nearness::Earlier => {
            format!("{}, {}", date(then.date, today), then.clock())
        }
    }
}

/// "42 min", "3 h", "2 dias".
pub(crate) fn wait(wait: Wait) -> String {
    match wait {
        Wait::Minutes(minutes) => format!("{minutes} min"),
        Wait::Hours(hours) => format!("{hours} h"),
        Wait::Days(1) => pick("1 dia", "1 day", "1 día").to_owned(),
        Wait::Days(days) => format!("{days} {}", pick("dias", "days", "días")),
    }
}

fn month(date: Date) -> &'static str {
    let months = pick(&MONTHS[0], &MONTHS[1], &MONTHS[2]);
    months.get(date.month - 1).copied().unwrap_or_default()
}

fn day_of_month(date: Date) -> String {
    let month = month(date);
    pick(
        format!("{} de {month}", date.day),
        format!("{} {month}", date.day),
        format!("{} de {month}", date.day),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::speak;
    use conversas_domain::moment::{DAY, HOUR, Moment};
    use conversas_ipc::Language;

    // 2026-03-17 12:44 UTC, a Tuesday.
    const NOW: Moment = Moment(1_773_751_440_000);

    fn before(ms: i64) -> Civil {
        Civil::at(NOW.plus(-ms), -180)
    }

    #[test]
    fn rows_say_when_in_the_shortest_clear_way() {
        let today = before(0).date;
        let said = [0, DAY, 2 * DAY, 20 * DAY, 400 * DAY].map(|ms| short(before(ms), today));
        assert_eq!(said, ["09:44", "ontem", "dom.", "25 fev.", "10/02/2025"]);
    }

    #[test]
    fn days_are_named_in_each_language() {
        let today = before(0).date;
        assert_eq!(day(today, today), "Hoje, 17 de março");
        assert_eq!(day(before(DAY).date, today), "Ontem, 16 de março");
        speak(Language::English);
        assert_eq!(day(today, today), "Today, 17 March");
        speak(Language::Spanish);
        assert_eq!(day(today, today), "Hoy, 17 de marzo");
    }

    #[test]
    fn a_chronology_says_the_day_when_it_is_not_today() {
        let today = before(0).date;
        assert_eq!(moment(before(HOUR), today), "08:44");
        assert_eq!(moment(before(30 * DAY), today), "15 de fevereiro, 09:44");
    }
}
