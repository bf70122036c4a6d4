//! "Exportar histórico": the browser offers a download, the window asks where to save.

use std::fs;

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Look, Page, play, until};

/// Notes the files that the page offers for download.
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

fn tells_the_history(text: &str) {
    for part in ["Theo Prado", "Juliana Prado", "Bom dia, faltou algum documento do Theo?", "Em atendimento"]
    {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn a_conversation_is_exported_as_text_and_as_pdf() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        let text = exports(page, "Texto").await;
        tells_the_history(&text);
        let pdf = exports(page, "PDF").await;
        assert!(pdf.starts_with("%PDF-"));
    });
}

#[test]
fn the_window_asks_where_to_save_a_conversation_and_writes_it_there() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        page.clicks("button", "Exportar histórico").await;
        page.chooses("Texto").await;
        page.clicks("button", "Exportar").await;
        desk.does_not_save().await;
        page.sees("dialog", "Exportar o histórico").await;

        page.clicks("button", "Exportar").await;
        let text = desk.saves_as("historico.txt").await;
        page.reads("Histórico salvo").await;
        page.sees_no("dialog", "").await;
        tells_the_history(&fs::read_to_string(text).expect("the file was written"));

        page.clicks("button", "Exportar histórico").await;
        page.chooses("PDF").await;
        page.clicks("button", "Exportar").await;
        let pdf = desk.saves_as("historico.pdf").await;
        page.sees_no("dialog", "").await;
        let pdf = fs::read(pdf).expect("the file was written");
        assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "it is whole");
    });
}
