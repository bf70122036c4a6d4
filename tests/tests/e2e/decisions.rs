//! Rule 20: what changed meanwhile is asked about where the message stands.

use conversas_tests::e2e::people::{ANA, RAFAELA};
use conversas_tests::e2e::{Look, play};

const WRITTEN: &str = "Pode vir às 8h.";

#[test]
fn a_colleague_who_answered_meanwhile_is_read_before_sending_anyway() {
    play(async |stage| {
        let mut desk = stage.window("equipe").await;
        desk.page().signs_in(ANA).await;
        desk.page().opens("Wellington Braga").await;
        stage.stop_server();
        desk.page().reads("Sem conexão").await;
        desk.page().writes(WRITTEN).await;
        desk.page().message_is(WRITTEN, "queued").await;
        desk.leave().await;
        stage.start_server().await;

        let other = stage.device("colega", Look::WIDE).await;
        other.page().signs_in(RAFAELA).await;
        other.page().opens("Wellington Braga").await;
        other.page().writes("Wellington, pode vir às 9h.").await;
        other.page().message_is("Wellington, pode vir às 9h.", "arrived").await;

        desk.come_back().await;
        let page = desk.page();
        page.opens("Wellington Braga").await;
        page.message_is(WRITTEN, "blocked").await;
        page.reads_in("group", "Decisão sobre esta mensagem", "Um colega respondeu").await;
        page.message("Wellington, pode vir às 9h.").await;
        page.clicks("button", "Enviar mesmo assim").await;
        page.message_is(WRITTEN, "arrived").await;
        page.sees_no("group", "Decisão sobre esta mensagem").await;
    });
}

#[test]
fn a_message_to_a_ticket_that_was_finished_meanwhile_starts_a_new_one_if_wished() {
    play(async |stage| {
        let mut desk = stage.device("equipe", Look::WIDE).await;
        desk.page().signs_in(ANA).await;
        desk.page().opens("Wellington Braga").await;
        stage.stop_server();
        desk.page().reads("Sem conexão").await;
        desk.page().writes(WRITTEN).await;
        desk.page().message_is(WRITTEN, "queued").await;
        desk.leave().await;
        stage.start_server().await;

        let other = stage.device("colega", Look::WIDE).await;
        other.page().signs_in(RAFAELA).await;
        other.page().opens("Wellington Braga").await;
        other.page().clicks("button", "Finalizar").await;
        other.page().clicks("button", "Finalizar atendimento").await;
        other.page().reads("Não é possível enviar novas mensagens.").await;

        desk.come_back().await;
        let page = desk.page();
        page.opens("Wellington Braga").await;
        page.message_is(WRITTEN, "blocked").await;
        page.reads_in("group", "Decisão sobre esta mensagem", "foi finalizado antes do envio").await;
        page.sees("button", "Guardar como rascunho").await;
        page.clicks("button", "Iniciar novo atendimento e enviar").await;
        page.message_is(WRITTEN, "arrived").await;
        page.row(&["Wellington Braga", "Em atendimento"]).await;
    });
}
