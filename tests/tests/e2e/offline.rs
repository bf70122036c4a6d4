//! The app without a server, and after the server comes back.

use conversas_tests::e2e::people::{ANA, WELLINGTON};
use conversas_tests::e2e::play;

const THREE: [&str; 3] =
    ["Primeira: o casaco está na portaria.", "Segunda: pode vir até as 18h.", "Terceira: até amanhã!"];

#[test]
fn what_is_written_without_a_server_survives_a_crash_and_is_sent_once_and_in_order_when_the_server_is_back() {
    play(async |stage| {
        let mut staff = stage.window("equipe").await;
        let family = stage.phone("familia").await;
        let home = family.page();
        staff.page().signs_in(ANA).await;
        home.signs_in(WELLINGTON).await;
        home.opens("Secretaria").await;

        stage.stop_server();
        let school = staff.page();
        school.reads("Sem conexão.").await;
        school.opens("Camila Teixeira").await;
        school.message("Preciso levar algum documento?").await;
        school.fills_in("Buscar aluno ou responsável", "otavio").await;
        school.reads("1 de 8").await;
        school.opens("Sebastião Rocha").await;
        school.clicks("button", "Limpar busca").await;
        school.opens("Wellington Braga").await;
        for text in THREE {
            school.writes(text).await;
            school.message_is(text, "queued").await;
        }
        school.reads("3 mensagens na fila.").await;

        staff.leave().await;
        staff.come_back().await;
        let school = staff.page();
        school.reads("3 mensagens na fila.").await;
        school.opens("Wellington Braga").await;
        for text in THREE {
            school.message_is(text, "queued").await;
        }
        assert_eq!(school.last_messages(3).await, THREE);

        stage.start_server().await;
        for text in THREE {
            school.message_is(text, "arrived").await;
            home.message(text).await;
        }
        school.reads_no_more("Sem conexão.").await;
        assert_eq!(school.last_messages(3).await, THREE);
        assert_eq!(home.last_messages(3).await, THREE);
    });
}

#[test]
fn a_server_that_dies_while_messages_are_sent_has_each_of_them_once() {
    play(async |stage| {
        let staff = stage.window("equipe").await;
        let school = staff.page();
        school.signs_in(ANA).await;
        school.opens("Wellington Braga").await;
        school.writes(THREE[0]).await;
        stage.kill_server();
        school.writes(THREE[1]).await;
        school.writes(THREE[2]).await;
        stage.start_server().await;
        for text in THREE {
            school.message_is(text, "arrived").await;
        }
        let family = stage.phone("familia").await;
        family.page().signs_in(WELLINGTON).await;
        family.page().opens("Secretaria").await;
        family.page().message(THREE[2]).await;
        assert_eq!(family.page().last_messages(3).await, THREE);
    });
}

#[test]
fn a_draft_survives_a_crash_of_the_page_and_one_of_the_app() {
    play(async |stage| {
        let mut staff = stage.window("equipe").await;
        let school = staff.page();
        school.signs_in(ANA).await;
        school.opens("Wellington Braga").await;
        school.types_into("Mensagem", "Ainda não terminei").await;
        school.reads("Rascunho salvo").await;
        school.row(&["Wellington Braga", "Rascunho: Ainda não terminei"]).await;

        staff.loses_page().await;
        staff.leave().await;
        staff.come_back().await;
        staff.page().opens("Wellington Braga").await;
        staff.page().has_value("Mensagem", "Ainda não terminei").await;
    });
}

#[test]
fn signing_out_with_unsent_messages_asks_first() {
    play(async |stage| {
        let staff = stage.window("equipe").await;
        let school = staff.page();
        school.signs_in(ANA).await;
        stage.stop_server();
        school.opens("Wellington Braga").await;
        school.writes(THREE[0]).await;
        school.message_is(THREE[0], "queued").await;

        school.clicks("button", "Ajustes").await;
        school.clicks("button", "Sair").await;
        school.sees("dialog", "Sair e perder o que não foi enviado?").await;
        school.reads("Ao sair, você perde o que ainda não foi enviado: 1 mensagem.").await;
        school.clicks("button", "Continuar aqui").await;
        school.sees_no("dialog", "").await;
        school.clicks("button", "Sair").await;
        school.clicks("button", "Sair e descartar").await;
        school.sees("textbox", "E-mail").await;
    });
}
