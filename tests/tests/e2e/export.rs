//! "Exportar histórico". In a browser: what the window's own dialog saves cannot be driven.

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Look, Page, play, until};

/// Notes what the page offers for download.
const NOTE_DOWNLOADS: &str = "window.saved = null;
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return make.call(URL, blob); };";

async fn exports(page: &Page, format: &str) -> String {
    page.js(NOTE_DOWNLOADS, vec![]).await;
    page.clicks("button", "Exportar histórico").await;
    page.chooses(format).await;
    page.clicks("button", "Exportar").await;
    page.sees_no("dialog", "").await;
    until("a file is offered", async || {
        page.js("return window.saved", vec![]).await.as_str().map(str::to_owned)
    })
    .await
}

#[test]
fn a_conversation_is_exported_as_text_and_as_pdf() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        let text = exports(page, "Texto").await;
        for part in
            ["Theo Prado", "Juliana Prado", "Bom dia, faltou algum documento do Theo?", "Em atendimento"]
        {
            assert!(text.contains(part), "{part}");
        }
        let pdf = exports(page, "PDF").await;
        assert!(pdf.starts_with("%PDF-"));
    });
}
