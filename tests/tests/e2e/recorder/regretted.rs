//! A voice message that waits can be taken back, and a discarded one can be restored.

use super::*;
use conversas_server::ledger;

/// Waits until the voice message is a take again.
async fn is_a_take_again(page: &Page) {
    page.sees_no("group", "Mensagem de voz").await;
    page.sees("button", "Continuar gravando").await;
    assert!(recorded_seconds(page).await >= 2);
}

#[test]
fn a_voice_message_that_waits_is_taken_back_and_one_that_is_thrown_away_is_had_back() {
    play(async |stage| {
        let sound = stage.sound().await;
        let school = directory_of(stage, ANA).await.school.id;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let low = sound.plays_tone(LOW).await;
        begins_to_record(page).await;
        records_until(page, "0:02").await;
        stage.stop_server();
        page.reads("Sem conexão").await;
        page.clicks("button", "Enviar áudio").await;
        drop(low);

        page.sees("group", "Mensagem de voz, 0:0").await;
        page.clicks("button", "Cancelar envio").await;
        page.reads("O envio foi cancelado. O áudio voltou a ser um rascunho.").await;
        is_a_take_again(page).await;
        focus_is(page, "Continuar gravando").await;

        page.clicks("button", "Enviar áudio").await;
        page.sees("button", "Cancelar envio").await;
        change_the_school(stage, move |tx| ledger::set_plan(tx, school, Plan::Basic)).await;
        stage.start_server().await;
        page.reads("O plano da escola não inclui mais este tipo de mensagem.").await;
        page.sees_no("button", "Cancelar envio").await;
        page.clicks("button", "Descartar").await;
        page.reads("Áudio excluído.").await;
        page.sees_no("group", "Mensagem de voz").await;
        page.clicks("button", "Desfazer").await;
        is_a_take_again(page).await;
    });
}
