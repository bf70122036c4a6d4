//! Letters typed after a click go into the composer and do nothing else: no letter runs a command by
//! accident.

use conversas_tests::e2e::people::{ANA, FERNANDA, RAFAELA};
use conversas_tests::e2e::{Key, Look, Page, Stage, play, until};
use serde_json::json;

/// A text with every letter that is a command somewhere: n, o… note, assume, forward, finish, filters,
/// search.
const WORDS: &str = "No momento estamos sem vagas, família: 123.";
const FIELD: &str = "Mensagem";

/// Places of an open conversation that are no controls: messages of both sides, notes, event lines, days, heads, details.
const PLACES: &str =
    ".message[data-side=in] .bubble, .message[data-side=out] .bubble, .message, .event, .day,
    .log, header.bar .student, .details .card-head, .details .section h3, .details .person, .list-meta";

/// Checks that the words stand in the composer once, and that nothing else has happened.
async fn only_wrote(page: &Page) {
    page.has_value(FIELD, WORDS).await;
    page.sees_no("dialog", "").await;
    page.sees_no("toolbar", "Ações da seleção").await;
    page.sees_no("textbox", "Nota interna").await;
    page.reads("8 conversas").await;
    page.fills_in(FIELD, "").await;
}

async fn types_after_every_click(stage: &Stage, look: Look) {
    let device = stage.device("equipe", look).await;
    let page = device.page();
    page.signs_in(ANA).await;
    // No menu is open, and none is opened by the spaces between words.
    page.sees("option", "Camila Teixeira").await;
    page.clicks_place(".list-meta", 0).await;
    page.js("document.querySelector('[role=listbox]').focus()", vec![]).await;
    page.types(WORDS).await;
    page.reads("Escolha uma conversa").await;
    for name in ["Camila Teixeira", "Juliana Prado", "Wellington Braga"] {
        page.clicks("option", name).await;
        // The typing begins at once, before the conversation is there.
        page.types(WORDS).await;
        page.sees("heading", name).await;
        only_wrote(page).await;
    }
    let mut clicked = 0;
    for place in 0..page.places(PLACES).await {
        if page.clicks_place(PLACES, place).await {
            clicked += 1;
            page.types(WORDS).await;
            only_wrote(page).await;
        }
    }
    assert!(clicked > 12, "there were {clicked} places to click on");
    page.row(&["Wellington Braga", "Em atendimento"]).await;
    page.row(&["Camila Teixeira", "Pendente"]).await;

    // Where no message can be written, the letters do nothing.
    page.clicks("option", FERNANDA.name).await;
    page.types(WORDS).await;
    page.reads("Não é possível enviar novas mensagens.").await;
    page.types(WORDS).await;
    for place in 0..page.places(PLACES).await.min(6) {
        if page.clicks_place(PLACES, place).await {
            page.types(WORDS).await;
        }
    }
    page.sees_no("dialog", "").await;
    page.sees_no("textbox", FIELD).await;
    page.sees_no("textbox", "Nota interna").await;
    page.reads("8 conversas").await;
    let row = page.row(&[FERNANDA.name]).await;
    assert!(!row.contains("Rascunho"), "{row}");
}

#[test]
fn what_is_typed_after_a_click_is_written_in_the_real_window() {
    play(async |stage| types_after_every_click(stage, Look::Window).await);
}

#[test]
fn what_is_typed_after_a_click_is_written_in_a_browser() {
    play(async |stage| types_after_every_click(stage, Look::WIDE).await);
}

#[test]
fn a_tap_opens_no_keyboard_and_letters_do_nothing_but_write() {
    play(async |stage| {
        for (profile, look) in
            [("tablet", Look::Browser { width: 1100, height: 800, touch: true }), ("telefone", Look::PHONE)]
        {
            let device = stage.device(profile, look).await;
            let page = device.page();
            page.signs_in(ANA).await;
            page.opens("Camila Teixeira").await;
            until("the heading has the focus", async || {
                page.focused().await.contains("Camila Teixeira").then_some(())
            })
            .await;
            // The key is as from a keyboard that was plugged in.
            page.types(WORDS).await;
            page.has_value(FIELD, WORDS).await;
            page.sees_no("dialog", "").await;
            page.sees_no("textbox", "Nota interna").await;
            page.fills_in(FIELD, "").await;
        }
    });
}

