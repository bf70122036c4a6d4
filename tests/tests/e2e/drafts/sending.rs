//! What is typed around a message on its way: neither is lost, and neither stands twice.

use super::*;

#[test]
fn what_is_typed_while_a_message_is_on_its_way_stays_when_the_host_takes_it() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.types_into("Mensagem", "Pode vir às 8h.").await;
        page.reads("Rascunho salvo").await;
        page.holds_back("send_message").await;
        page.enters("Mensagem").await;
        page.types_into("Mensagem", "Traga os documentos").await;
        page.reads("Rascunho salvo").await;
        page.lets_pass("send_message").await;
        page.message_is("Pode vir às 8h.", "arrived").await;
        page.reloads().await;
        page.has_value("Mensagem", "Traga os documentos").await;
    });
}

#[test]
fn a_message_that_the_host_does_not_take_is_in_the_composer_once_and_before_what_was_typed_since() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.holds_back("send_message").await;
        page.writes("Pode vir às 8h.").await;
        page.types_into("Mensagem", "Traga os documentos").await;
        page.reads("Rascunho salvo").await;
        page.opens("Camila Teixeira").await;
        page.lets_fail("send_message").await;
        page.row(&["Wellington Braga", "Rascunho", "Pode vir às 8h."]).await;
        page.has_value("Mensagem", "").await;
        page.opens("Wellington Braga").await;
        page.reads("O Conversas falhou aqui.").await;
        page.has_value("Mensagem", "Pode vir às 8h.\nTraga os documentos").await;
    });
}

#[test]
fn what_one_person_wrote_is_nothing_of_the_next_person_at_the_same_page() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.holds_back("send_message").await;
        page.writes("Pode vir às 8h.").await;
        page.opens("Camila Teixeira").await;
        page.lets_fail("send_message").await;
        page.reads("O Conversas falhou aqui.").await;
        page.sees("button", "Abrir").await;
        page.row(&["Wellington Braga", "Rascunho"]).await;
        page.clicks("button", "Ajustes").await;
        page.clicks("button", "Sair").await;
        page.clicks("button", "Sair e descartar").await;
        page.sees("textbox", "E-mail").await;
        page.reads_no_more("O Conversas falhou aqui.").await;
        page.signs_in(RAFAELA).await;
        page.opens("Wellington Braga").await;
        page.sees("textbox", "Mensagem").await;
        page.has_value("Mensagem", "").await;
        assert!(!page.text().await.contains("Pode vir às 8h."), "another person's words");
        assert!(!page.text().await.contains("O Conversas falhou aqui."), "another person's failure");
    });
}

#[test]
fn what_is_typed_while_a_message_becomes_a_draft_stands_before_it() {
    play(async |stage| {
        let mut staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        stage.stop_server();
        page.reads("Sem conexão").await;
        page.writes("Pode vir às 8h.").await;
        page.message_is("Pode vir às 8h.", "queued").await;
        staff.leave().await;
        stage.start_server().await;
        let other = stage.device("colega", Look::WIDE).await;
        other.page().signs_in(RAFAELA).await;
        other.page().opens("Wellington Braga").await;
        other.page().writes("Venha às 9h.").await;
        other.page().message_is("Venha às 9h.", "arrived").await;

        staff.come_back().await;
        let page = staff.page();
        page.opens("Wellington Braga").await;
        page.message_is("Pode vir às 8h.", "blocked").await;
        page.types_into("Mensagem", "Boa").await;
        page.reads("Rascunho salvo").await;
        page.holds_back("resolve_blocked").await;
        page.clicks("button", "Guardar como rascunho").await;
        page.types_into("Mensagem", " tarde").await;
        page.lets_pass("resolve_blocked").await;
        page.has_value("Mensagem", "Boa tarde\nPode vir às 8h.").await;
        page.reads("Rascunho salvo").await;
        page.reloads().await;
        page.has_value("Mensagem", "Boa tarde\nPode vir às 8h.").await;
    });
}

#[test]
fn a_message_that_is_sent_while_its_letters_are_on_their_way_to_the_host_is_no_draft_after_a_reload() {
    const NOTES_WHAT_LASTS: &str = "const reach = window.fetch.bind(window);
        window.fetch = (url, init) => {
            if (url === 'ipc/send_message') window.lasts = init.keepalive;
            return reach(url, init);
        }";
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.js(NOTES_WHAT_LASTS, vec![]).await;
        page.holds_back("save_draft").await;
        page.types_into("Mensagem", "Pode vir às 8h.").await;
        until("its letters are on their way", async || {
            (page.js("return window.held.save_draft.length", vec![]).await != json!(0)).then_some(())
        })
        .await;
        page.enters("Mensagem").await;
        page.lets_pass("save_draft").await;
        page.message_is("Pode vir às 8h.", "arrived").await;
        assert_eq!(page.js("return window.lasts", vec![]).await, json!(true), "it outlives its page");
        page.reloads().await;
        page.opens("Wellington Braga").await;
        page.message_is("Pode vir às 8h.", "arrived").await;
        page.has_value("Mensagem", "").await;
    });
}
