//! Rule 5: internal notes, and who takes care of a ticket.

use conversas_tests::e2e::people::{ANA, FERNANDA, RAFAELA, WELLINGTON};
use conversas_tests::e2e::{Key, play, until};

const NOTE: &str = "@Rafaela Nunes confere o cadastro?";

#[test]
fn a_note_calls_a_colleague_and_the_family_never_sees_it() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.clicks("button", "Nota interna").await;
        page.reads("só a equipe do canal Secretaria").await;
        page.types_into("Nota interna", "@ra").await;
        page.sees("option", "Rafaela Nunes").await;
        page.presses(&[Key::Enter]).await;
        page.has_value("Nota interna", "@Rafaela Nunes ").await;
        page.types("confere o cadastro?").await;
        page.presses(&[Key::Enter]).await;
        page.sees_no("textbox", "Nota interna").await;
        page.reads("Agora você escreve para a família").await;
        page.message(NOTE).await;
        page.row(&["Wellington Braga", "Em atendimento"]).await;

        let other = stage.device("colega", conversas_tests::e2e::Look::WIDE).await;
        other.page().signs_in(RAFAELA).await;
        other.page().opens("Wellington Braga").await;
        other.page().message(NOTE).await;

        let hand = stage.phone("familia").await;
        let family = hand.page();
        family.signs_in(WELLINGTON).await;
        family.opens("Secretaria").await;
        // The next message goes to the family again.
        page.writes("Já olhamos, Wellington.").await;
        family.message("Já olhamos, Wellington.").await;
        assert!(!family.text().await.contains("confere o cadastro"), "a family reads a note");
    });
}

#[test]
fn a_note_can_be_written_on_a_finished_ticket_which_stays_finished() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens(FERNANDA.name).await;
        page.reads("Não é possível enviar novas mensagens.").await;
        page.clicks("button", "Nota interna").await;
        page.fills_in("Nota interna", "Pediu o histórico por telefone.").await;
        page.enters("Nota interna").await;
        page.message("Pediu o histórico por telefone.").await;
        page.sees("button", "Iniciar novo atendimento").await;
    });
}

#[test]
fn a_colleague_sees_who_takes_care_and_who_is_writing() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let ana = desk.page();
        ana.signs_in(ANA).await;
        ana.opens("Juliana Prado").await;
        ana.reads_in("complementary", "", "Ninguém assumiu ainda").await;
        ana.clicks("button", "Assumir").await;
        ana.reads_in("complementary", "", "Ana Lopes (você)").await;

        let other = stage.device("colega", conversas_tests::e2e::Look::WIDE).await;
        let rafaela = other.page();
        rafaela.signs_in(RAFAELA).await;
        rafaela.opens("Juliana Prado").await;
        rafaela.row(&["Juliana Prado", "Ana cuida"]).await;
        rafaela.types_into("Mensagem", "Bom").await;
        ana.reads("Rafaela está escrevendo").await;

        rafaela.clicks("button", "Passar para um colega").await;
        rafaela.chooses("Ivo Camargo").await;
        rafaela.clicks("button", "Passar atendimento").await;
        ana.reads_in("complementary", "", "Ivo Camargo").await;
        ana.reads_in("log", "", "passou o atendimento para Ivo Camargo").await;
    });
}

#[test]
fn a_ticket_is_taken_over_and_released_before_a_colleagues_eyes() {
    play(async |stage| {
        let (desk, other) = (stage.window("equipe").await, stage.window("colega").await);
        let (ana, rafaela) = (desk.page(), other.page());
        ana.signs_in(ANA).await;
        rafaela.signs_in(RAFAELA).await;
        for page in [ana, rafaela] {
            page.opens("Juliana Prado").await;
            page.reads_in("complementary", "", "Ninguém assumiu ainda").await;
        }

        ana.clicks("button", "Assumir").await;
        ana.reads_in("complementary", "", "Ana Lopes (você)").await;
        rafaela.reads_in("complementary", "", "Ana Lopes").await;
        rafaela.row(&["Juliana Prado", "Ana cuida"]).await;
        rafaela.sees("button", "Assumir").await;

        ana.clicks("button", "Liberar").await;
        for page in [ana, rafaela] {
            page.reads_in("complementary", "", "Ninguém assumiu ainda").await;
            page.reads_in("log", "", "assumiu este atendimento").await;
            page.reads_in("log", "", "liberou este atendimento").await;
            page.sees("button", "Assumir").await;
            page.sees_no("button", "Liberar").await;
            page.row(&["Juliana Prado", "Em atendimento"]).await;
        }
        until("nobody takes care of it in the list", async || {
            let row = rafaela.row(&["Juliana Prado"]).await;
            (!row.contains("cuida")).then_some(())
        })
        .await;
    });
}
