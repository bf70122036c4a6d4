//! Days, times and waits in words.

use crate::state::time::{Civil, Date, Nearness, Wait, nearness};

conversas_words::speak!(dates, super::language);

/// "17 de março"; with the year when it is another one.
pub(crate) fn date(date: Date, today: Date) -> String {
    let day = day_of_month(&date.day.to_string(), month(date.month));
    match nearness(date, today) {
        Nearness::Earlier => day_of_year(&day, &date.year.to_string()),
        Nearness::Today | Nearness::Yesterday | Nearness::ThisWeek | Nearness::ThisYear => day,
    }
}

/// The separator of a day: "Hoje, 17 de março".
pub(crate) fn day(date_shown: Date, today: Date) -> String {
    let near = match nearness(date_shown, today) {
        Nearness::Today => today_heading(),
        Nearness::Yesterday => yesterday_heading(),
        Nearness::ThisWeek => weekday_heading(from_monday(date_shown)),
        Nearness::ThisYear | Nearness::Earlier => return date(date_shown, today),
    };
    named_day(near, &date(date_shown, today))
}

/// When, in the little space of a row: "09:44", "ontem", "seg.", "17 mar.".
pub(crate) fn short(then: Civil, today: Date) -> String {
    let date = then.date;
    match nearness(date, today) {
        Nearness::Today => then.clock(),
        Nearness::Yesterday => yesterday().to_owned(),
        Nearness::ThisWeek => weekday_short(from_monday(date)).to_owned(),
        Nearness::ThisYear => day_of_month_short(&date.day.to_string(), month_short(date.month)),
        Nearness::Earlier => {
            let (day, month) = (format!("{:02}", date.day), format!("{:02}", date.month));
            day_in_numbers(&day, &month, &date.year.to_string())
        }
    }
}

/// In a chronology: "08:52" today, else "16 de março, 08:52".
pub(crate) fn moment(then: Civil, today: Date) -> String {
    match nearness(then.date, today) {
        Nearness::Today => then.clock(),
        Nearness::Yesterday => day_and_time(yesterday(), &then.clock()),
        Nearness::ThisWeek | Nearness::ThisYear | Nearness::Earlier => {
            day_and_time(&date(then.date, today), &then.clock())
        }
    }
}

/// "42 min", "3 h", "2 dias".
pub(crate) fn wait(wait: Wait) -> String {
    match wait {
        Wait::Minutes(minutes) => wait_minutes(minutes.unsigned_abs()),
        Wait::Hours(hours) => wait_hours(hours.unsigned_abs()),
        Wait::Days(days) => wait_days(days.unsigned_abs()),
    }
}

/// 1 for Monday, 7 for Sunday.
fn from_monday(date: Date) -> usize {
    if date.weekday == 0 { 7 } else { date.weekday }
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
        speak(Language::En);
        assert_eq!(day(today, today), "Today, 17 March");
        speak(Language::Es);
        assert_eq!(day(today, today), "Hoy, 17 de marzo");
    }

    #[test]
    fn a_chronology_says_the_day_when_it_is_not_today() {
        let today = before(0).date;
        assert_eq!(moment(before(HOUR), today), "08:44");
        assert_eq!(moment(before(30 * DAY), today), "15 de fevereiro, 09:44");
    }
}
