//! Rules 10 and 11: press and hold, select, forward.

use std::time::Duration;

use conversas_tests::e2e::people::{ANA, JULIANA, RAFAELA};
use conversas_tests::e2e::{Key, Look, Page, play};

const ASKED: &str = "Perfeito, obrigada! Aproveitando: o boleto de abril veio sem o desconto de irmãos.";
const DONE: &str = "Pronto! Se o plano pedir outro formato, é só avisar.";

async fn sees_selected(page: &Page, count: &str) {
    page.reads_in("toolbar", "Ações da seleção", count).await;
}

#[test]
fn a_held_message_is_forwarded_by_touch_and_its_provenance_shown() {
    play(async |stage| {
        let hand = stage.phone("equipe").await;
        let page = hand.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        page.holds(ASKED).await;
        page.selected_are(&[ASKED]).await;
        sees_selected(page, "1 selecionada").await;
        page.sees_no("dialog", "").await;
        page.sees_no("menuitem", "").await;
        page.taps_message(DONE).await;
        page.selected_are(&[DONE, ASKED]).await;
        sees_selected(page, "2 selecionadas").await;

        page.clicks("button", "Encaminhar").await;
        page.sees("dialog", "Encaminhar para outro canal").await;
        page.clicks("button", "Encaminhar").await;
        page.reads("Escolha o canal.").await;
        page.fills_in("Buscar canal", "finan").await;
        page.chooses("Financeiro").await;
        page.fills_in("Observação para o canal", "A matrícula do irmão foi confirmada.").await;
        page.clicks("button", "Encaminhar").await;
        page.reads("Encaminhadas para Financeiro").await;
        page.reads_in("log", "", "encaminhou 2 mensagens para Financeiro").await;
        page.sees_no("toolbar", "Ações da seleção").await;
        page.clicks("button", "Finalizar atendimento").await;
        page.sees("dialog", "Finalizar este atendimento?").await;

        let desk = stage.window("financeiro").await;
        let target = desk.page();
        target
            .signs_in(conversas_tests::e2e::people::Person { channel: Some("Financeiro"), ..RAFAELA })
            .await;
        target.row(&["Juliana Prado", "Marcos Prado", "Theo Prado"]).await;
        target.opens("Theo Prado").await;
        target.message(ASKED).await;
        target.reads_in("log", "", "Encaminhada de Secretaria por Ana").await;
        target.reads_in("log", "", "A matrícula do irmão foi confirmada.").await;
    });
}

#[test]
fn a_finger_that_moves_or_taps_selects_nothing() {
    play(async |stage| {
        let hand = stage.phone("equipe").await;
        let page = hand.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        page.taps_message(ASKED).await;
        page.moves_and_holds(ASKED, 30.0).await;
        page.sees_no("toolbar", "Ações da seleção").await;
        page.holds(ASKED).await;
        page.selected_are(&[ASKED]).await;
        page.taps_message(ASKED).await;
        page.sees_no("toolbar", "Ações da seleção").await;
    });
}

#[test]
fn a_hold_while_the_page_is_busy_is_no_tap() {
    play(async |stage| {
        let hand = stage.phone("equipe").await;
        let page = hand.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        page.is_busy_after_a_press(Duration::from_millis(900)).await;
        page.holds(ASKED).await;
        page.selected_are(&[ASKED]).await;
        page.taps_message(ASKED).await;
        page.sees_no("toolbar", "Ações da seleção").await;
    });
}

#[test]
fn messages_are_selected_by_mouse_menu_and_keys_in_the_real_window() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        page.holds(ASKED).await;
        page.selected_are(&[ASKED]).await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("toolbar", "Ações da seleção").await;

        page.asks_for_the_menu_of(DONE).await;
        page.sees("menuitem", "Encaminhar").await;
        page.sees("menuitem", "Copiar").await;
        page.clicks("menuitem", "Selecionar").await;
        page.selected_are(&[DONE]).await;
        page.goes_to_message(ASKED).await;
        page.types(" ").await;
        page.selected_are(&[DONE, ASKED]).await;
        page.types("x").await;
        page.selected_are(&[DONE]).await;
        page.clicks("button", "Sair da seleção").await;
        page.sees_no("toolbar", "Ações da seleção").await;
        page.goes_to_message(DONE).await;
        page.types("e").await;
        page.sees("dialog", "Encaminhar para outro canal").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("dialog", "").await;
    });
}

#[test]
fn a_forward_without_internet_waits_in_the_queue() {
    play(async |stage| {
        let desk = stage.device("equipe", Look::WIDE).await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        stage.stop_server();
        page.reads("Sem conexão").await;
        page.holds(ASKED).await;
        page.clicks("button", "Encaminhar").await;
        page.reads("O encaminhamento fica na fila").await;
        page.chooses("Financeiro").await;
        page.clicks("button", "Encaminhar").await;
        page.reads("Na fila para Financeiro").await;
        page.reads_in("log", "", "encaminhou uma mensagem para Financeiro").await;
        page.reads_in("log", "", "Na fila").await;
        stage.start_server().await;
        page.reads_no_more("Na fila").await;
        page.reads_in("log", "", "encaminhou uma mensagem para Financeiro").await;
    });
}

#[test]
fn a_family_selects_to_copy_and_forwards_nothing() {
    play(async |stage| {
        let hand = stage.phone("familia").await;
        let page = hand.page();
        page.signs_in(JULIANA).await;
        page.opens("Secretaria").await;
        page.holds(DONE).await;
        page.selected_are(&[DONE]).await;
        page.sees("button", "Copiar").await;
        page.sees_no("button", "Encaminhar").await;
        page.clicks("button", "Copiar").await;
        page.reads("Mensagem copiada").await;
        page.sees_no("toolbar", "Ações da seleção").await;
    });
}
