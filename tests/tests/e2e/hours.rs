//! The hours in which a channel answers.

use conversas_domain::hours::{OpenSpan, Weekday};
use conversas_server::ledger;
use conversas_tests::e2e::people::JULIANA;
use conversas_tests::e2e::{Page, play};
use serde_json::json;

use super::school::{change_the_school, channel, directory_of};

/// Makes the school's Secretaria answer at this moment.
const ANSWERS_NOW: &str =
    "const now = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Sao_Paulo', weekday: 'short',
        hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date());
    const part = (kind) => now.find((p) => p.type === kind).value;
    return !['Sat', 'Sun'].includes(part('weekday')) && part('hour') >= '08' && part('hour') < '17'";

/// Answers the number of days since Monday at the school.
const DAY: &str =
    "const day = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Sao_Paulo', weekday: 'short' });
    return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day.format(new Date()))";

async fn sees_the_hours_and_writes(page: &Page) {
    page.signs_in(JULIANA).await;
    page.clicks("button", "Nova conversa").await;
    page.chooses("Theo Prado").await;
    page.chooses("Secretaria").await;
    page.reads("Atendimento: seg. a sex., 8h–17h; ").await;
    page.chooses("Financeiro").await;
    page.reads("Atendimento: seg. a sex., 8h–12h e 13h30–17h; ").await;
    page.clicks("button", "Cancelar").await;
    page.sees_no("dialog", "").await;

    page.opens("Secretaria").await;
    page.sees("textbox", "Mensagem").await;
    let answers_now = page.js(ANSWERS_NOW, vec![]).await == json!(true);
    match answers_now {
        true => page.reads_no_more("responderemos a partir de").await,
        false => page.reads("Atendimento: seg. a sex., 8h–17h; responderemos a partir de").await,
    }
    page.writes("Boa noite! Só para amanhã.").await;
    page.message_is("Boa noite! Só para amanhã.", "arrived").await;
}

#[test]
fn a_family_sees_when_a_channel_answers_and_can_write_at_any_time() {
    play(async |stage| {
        let device = stage.phone("familia").await;
        sees_the_hours_and_writes(device.page()).await;
    });
}

#[test]
fn a_window_of_a_family_says_when_a_channel_answers_and_that_it_answers_later_while_it_is_closed() {
    play(async |stage| {
        let device = stage.window("familia").await;
        let page = device.page();
        sees_the_hours_and_writes(page).await;

        let secretary = channel(&*directory_of(stage, JULIANA).await, "Secretaria");
        let today = page.js(DAY, vec![]).await.as_u64().expect("a day");
        let today = Weekday::ALL[usize::try_from(today).expect("a small number")];
        stage.stop_server();
        let in_two_days = vec![OpenSpan { day: today.plus(2), from: 9 * 60, to: 12 * 60 }];
        let hours = in_two_days.try_into().expect("an end after its start");
        change_the_school(stage, move |tx| ledger::set_channel_hours(tx, secretary, Some(&hours))).await;
        stage.start_server().await;
        page.reads(", 9h–12h; responderemos a partir de").await;
        page.writes("Sem pressa.").await;
        page.message_is("Sem pressa.", "arrived").await;

        stage.stop_server();
        change_the_school(stage, move |tx| ledger::set_channel_hours(tx, secretary, None)).await;
        stage.start_server().await;
        page.reads_no_more("responderemos a partir de").await;
    });
}
