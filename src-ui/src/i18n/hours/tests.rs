use super::*;
use crate::i18n::speak;
use conversas_ipc::Language;

const FRIDAY_EVENING: (Weekday, u16) = (Weekday::Friday, 18 * 60);

fn hours(spans: &[(Weekday, u16, u16)]) -> ChannelHours {
    let spans: Vec<OpenSpan> =
        spans.iter().map(|(day, from, to)| OpenSpan { day: *day, from: *from, to: *to }).collect();
    ChannelHours::try_from(spans).expect("they make sense")
}

fn workdays() -> ChannelHours {
    ChannelHours::on_workdays(8 * 60, 17 * 60).expect("they make sense")
}

#[test]
fn equal_days_stand_together() {
    assert_eq!(week(&workdays()), "seg. a sex., 8h–17h");
    let days = [Weekday::Monday, Weekday::Wednesday, Weekday::Friday];
    assert_eq!(week(&hours(&days.map(|day| (day, 450, 690)))), "seg., qua. e sex., 7h30–11h30");
    let days = [Weekday::Monday, Weekday::Tuesday];
    assert_eq!(week(&hours(&days.map(|day| (day, 480, 720)))), "seg. e ter., 8h–12h");
    assert_eq!(week(&hours(&Weekday::ALL.map(|day| (day, 0, DAY_MINUTES)))), "todos os dias, o dia todo");
}

#[test]
fn a_lunch_break_and_another_saturday_are_said() {
    let mut spans: Vec<(Weekday, u16, u16)> =
        Weekday::ALL[..5].iter().flat_map(|day| [(*day, 480, 720), (*day, 780, 1020)]).collect();
    spans.push((Weekday::Saturday, 480, 720));
    assert_eq!(week(&hours(&spans)), "seg. a sex., 8h–12h e 13h–17h; sáb., 8h–12h");
}

#[test]
fn a_family_is_told_from_when_on_it_is_answered() {
    let at = |day, minute| line(&workdays(), (day, minute));
    assert_eq!(at(Weekday::Monday, 540), "Atendimento: seg. a sex., 8h–17h; estamos atendendo agora.");
    assert_eq!(
        at(Weekday::Monday, 60),
        "Atendimento: seg. a sex., 8h–17h; responderemos a partir de hoje, 8h."
    );
    assert_eq!(
        at(Weekday::Monday, 1100),
        "Atendimento: seg. a sex., 8h–17h; responderemos a partir de amanhã, 8h."
    );
    assert_eq!(
        line(&workdays(), FRIDAY_EVENING),
        "Atendimento: seg. a sex., 8h–17h; responderemos a partir de segunda-feira, 8h."
    );
}

#[test]
fn a_day_that_comes_only_next_week_is_called_so() {
    let next = |day| answer(hours(&[(day, 480, 720)]).expectation(day, 800));
    assert_eq!(next(Weekday::Monday), "responderemos a partir da próxima segunda-feira, 8h");
    assert_eq!(next(Weekday::Saturday), "responderemos a partir do próximo sábado, 8h");
}

#[test]
fn other_languages_say_it_in_their_way() {
    speak(Language::En);
    assert_eq!(
        line(&workdays(), FRIDAY_EVENING),
        "Open: Mon to Fri, 8:00–17:00; we will answer from Monday, 8:00."
    );
    speak(Language::Es);
    assert_eq!(
        line(&workdays(), FRIDAY_EVENING),
        "Atención: lun. a vie., 8:00–17:00; responderemos a partir del lunes, 8:00."
    );
    assert_eq!(
        answer(workdays().expectation(Weekday::Monday, 1100)),
        "responderemos a partir de mañana, 8:00"
    );
}