#[test]
fn letters_are_commands_for_who_walks_through_a_list_and_can_be_switched_off() {
    play(async |stage| {
        let mut device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Camila Teixeira").await;
        page.tabs_to("Conversas do canal Secretaria").await;
        page.types("1").await;
        page.reads("2 de 8").await;
        page.types("0").await;
        page.reads("8 conversas").await;

        page.clicks("button", "Ajustes").await;
        page.clicks("checkbox", "Atalhos de uma letra").await;
        device.leave().await;
        device.come_back().await;
        let page = device.page();
        page.row(&["Camila Teixeira"]).await;
        page.opens("Camila Teixeira").await;
        page.tabs_to("Conversas do canal Secretaria").await;
        page.types("1fnad").await;
        page.presses(&[Key::Down]).await;
        page.reads("8 conversas").await;
        page.sees_no("dialog", "").await;
        page.sees_no("textbox", "Nota interna").await;
        page.presses_control_and('/').await;
        page.sees("dialog", "Atalhos do teclado").await;
        page.reads_no_more("Filtrar: Pendente").await;
    });
}

#[test]
fn an_enter_that_confirms_a_composition_sends_nothing() {
    play(async |stage| {
        for look in [Look::Window, Look::WIDE] {
            let device = stage.device(look.name(), look).await;
            let page = device.page();
            page.signs_in(ANA).await;
            page.opens("Camila Teixeira").await;
            let text = format!("Confirmo às oito, {}", look.name());
            page.fills_in(FIELD, &text).await;
            // The first event is WebKit's, whose composition has ended already; the second is that of other
            // browsers.
            for (code, composing) in [(229, false), (13, true)] {
                let script = "const field = find('textbox', arguments[0]);
                    field.focus();
                    const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: arguments[2] });
                    Object.defineProperty(key, 'keyCode', { value: arguments[1] });
                    return field.dispatchEvent(key)";
                let left_to_the_field =
                    page.js(script, vec![json!(FIELD), json!(code), json!(composing)]).await;
                assert_eq!(left_to_the_field, json!(true), "{code} in {}", look.name());
                page.has_value(FIELD, &text).await;
            }
            page.enters(FIELD).await;
            page.has_value(FIELD, "").await;
            page.message_is(&text, "arrived").await;
        }
    });
}

#[test]
fn who_seeks_goes_on_seeking_when_a_finished_conversation_is_opened_again_by_the_family() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens(FERNANDA.name).await;
        page.reads("Não é possível enviar novas mensagens.").await;
        // The option is clicked once more: the conversation is open already, and the click asks for the
        // composer again.
        page.clicks("option", FERNANDA.name).await;
        page.clicks("textbox", "Buscar aluno ou responsável").await;
        page.types("Quei").await;

        let family = stage.phone("familia").await;
        family.page().signs_in(FERNANDA).await;
        family.page().opens("Secretaria").await;
        family.page().clicks("button", "Iniciar novo atendimento").await;
        family.page().writes("Mais uma pergunta").await;

        page.message("Mais uma pergunta").await;
        page.has_value(FIELD, "").await;
        page.types("roz").await;
        page.has_value("Buscar aluno ou responsável", "Queiroz").await;
        page.has_value(FIELD, "").await;
    });
}

#[test]
fn who_types_by_keyboard_while_a_colleague_finishes_commands_nothing_and_keeps_the_words() {
    play(async |stage| {
        let (staff, other) =
            (stage.device("equipe", Look::WIDE).await, stage.device("colega", Look::WIDE).await);
        let (page, colleague) = (staff.page(), other.page());
        colleague.signs_in(RAFAELA).await;
        colleague.opens("Wellington Braga").await;
        colleague.clicks("button", "Finalizar").await;
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.goes_back_one_field().await;
        page.tabs_to(FIELD).await;
        page.types("No mom").await;
        colleague.clicks("button", "Finalizar atendimento").await;
        page.reads("O que você escreveu fica guardado como rascunho.").await;
        page.types("ento rn?").await;
        page.presses(&[Key::Enter]).await;
        page.has_value(FIELD, "No momento rn?").await;
        page.clicks_place(".log", 0).await;
        page.sees_no("textbox", FIELD).await;
        page.reads("O que você escreveu fica guardado como rascunho.").await;
        page.types("rnf").await;
        page.sees_no("textbox", "Nota interna").await;
        page.sees_no("textbox", FIELD).await;
        page.sees_no("dialog", "").await;
        page.clicks("button", "Iniciar novo atendimento").await;
        page.has_value(FIELD, "No momento rn?").await;
    });
}
