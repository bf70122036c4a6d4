//! Language and theme.

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Page, play, until};
use serde_json::json;

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
