//! Text that is typed and not sent: it is there again, whatever ended the page or the app, except for less
//! than a second of typing.

use std::time::{Duration, Instant};

use conversas_tests::e2e::people::{ANA, RAFAELA, WELLINGTON};
use conversas_tests::e2e::{Key, Look, Page, play, until};
use serde_json::json;

mod sending;

/// So much of what was typed last may be lost.
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
