//! When a channel answers.

use conversas_tests::e2e::people::JULIANA;
use conversas_tests::e2e::play;
use serde_json::json;

/// The school's Secretaria answers at this moment.
const ANSWERS_NOW: &str =
    "const now = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Sao_Paulo', weekday: 'short',
        hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date());
    const part = (kind) => now.find((p) => p.type === kind).value;
    return !['Sat', 'Sun'].includes(part('weekday')) && part('hour') >= '08' && part('hour') < '17'";

#[test]
fn a_family_sees_when_a_channel_answers_and_can_write_at_any_time() {
    play(async |stage| {
        let device = stage.phone("familia").await;
        let page = device.page();
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
    });
}
