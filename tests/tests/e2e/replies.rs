//! Canned replies, "Respostas prontas".

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Key, Look, play};

#[test]
fn a_slash_offers_the_channels_replies_with_the_names_of_the_conversation() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Sebastião Rocha").await;
        page.clicks("textbox", "Mensagem").await;
        page.types("/historico").await;
        page.sees("option", "Histórico escolar").await;
        page.presses(&[Key::Enter]).await;
        let text = "O histórico de Otávio Rocha leva até cinco dias úteis. Precisa que seja autenticado?";
        page.has_value("Mensagem", text).await;
        page.presses(&[Key::Enter]).await;
        page.message_is(text, "arrived").await;

        page.clicks("button", "Escolher resposta pronta").await;
        page.sees("option", "Boas-vindas").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("option", "Boas-vindas").await;
        page.has_value("Mensagem", "").await;

        page.clicks("button", "Escolher resposta pronta").await;
        page.sees("option", "Boas-vindas").await;
        page.has_value("Mensagem", "/").await;
        page.opens("Wellington Braga").await;
        page.opens("Sebastião Rocha").await;
        page.has_value("Mensagem", "").await;
    });
}

#[test]
fn members_keep_their_channels_replies() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.clicks("button", "Ajustes").await;
        page.clicks("button", "Respostas prontas").await;
        page.sees("heading", "Respostas prontas").await;

        page.clicks("button", "Nova resposta").await;
        page.fills_in("Título", "Uniforme").await;
        page.fills_in("Texto", "O uniforme de ").await;
        page.clicks("button", "{aluno}").await;
        page.types(" está na recepção.").await;
        page.has_value("Texto", "O uniforme de {aluno} está na recepção.").await;
        page.clicks("button", "Salvar").await;
        page.sees("button", "Editar Uniforme").await;

        page.clicks("button", "Editar Uniforme").await;
        page.fills_in("Título", "Uniforme pronto").await;
        page.clicks("button", "Salvar").await;
        page.sees("button", "Editar Uniforme pronto").await;

        page.clicks("button", "Conversas").await;
        page.opens("Sebastião Rocha").await;
        page.clicks("textbox", "Mensagem").await;
        page.types("/unif").await;
        page.sees("option", "Uniforme pronto").await;
        page.presses(&[Key::Enter]).await;
        page.has_value("Mensagem", "O uniforme de Otávio Rocha está na recepção.").await;

        page.clicks("button", "Ajustes").await;
        page.clicks("button", "Respostas prontas").await;
        page.clicks("button", "Excluir Uniforme pronto").await;
        page.sees("dialog", "Excluir esta resposta?").await;
        page.clicks("button", "Excluir").await;
        page.sees_no("button", "Editar Uniforme pronto").await;
        page.sees("button", "Editar Boas-vindas").await;

        stage.stop_server();
        page.clicks("button", "Editar Boas-vindas").await;
        page.fills_in("Título", "Boas-vindas de agosto").await;
        page.clicks("button", "Salvar").await;
        page.sees("button", "Editar Boas-vindas de agosto").await;
        page.reads("Na fila").await;
    });
}

#[test]
fn a_draft_of_one_reply_that_comes_late_does_not_go_into_another() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.clicks("button", "Ajustes").await;
        page.clicks("button", "Respostas prontas").await;
        page.clicks("button", "Nova resposta").await;
        page.fills_in("Título", "Uniforme pronto").await;
        page.fills_in("Texto", "O uniforme está aqui.").await;
        page.reloads().await;
        page.holds_answers_back("draft").await;
        page.clicks("button", "Nova resposta").await;
        page.clicks("button", "Cancelar").await;
        page.clicks("button", "Editar Boas-vindas").await;
        page.lets_pass("draft").await;
        page.lets_pass("draft").await;
        page.is_still().await;
        page.has_value("Título", "Boas-vindas").await;
    });
}
