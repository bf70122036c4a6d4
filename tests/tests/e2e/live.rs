//! A family and the school at the same time.

use conversas_tests::e2e::people::{ANA, FERNANDA, RAFAELA};
use conversas_tests::e2e::play;

/// What may pass between Enter at one device and the picture at the other.
const AT_ONCE: u64 = 1_000;

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

        school.watches_for("Posso buscar a Alice mais cedo?").await;
        home.notes_sending().await;
        home.writes("Posso buscar a Alice mais cedo?").await;
        let took = school.saw_at().await.saturating_sub(home.sent_at().await);
        println!("a family's message is painted at school after {took} ms (limit {AT_ONCE} ms)");
        assert!(took < AT_ONCE);
        school.row(&["Fernanda Queiroz", "Pendente", "Posso buscar", "1 não lida"]).await;
        home.row(&["Secretaria", "Pendente"]).await;

        school.opens("Fernanda Queiroz").await;
        school.message("Posso buscar a Alice mais cedo?").await;
        home.watches_for("Pode sim, às 15h.").await;
        school.notes_sending().await;
        school.writes("Pode sim, às 15h.").await;
        let took = home.saw_at().await.saturating_sub(school.sent_at().await);
        println!("the answer is painted at home after {took} ms (limit {AT_ONCE} ms)");
        assert!(took < AT_ONCE);
        school.row(&["Fernanda Queiroz", "Em atendimento", "Você: Pode sim"]).await;
        home.row(&["Secretaria", "Em atendimento", "Ana: Pode sim"]).await;
        home.reads_in("log", "", "Ana Lopes respondeu · Em atendimento").await;
        school.message_is("Pode sim, às 15h.", "read").await;
        assert_eq!(home.last_messages(2).await, ["Posso buscar a Alice mais cedo?", "Pode sim, às 15h."]);
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
