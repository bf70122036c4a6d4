//! A family and the school at the same time.

use conversas_tests::e2e::people::{ANA, FERNANDA, RAFAELA};
use conversas_tests::e2e::{Page, play};

/// The goal for the time between Enter at one device and the painted message at the other, in milliseconds.
const AT_ONCE: u64 = 1_000;

/// The number of tries, of which the quickest counts: the machine may be busy for a moment.
const TRIES: usize = 3;

/// Writes on one device and answers how long it takes until the other one has painted the message.
async fn delivery_time(from: &Page, to: &Page, text: &str) -> u64 {
    to.watches_for(text).await;
    from.notes_sending().await;
    from.writes(text).await;
    to.saw_at().await.saturating_sub(from.sent_at().await)
}

fn is_at_once(times: &[u64], way: &str) {
    println!("painted {way} after {times:?} ms (limit {AT_ONCE} ms)");
    assert!(times.iter().any(|time| *time < AT_ONCE), "{way}: {times:?} ms");
}

#[test]
fn what_a_family_writes_is_at_school_within_a_second_and_the_answer_changes_the_status_on_both_sides() {
    play(async |stage| {
        let staff = stage.window("equipe").await;
        let family = stage.window("familia").await;
        let (school, home) = (staff.page(), family.page());
        school.signs_in(ANA).await;
        school.row(&["Fernanda Queiroz", "Finalizado"]).await;
        home.signs_in(FERNANDA).await;
        home.opens("Secretaria").await;
        home.clicks("button", "Iniciar novo atendimento").await;

        let mut to_school = Vec::new();
        for number in 1..=TRIES {
            let text = format!("Pergunta {number}: posso buscar a Alice mais cedo?");
            to_school.push(delivery_time(home, school, &text).await);
        }
        is_at_once(&to_school, "at school");
        school.row(&["Fernanda Queiroz", "Pendente", "Pergunta 3", "3 não lidas"]).await;
        home.row(&["Secretaria", "Pendente"]).await;

        school.opens("Fernanda Queiroz").await;
        school.message("Pergunta 3: posso buscar a Alice mais cedo?").await;
        let mut to_home = Vec::new();
        for number in 1..=TRIES {
            to_home.push(delivery_time(school, home, &format!("Resposta {number}: pode sim.")).await);
        }
        is_at_once(&to_home, "at home");
        school.row(&["Fernanda Queiroz", "Em atendimento", "Você: Resposta 3"]).await;
        home.row(&["Secretaria", "Em atendimento", "Ana: Resposta 3"]).await;
        home.reads_in("log", "", "Ana Lopes respondeu · Em atendimento").await;
        school.message_is("Resposta 3: pode sim.", "read").await;
        assert_eq!(home.last_messages(6).await, school.last_messages(6).await);
    });
}

#[test]
fn a_finished_service_takes_no_more_messages_until_a_new_one_starts() {
    play(async |stage| {
        let staff = stage.window("equipe").await;
        let family = stage.phone("familia").await;
        let (school, home) = (staff.page(), family.page());
        school.signs_in(RAFAELA).await;
        home.signs_in(FERNANDA).await;
        home.opens("Secretaria").await;
        home.sees_no("textbox", "Mensagem").await;
        home.clicks("button", "Iniciar novo atendimento").await;
        home.writes("Mais uma pergunta, por favor.").await;

        school.opens("Fernanda Queiroz").await;
        school.message("Mais uma pergunta, por favor.").await;
        school.clicks("button", "Finalizar").await;
        school.sees("dialog", "Finalizar este atendimento?").await;
        school.reads("Ninguém respondeu ainda.").await;
        school.clicks("button", "Finalizar atendimento").await;
        school.reads("Não é possível enviar novas mensagens.").await;
        home.reads("Atendimento finalizado").await;

        school.clicks("button", "Iniciar novo atendimento").await;
        school.writes("Abrimos de novo para responder.").await;
        school.row(&["Fernanda Queiroz", "Em atendimento"]).await;
        home.message("Abrimos de novo para responder.").await;
    });
}
