//! "Compartilhar": a file to the system's share sheet. Chromium for Linux has no share sheet, so the test has
//! a stand-in.

use conversas_tests::e2e::people::{ANA, JULIANA};
use conversas_tests::e2e::{Key, Look, Page, Sheet, play};
use serde_json::json;

use super::Desk;

const SHARE: &str = "Compartilhar";

/// Sends a file in the conversation that is open.
async fn sends(page: &Page, desk: &Desk, name: &str) {
    let file = if name.ends_with(".pdf") { desk.pdf(name) } else { desk.picture(name, 600, 400) };
    page.chooses_files(&[&file]).await;
    page.tray_holds(&[name]).await;
    page.clicks("button", "Enviar").await;
    page.message_is(name, "arrived").await;
}

#[test]
fn a_held_document_is_shared_as_it_is() {
    play(async |stage| {
        let desk = Desk::new();
        let family = stage.phone("familia").await;
        let page = family.page();
        page.signs_in(JULIANA).await;
        page.opens("Secretaria").await;
        sends(page, &desk, "Atestado.pdf").await;
        page.holds("Atestado.pdf").await;
        page.sees("button", "Copiar").await;
        page.sees_no("button", SHARE).await;
        page.clicks("button", "Sair da seleção").await;

        page.has_a_share_sheet(&["application/pdf"], Sheet::Shares, true).await;
        page.holds("Atestado.pdf").await;
        page.clicks("button", SHARE).await;
        let shared = page.shared().await;
        assert_eq!((&shared["name"], &shared["type"]), (&json!("Atestado.pdf"), &json!("application/pdf")));
        let sent = std::fs::read(desk.pdf("Atestado.pdf")).expect("it is still there");
        assert_eq!(shared["bytes"], json!(sent));
        page.sees_no("toolbar", "Ações da seleção").await;
    });
}

#[test]
fn a_picture_is_shared_from_its_menu_and_from_the_viewer() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        sends(page, &desk, "mural.png").await;
        page.asks_for_the_menu_of("mural.png").await;
        page.sees("menuitem", "Baixar").await;
        page.sees_no("menuitem", SHARE).await;
        page.presses(&[Key::Escape]).await;

        page.has_a_share_sheet(&["image/png"], Sheet::Shares, true).await;
        page.asks_for_the_menu_of("mural.png").await;
        page.clicks("menuitem", SHARE).await;
        let from_menu = page.shared().await;
        assert_eq!((&from_menu["name"], &from_menu["type"]), (&json!("mural.png"), &json!("image/png")));
        assert_eq!(from_menu["size"], json!([600, 400]));

        page.clicks("button", "Abrir imagem mural.png").await;
        page.sees_picture("mural.png").await;
        page.clicks("button", SHARE).await;
        assert_eq!(page.shared().await, from_menu);
        page.clicks("button", "Fechar").await;
        page.sees_no("dialog", "").await;

        sends(page, &desk, "Ata.pdf").await;
        page.asks_for_the_menu_of("Ata.pdf").await;
        page.sees("menuitem", "Baixar").await;
        page.sees_no("menuitem", SHARE).await;
    });
}

#[test]
fn a_file_that_comes_too_late_waits_for_another_press_and_a_refusal_is_said_once() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        sends(page, &desk, "mural.png").await;
        page.has_a_share_sheet(&["image/png"], Sheet::IsClosed, false).await;
        page.asks_for_the_menu_of("mural.png").await;
        page.clicks("menuitem", SHARE).await;
        page.reads("O arquivo mural.png está pronto para compartilhar.").await;
        assert!(page.has_shared_nothing().await, "no sheet opens without a press");
        page.clicks("button", SHARE).await;
        assert_eq!(page.shared().await["size"], json!([600, 400]));
        // Closing the sheet shows no message.
        page.reads_no_more("compartilhar").await;

        page.has_a_share_sheet(&["image/png"], Sheet::IsRefused, true).await;
        page.asks_for_the_menu_of("mural.png").await;
        page.clicks("menuitem", SHARE).await;
        page.reads("Aqui não dá para compartilhar arquivos deste tipo.").await;
        page.asks_for_the_menu_of("mural.png").await;
        page.sees("menuitem", "Baixar").await;
        page.sees_no("menuitem", SHARE).await;
    });
}
