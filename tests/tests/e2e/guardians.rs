//! Rule 2: another guardian joins.

use conversas_tests::e2e::people::{ANA, JULIANA};
use conversas_tests::e2e::{Look, play, until};
use serde_json::json;

#[test]
fn the_starter_adds_a_guardian_and_all_names_stand_in_list_and_header() {
    play(async |stage| {
        let hand = stage.phone("familia").await;
        let family = hand.page();
        family.signs_in(JULIANA).await;
        family.opens("Theo Prado").await;
        family.clicks("button", "Secretaria").await;
        family.clicks("button", "Adicionar responsável").await;
        family.reads("A pessoa adicionada vê a conversa inteira").await;
        until("the first guardian has the focus", async || {
            family.focused().await.contains("Neusa Prado").then_some(())
        })
        .await;
        let is_chosen = "return document.querySelector('input[name=add-guardian]').checked";
        assert_eq!(family.js(is_chosen, vec![]).await, json!(true), "nobody else can be added");
        family.clicks("button", "Adicionar").await;
        family.sees_no("dialog", "").await;
        family.reads_in("complementary", "", "Neusa Prado").await;

        let desk = stage.window("equipe").await;
        let staff = desk.page();
        staff.signs_in(ANA).await;
        staff.row(&["Juliana Prado, Marcos Prado, Neusa Prado", "Theo Prado"]).await;
        staff.opens("Neusa Prado").await;
        staff.sees("heading", "Juliana Prado, Marcos Prado, Neusa Prado").await;
        staff.reads_in("log", "", "adicionou Neusa Prado").await;
    });
}

#[test]
fn guardians_who_have_their_conversation_already_are_led_there_with_the_draft() {
    play(async |stage| {
        let browser = stage.device("familia", Look::WIDE).await;
        let page = browser.page();
        page.signs_in(JULIANA).await;
        page.clicks("button", "Nova conversa").await;
        page.chooses("Theo Prado").await;
        page.chooses("Secretaria").await;
        page.clicks("button", "Escrever para Secretaria").await;
        page.writes("Só eu escrevo aqui.").await;
        page.message_is("Só eu escrevo aqui.", "arrived").await;
        page.types_into("Mensagem", "Ainda não terminei").await;
        page.clicks("button", "Adicionar responsável").await;
        page.chooses("Marcos Prado").await;
        page.clicks("button", "Adicionar").await;
        page.reads("Já existe uma conversa com estes responsáveis").await;
        page.message("Pronto! Se o plano pedir outro formato, é só avisar.").await;
        page.has_value("Mensagem", "Ainda não terminei").await;
    });
}

#[test]
fn a_dialog_of_the_details_stays_open_when_the_window_becomes_narrow() {
    play(async |stage| {
        let device = stage.device("familia", Look::WIDE).await;
        let page = device.page();
        page.signs_in(JULIANA).await;
        page.opens("Secretaria").await;
        page.clicks("button", "Adicionar responsável").await;
        page.sees("dialog", "Adicionar responsável").await;
        page.resizes(900, 820).await;
        page.sees("dialog", "Adicionar responsável").await;
        page.resizes(400, 820).await;
        page.is_still().await;
        page.sees("dialog", "Adicionar responsável").await;
        page.clicks("button", "Cancelar").await;
        page.sees_no("dialog", "").await;
    });
}
