//! Text that is typed and not sent: it is there again, whatever ended the page or the app, except for less
//! than a second of typing.

use std::time::{Duration, Instant};

use conversas_tests::e2e::people::{ANA, RAFAELA, WELLINGTON};
use conversas_tests::e2e::{Key, Look, Page, play, until};
use serde_json::json;

/// The time of typing that may be lost at the end.
const LOSS: Duration = Duration::from_secs(1);

/// Types letter by letter until this time has passed; answers when each letter was typed.
async fn types_for(page: &Page, field: &str, time: Duration) -> Vec<(char, Instant)> {
    let letters = "abcdefghijklmnopqrstuvwxyz".chars().cycle();
    let began = Instant::now();
    let mut typed = Vec::new();
    for letter in letters.take_while(|_| began.elapsed() < time) {
        page.types_into(field, &letter.to_string()).await;
        typed.push((letter, Instant::now()));
    }
    typed
}

fn must_be_there(typed: &[(char, Instant)], end: Instant) -> String {
    typed.iter().filter(|(_, at)| *at + LOSS <= end).map(|(letter, _)| *letter).collect()
}

#[test]
fn whatever_is_typed_when_the_app_is_killed_is_there_again_but_for_the_last_second() {
    play(async |stage| {
        let mut staff = stage.device("equipe", Look::WIDE).await;
        staff.page().signs_in(ANA).await;
        // The typing goes on without a pause for each of these times.
        for (conversation, time) in
            [("Wellington Braga", 2_300), ("Camila Teixeira", 3_150), ("Sebastião Rocha", 1_700)]
        {
            staff.page().opens(conversation).await;
            staff.page().sees("textbox", "Mensagem").await;
            let typed = types_for(staff.page(), "Mensagem", Duration::from_millis(time)).await;
            let end = Instant::now();
            staff.leave().await;
            staff.come_back().await;
            let page = staff.page();
            page.opens(conversation).await;
            let (kept, all) =
                (page.value("Mensagem").await, typed.iter().map(|(letter, _)| *letter).collect::<String>());
            assert!(all.starts_with(&kept), "{kept:?} was never typed");
            assert!(kept.starts_with(&must_be_there(&typed, end)), "of {all:?} only {kept:?} is there");
        }
    });
}

#[test]
fn notes_and_first_messages_survive_a_reload_too() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.clicks("button", "Nota interna").await;
        page.types_into("Nota interna", "ligar para a mãe").await;
        page.reloads().await;
        page.opens("Wellington Braga").await;
        page.has_value("Mensagem", "").await;
        page.clicks("button", "Nota interna").await;
        page.has_value("Nota interna", "ligar para a mãe").await;

        let family = stage.phone("familia").await;
        let page = family.page();
        page.signs_in(WELLINGTON).await;
        page.clicks("button", "Nova conversa").await;
        page.chooses("Biblioteca").await;
        page.clicks("button", "Escrever para Biblioteca").await;
        page.types_into("Mensagem", "Boa tarde, queria saber").await;
        page.reloads().await;
        page.has_value("Mensagem", "Boa tarde, queria saber").await;
    });
}

#[test]
fn a_reload_without_a_server_comes_back_to_the_channel_and_the_conversation() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(RAFAELA).await;
        page.opens("Wellington Braga").await;
        page.thread_is_ready().await;
        stage.stop_server();
        page.reads("Sem conexão.").await;
        page.reloads().await;
        page.thread_is_ready().await;
        page.row(&["Wellington Braga"]).await;
        page.sees("textbox", "Mensagem").await;
    });
}

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
fn what_is_typed_before_a_conversation_is_here_follows_on_its_draft_when_it_is_left() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.types_into("Mensagem", "Bom dia,").await;
        page.opens("Camila Teixeira").await;
        page.row(&["Wellington Braga", "Rascunho", "Bom dia,"]).await;
        page.holds_back("conversation").await;
        page.clicks("option", "Wellington Braga").await;
        page.types("podemos conversar").await;
        page.clicks("option", "Camila Teixeira").await;
        page.row(&["Wellington Braga", "Rascunho", "Bom dia, podemos conversar"]).await;
        page.reloads().await;
        page.opens("Wellington Braga").await;
        page.has_value("Mensagem", "Bom dia, podemos conversar").await;
    });
}

#[test]
fn an_enter_before_the_conversation_is_here_sends_when_it_is_and_scrolls_nothing() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.holds_back("conversation").await;
        page.clicks("option", "Camila Teixeira").await;
        page.types("Já vejo isso para a senhora").await;
        page.presses(&[Key::Enter]).await;
        let scrolled =
            "return [...document.querySelectorAll('html, body, main, .pane')].map((at) => at.scrollTop)
            .some((top) => top !== 0)";
        assert_eq!(page.js(scrolled, vec![]).await, json!(false));
        page.lets_pass("conversation").await;
        page.row(&["Camila Teixeira", "Você: Já vejo isso"]).await;
        page.has_value("Mensagem", "").await;
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

#[test]
fn a_note_that_is_handed_over_when_the_page_ends_is_a_draft_again() {
    const HOLDS_THE_FIRST_BACK: &str = "const reach = window.fetch.bind(window);
        window.fetch = (url, init) => {
            if (url !== 'ipc/save_draft' || window.isHeld) return reach(url, init);
            window.isHeld = true;
            return new Promise(() => {});
        }";
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.clicks("button", "Nota interna").await;
        page.js(HOLDS_THE_FIRST_BACK, vec![]).await;
        page.types_into("Nota interna", "Ligar para a avó").await;
        until("its letters are on their way", async || {
            (page.js("return window.isHeld", vec![]).await == json!(true)).then_some(())
        })
        .await;
        page.types_into("Nota interna", " amanhã cedo").await;
        page.enters("Nota interna").await;
        page.reloads().await;
        page.opens("Wellington Braga").await;
        page.clicks("button", "Nota interna").await;
        page.has_value("Nota interna", "Ligar para a avó amanhã cedo").await;
    });
}
