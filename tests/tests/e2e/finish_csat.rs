//! Rules 3, 12 and 13: finishing a ticket, and the family's answer to the survey.

use conversas_tests::e2e::people::{ANA, JULIANA, RAFAELA, WELLINGTON};
use conversas_tests::e2e::{Look, play, until};
use serde_json::json;

#[test]
fn a_finish_asks_before_and_the_family_answers_the_survey_offline() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let staff = desk.page();
        staff.signs_in(ANA).await;
        staff.opens("Wellington Braga").await;
        let hand = stage.phone("familia").await;
        let family = hand.page();
        family.signs_in(WELLINGTON).await;
        family.opens("Secretaria").await;
        family.sees_no("form", "Avaliação do atendimento").await;

        staff.clicks("button", "Finalizar").await;
        staff.reads("A família recebe uma pesquisa de satisfação (CSAT).").await;
        staff.clicks("button", "Finalizar atendimento").await;
        staff.reads("Atendimento finalizado").await;
        staff.sees("button", "Iniciar novo atendimento").await;
        staff.sees_no("textbox", "Mensagem").await;

        family.sees("form", "Avaliação do atendimento").await;
        family.reads("Como foi o atendimento do canal Secretaria?").await;
        family.sees("button", "Iniciar novo atendimento").await;
        family.clicks("button", "Enviar avaliação").await;
        family.reads("Escolha uma nota de 1 a 5.").await;
        stage.stop_server();
        family.reads("Sem conexão").await;
        family.chooses("4, bom").await;
        family.fills_in("Quer contar mais?", "Resposta rápida.").await;
        family.clicks("button", "Enviar avaliação").await;
        family.reads("Obrigado pela avaliação · Nota 4, bom").await;
        family.reads("Na fila. A avaliação é enviada").await;
        stage.start_server().await;
        family.reads_no_more("Na fila. A avaliação").await;
        family.sees_no("button", "Enviar avaliação").await;

        staff.reads_in("log", "", "avaliou com nota 4").await;
        staff.reads_in("log", "", "Resposta rápida.").await;
        staff.reads_in("complementary", "", "Nota 4, bom").await;
        staff.reads_in("complementary", "", "Resposta rápida.").await;
    });
}

#[test]
fn an_answer_keeps_the_family_where_it_was_given_though_earlier_tickets_were_rated() {
    const ANSWERS: &str = "const answers = [...document.querySelectorAll('.csat.answered')];";
    play(async |stage| {
        let desk = stage.device("equipe", Look::WIDE).await;
        let staff = desk.page();
        staff.signs_in(ANA).await;
        staff.opens("Theo Prado").await;
        staff.clicks("button", "Finalizar").await;
        staff.clicks("button", "Finalizar atendimento").await;
        staff.reads("Atendimento finalizado").await;

        let hand = stage.phone("familia").await;
        let family = hand.page();
        family.signs_in(JULIANA).await;
        family.opens("Secretaria").await;
        until("an earlier answer stands in the thread", async || {
            // The page loads older messages when the log is scrolled up to them.
            let script = format!(
                "document.querySelector('[role=log]').scrollTop = 0; {ANSWERS} return answers.length > 0"
            );
            (family.js(&script, vec![]).await == json!(true)).then_some(())
        })
        .await;
        family.clicks("button", "Ir para o fim").await;
        family.chooses("4, bom").await;
        family.clicks("button", "Enviar avaliação").await;
        until("this answer has the focus", async || {
            let script =
                format!("{ANSWERS} return answers.length > 1 && document.activeElement === answers.at(-1)");
            (family.js(&script, vec![]).await == json!(true)).then_some(())
        })
        .await;
    });
}

#[test]
fn a_survey_can_wait() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let staff = desk.page();
        staff.signs_in(ANA).await;
        staff.opens("Wellington Braga").await;
        staff.clicks("button", "Finalizar").await;
        staff.clicks("button", "Finalizar atendimento").await;
        staff.reads("Atendimento finalizado").await;

        let hand = stage.phone("familia").await;
        let family = hand.page();
        family.signs_in(WELLINGTON).await;
        family.opens("Secretaria").await;
        family.clicks("button", "Agora não").await;
        family.reads("Você pode avaliar até").await;
        family.clicks("button", "Avaliar").await;
        family.sees("form", "Avaliação do atendimento").await;
    });
}

#[test]
fn a_finish_warns_that_nobody_answered_that_messages_wait_and_that_there_is_no_connection() {
    const UNANSWERED: &str = "Ninguém respondeu ainda.";
    const UNSENT: &str = "Há mensagens que ainda não saíram.";
    const LATER: &str = "O atendimento é finalizado assim que a internet voltar.";
    const WRITTEN: &str = "Nada, Camila. Boa viagem!";
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens("Camila Teixeira").await;
        page.double_clicks("button", "Finalizar").await;
        page.reads(UNANSWERED).await;
        page.reads("A família ficará sem resposta neste atendimento.").await;
        let said = page.text().await;
        assert!(!said.contains(UNSENT) && !said.contains(LATER), "{said}");
        stage.stop_server();
        page.reads(LATER).await;
        page.clicks("button", "Voltar").await;
        page.sees_no("dialog", "").await;

        page.writes(WRITTEN).await;
        page.message_is(WRITTEN, "queued").await;
        page.clicks("button", "Finalizar").await;
        page.reads(UNSENT).await;
        page.reads(LATER).await;
        assert!(!page.text().await.contains(UNANSWERED), "an answer waits");
        page.clicks("button", "Finalizar atendimento").await;
        page.reads("Não é possível enviar novas mensagens.").await;

        stage.start_server().await;
        page.message_is(WRITTEN, "arrived").await;
        let other = stage.device("colega", Look::WIDE).await;
        other.page().signs_in(RAFAELA).await;
        other.page().row(&["Camila Teixeira", "Finalizado"]).await;
        other.page().opens("Camila Teixeira").await;
        other.page().message(WRITTEN).await;
    });
}
