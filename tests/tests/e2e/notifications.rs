//! System notifications: of the real window, on a desk that shows them, and of a browser.

use conversas_tests::e2e::people::{ANA, FERNANDA, WELLINGTON};
use conversas_tests::e2e::{Look, Page, play, until};
use serde_json::{Value, json};

/// Notes the notifications that the browser is asked to show. The browser shows them all the same.
const NOTE_SHOWN: &str = "window.shown = [];
    window.Notification = class extends Notification {
        constructor(head, options) {
            super(head, options);
            window.shown.push({ head, options, notification: this, open: true });
        }
        close() {
            window.shown.filter((one) => one.notification === this).forEach((one) => { one.open = false; });
            super.close();
        }
    };";

/// Waits until the browser was asked to show exactly these notifications, each with all its fields.
async fn were_shown(page: &Page, expected: &[[&str; 2]]) {
    let script = "return window.shown.map(({ head, options }) => [head, options.body, Object.keys(options).sort().join(' ')])";
    let expected: Vec<_> = expected.iter().map(|[head, body]| json!([head, body, "body icon tag"])).collect();
    until(&format!("these notices were shown: {expected:?}"), async || {
        (page.js(script, vec![]).await == json!(expected)).then_some(())
    })
    .await;
}

#[test]
fn a_notice_tells_who_wrote_is_replaced_opens_the_conversation_and_goes_when_it_is_read() {
    play(async |stage| {
        let staff = stage.window("equipe").await;
        let notices = staff.notices().await;
        let family = stage.phone("familia").await;
        let other = stage.phone("outra").await;
        staff.page().signs_in(ANA).await;
        family.page().signs_in(WELLINGTON).await;
        family.page().opens("Secretaria").await;

        family.page().writes("Só entre nós: o portão fica aberto?").await;
        let notice = notices.shows("Wellington Braga · Bento Braga", 1).await;
        assert_eq!(notice.body, "Nova mensagem · Secretaria", "without what it says");
        family.page().writes("Até que horas?").await;
        let notice = notices.shows("Wellington Braga", 2).await;
        assert_eq!(notice.body, "2 novas mensagens · Secretaria");
        assert_eq!(notices.on_screen().len(), 1, "one for each conversation");

        notices.click(&notice).await;
        staff.page().message("Até que horas?").await;
        staff.page().row(&["Wellington Braga", "Até que horas?"]).await;
        family.page().writes("Enquanto você olha").await;
        staff.page().message("Enquanto você olha").await;

        other.page().signs_in(FERNANDA).await;
        other.page().opens("Secretaria").await;
        other.page().clicks("button", "Iniciar novo atendimento").await;
        other.page().writes("Bom dia!").await;
        notices.shows("Fernanda Queiroz", 1).await;
        assert_eq!(notices.on_screen().len(), 1, "nothing of the conversation that stood open");
        staff.page().opens("Fernanda Queiroz").await;
        staff.page().message("Bom dia!").await;
        notices.shows_nothing().await;
    });
}

#[test]
fn a_browser_that_is_allowed_to_shows_who_wrote_and_opens_the_conversation() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let family = stage.phone("familia").await;
        let page = staff.page();
        page.js(NOTE_SHOWN, vec![]).await;
        page.signs_in(ANA).await;
        page.clicks("button", "Ajustes").await;
        page.reads("Este navegador ainda não mostra os avisos.").await;
        staff.allows_notifications().await;
        page.clicks("button", "Permitir avisos").await;
        page.sees_no("button", "Permitir avisos").await;
        page.clicks("button", "Conversas").await;

        family.page().signs_in(WELLINGTON).await;
        family.page().opens("Secretaria").await;
        family.page().writes("Só entre nós: o portão fica aberto?").await;
        let first = ["Wellington Braga · Bento Braga", "Nova mensagem · Secretaria"];
        were_shown(page, &[first]).await;
        family.page().writes("Até que horas?").await;
        let second = ["Wellington Braga · Bento Braga", "2 novas mensagens · Secretaria"];
        were_shown(page, &[first, second]).await;
        let tags = "return new Set(window.shown.map(({ options }) => options.tag)).size";
        assert_eq!(page.js(tags, vec![]).await, json!(1), "the second takes the place of the first");

        page.js("window.shown[1].notification.dispatchEvent(new Event('click'))", vec![]).await;
        page.message("Até que horas?").await;
        until("the notice is taken away", async || {
            (page.js("return window.shown[1].open", vec![]).await == Value::Bool(false)).then_some(())
        })
        .await;
        family.page().writes("Enquanto você olha").await;
        page.message("Enquanto você olha").await;
        were_shown(page, &[first, second]).await;
    });
}
