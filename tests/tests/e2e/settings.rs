//! Language and theme; the times without notifications, and how much they tell.

use conversas_tests::e2e::people::{ANA, WELLINGTON};
use conversas_tests::e2e::{Key, Page, play, until};
use serde_json::json;

const WITH_TEXT: &str = "Mostrar o texto da mensagem";
const QUIET: &str = "Horário de silêncio";
const FROM: &str = "Começo do silêncio";
const TO: &str = "Fim do silêncio";

async fn ground(page: &Page) -> String {
    let script = "return getComputedStyle(document.body).backgroundColor";
    page.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

#[test]
fn language_and_theme_change_at_once_and_stay() {
    play(async |stage| {
        let mut device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.clicks("button", "Ajustes").await;
        page.chooses("Claro").await;
        let light = ground(page).await;
        page.chooses("Escuro").await;
        until("another ground", async || (ground(page).await != light).then_some(())).await;

        page.chooses("English").await;
        page.sees("heading", "Settings").await;
        assert_eq!(page.js("return document.documentElement.lang", vec![]).await, json!("en"));

        device.leave().await;
        device.come_back().await;
        let page = device.page();
        page.row(&["In progress"]).await;
        assert_eq!(page.js("return document.documentElement.dataset.theme", vec![]).await, json!("dark"));
        page.clicks("button", "Settings").await;
        page.chooses("Español").await;
        page.sees("heading", "Ajustes").await;
        page.reads("Equipo de la escuela").await;
    });
}

/// Answers this device's time so many hours from now, in the form of a time field.
async fn in_hours(page: &Page, hours: i32) -> String {
    let script = "const then = new Date(Date.now() + arguments[0] * 3600000);
        return [then.getHours(), then.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')";
    page.js(script, vec![json!(hours)]).await.as_str().expect("a time").to_owned()
}

async fn is_on(page: &Page, switch: &str) {
    until(&format!("“{switch}” is on"), async || {
        let script = "return find('checkbox', arguments[0])?.checked";
        (page.js(script, vec![json!(switch)]).await == json!(true)).then_some(())
    })
    .await;
}

/// Sets the quiet hours, and waits until the app has kept them.
async fn is_quiet(page: &Page, from: &str, to: &str) {
    for (field, time) in [(FROM, from), (TO, to)] {
        page.fills_in(field, time).await;
        page.presses(&[Key::Tab]).await;
    }
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':').expect("a time");
        hour.parse::<u32>().expect("a number") * 60 + minute.parse::<u32>().expect("a number")
    };
    let script = "return window.__TAURI_INTERNALS__.invoke('call', { name: 'preferences', body: {} })";
    let quiet = json!({ "from": minutes(from), "to": minutes(to) });
    until("the quiet hours are kept", async || {
        (page.js(script, vec![]).await["notifications"]["quiet"] == quiet).then_some(())
    })
    .await;
}

#[test]
fn quiet_hours_and_how_much_a_notice_says_stay_after_a_restart_and_are_heeded() {
    play(async |stage| {
        let mut desk = stage.window("equipe").await;
        let notices = desk.notices().await;
        let family = stage.phone("familia").await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.clicks("button", "Ajustes").await;
        page.clicks("checkbox", WITH_TEXT).await;
        page.clicks("checkbox", QUIET).await;
        let (from, to) = (in_hours(page, -2).await, in_hours(page, 2).await);
        is_quiet(page, &from, &to).await;

        desk.leave().await;
        desk.come_back().await;
        let page = desk.page();
        page.row(&["Wellington Braga"]).await;
        page.clicks("button", "Ajustes").await;
        is_on(page, WITH_TEXT).await;
        is_on(page, QUIET).await;
        page.has_value(FROM, &from).await;
        page.has_value(TO, &to).await;

        page.clicks("button", "Conversas").await;
        family.page().signs_in(WELLINGTON).await;
        family.page().opens("Secretaria").await;
        family.page().writes("Em silêncio").await;
        page.row(&["Wellington Braga", "Em silêncio"]).await;
        page.clicks("button", "Ajustes").await;
        is_quiet(page, &to, &in_hours(page, 3).await).await;
        family.page().writes("Em voz alta").await;
        let notice = notices.shows("Wellington Braga", 1).await;
        assert_eq!(notice.body, "Em voz alta", "the only one, and with what it says");
        assert_eq!(notices.on_screen().len(), 1);
    });
}
