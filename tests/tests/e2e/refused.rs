//! Rules 19 and 20: changes by the school while somebody wrote without internet.

use conversas_server::ledger;
use conversas_tests::e2e::people::{ANA, IVO, JULIANA, Person, RAFAELA};
use conversas_tests::e2e::{Key, Look, play};

use super::school::{change_the_school, channel, directory_of};

const WRITTEN: &str = "Pode vir às 8h, Wellington.";
const DRAFT: &str = "Camila, os documentos são";
const ASKED: &str = "Perfeito, obrigada! Aproveitando: o boleto de abril veio sem o desconto de irmãos.";
const TITLE: &str = "Textos que não foram enviados";

#[test]
fn unsent_words_of_a_channel_that_was_taken_away_are_shown_until_they_are_said_to_be_copied() {
    play(async |stage| {
        let ivo = directory_of(stage, IVO).await;
        let secretary = channel(&ivo, "Secretaria");
        let mut desk = stage.window("equipe").await;
        let page = desk.page();
        page.signs_in(Person { channel: Some("Secretaria"), ..IVO }).await;
        page.opens("Wellington Braga").await;
        stage.stop_server();
        page.reads("Sem conexão").await;
        page.writes(WRITTEN).await;
        page.message_is(WRITTEN, "queued").await;
        page.opens("Camila Teixeira").await;
        page.types_into("Mensagem", DRAFT).await;
        page.reads("Rascunho salvo").await;
        let me = ivo.me.id;
        change_the_school(stage, move |tx| ledger::remove_member(tx, me, secretary)).await;
        stage.start_server().await;

        page.sees("dialog", TITLE).await;
        page.reads(WRITTEN).await;
        page.reads(DRAFT).await;
        page.clicks("button", "Copiar").await;
        page.reads("Copiado").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("dialog", "").await;
        page.reads_no_more("Wellington Braga").await;
        page.reads_no_more("Camila Teixeira").await;

        desk.leave().await;
        desk.come_back().await;
        let page = desk.page();
        page.sees("dialog", TITLE).await;
        page.reads(WRITTEN).await;
        page.reads(DRAFT).await;
        page.clicks("button", "Já copiei, apagar").await;
        page.sees_no("dialog", "").await;

        desk.leave().await;
        desk.come_back().await;
        let page = desk.page();
        page.clicks("button", "Ajustes").await;
        page.sees("heading", "Notificações").await;
        page.sees_no("dialog", "").await;
        assert!(!page.text().await.contains(WRITTEN), "what was erased is shown");
    });
}

#[test]
fn a_first_message_to_a_channel_that_was_closed_says_that_it_failed_and_can_be_kept() {
    play(async |stage| {
        let juliana = directory_of(stage, JULIANA).await;
        let secretary = channel(&juliana, "Secretaria");
        let browser = stage.device("familia", Look::WIDE).await;
        let page = browser.page();
        page.signs_in(JULIANA).await;
        page.opens("Enfermaria").await;
        stage.stop_server();
        page.reads("Sem conexão").await;
        page.clicks("button", "Nova conversa").await;
        page.chooses("Theo Prado").await;
        page.chooses("Secretaria").await;
        page.clicks("button", "Escrever para Secretaria").await;
        page.writes("Só eu escrevo aqui.").await;
        page.message_is("Só eu escrevo aqui.", "queued").await;
        change_the_school(stage, move |tx| ledger::set_channel_active(tx, secretary, false)).await;
        stage.start_server().await;

        page.message_is("Só eu escrevo aqui.", "failed").await;
        page.reads_in("group", "Decisão sobre esta mensagem", "Este canal não recebe mensagens").await;
        page.clicks("button", "Descartar").await;
        page.reads_no_more("Só eu escrevo aqui.").await;
    });
}

#[test]
fn a_forward_to_a_channel_that_was_closed_can_be_discarded_or_its_note_kept_and_holds_nothing_any_more() {
    play(async |stage| {
        let rafaela = directory_of(stage, RAFAELA).await;
        let finance = channel(&rafaela, "Financeiro");
        let desk = stage.device("equipe", Look::WIDE).await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        stage.stop_server();
        page.reads("Sem conexão").await;
        for note in ["É com vocês", ""] {
            page.holds(ASKED).await;
            page.clicks("button", "Encaminhar").await;
            page.chooses("Financeiro").await;
            page.fills_in("Observação para o canal", note).await;
            page.clicks("button", "Encaminhar").await;
            page.reads("Na fila para Financeiro").await;
            page.sees_no("toolbar", "Ações da seleção").await;
        }
        page.writes(WRITTEN).await;
        change_the_school(stage, move |tx| ledger::set_channel_active(tx, finance, false)).await;
        stage.start_server().await;

        page.reads_in("group", "Decisão sobre este encaminhamento", "Este canal não recebe mensagens").await;
        page.reads("uma decisão").await;
        page.message_is(WRITTEN, "queued").await;
        page.clicks("button", "Guardar como rascunho").await;
        page.reads("A observação fica guardada para o próximo encaminhamento.").await;
        page.sees_no("button", "Guardar como rascunho").await;
        page.clicks("button", "Descartar").await;
        page.sees_no("group", "Decisão sobre este encaminhamento").await;
        page.message_is(WRITTEN, "arrived").await;
        page.holds(ASKED).await;
        page.clicks("button", "Encaminhar").await;
        page.has_value("Observação para o canal", "É com vocês").await;
    });
}
