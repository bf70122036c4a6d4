//! Search over everything, and within a conversation (rule 9).

use conversas_tests::e2e::people::{CLAUDIO, JULIANA, PRISCILA, RAFAELA};
use conversas_tests::e2e::{Key, Page, play, until};
use serde_json::json;

const FIELD: &str = "Buscar conversas";

/// Answers the words that are marked, in the order of the page.
async fn marks(page: &Page) -> Vec<String> {
    let script = "return [...scope.querySelectorAll('mark')].map(m => m.textContent)";
    serde_json::from_value(page.js(script, vec![]).await).unwrap_or_default()
}

/// Waits until the message is in the middle half of the log.
async fn stands_in_the_middle(page: &Page, text: &str) {
    let script = "const log = find('log', '');
        const said = [...(log?.querySelectorAll('.message') ?? [])].filter(m => m.textContent.includes(arguments[0]));
        const frame = log?.getBoundingClientRect();
        return said.map(m => m.getBoundingClientRect()).some((place) => {
            const middle = (place.top + place.bottom) / 2 - frame.top;
            return middle > frame.height / 4 && middle < frame.height * 3 / 4;
        })";
    until(&format!("“{text}” stands in the middle"), async || {
        (page.js(script, vec![json!(text)]).await == json!(true)).then_some(())
    })
    .await;
}

#[test]
fn a_message_is_found_by_its_words_and_opened_in_the_middle_of_a_long_thread() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(CLAUDIO).await;
        page.opens("Vanessa Nogueira").await;
        let newest = page.last_messages(1).await;
        // The log is scrolled to its beginning first, so that the search can lead in both directions.
        let script = "const log = find('log', ''); log.scrollTop = 0; return log.querySelector('.older').textContent === ''";
        until("the beginning is here", async || (page.js(script, vec![]).await == json!(true)).then_some(()))
            .await;
        let messages = page.messages().await;
        let far = &messages[messages.len() / 3];
        let words: Vec<&str> = far.text.split_whitespace().take(6).collect();
        page.clicks("button", "Ir para o fim").await;

        page.presses_control_and('k').await;
        page.fills_in(FIELD, &words.join(" ").to_uppercase()).await;
        let found: String = far.text.chars().take(12).collect();
        page.is_in_sight("option", &found).await;
        page.presses(&[Key::Enter]).await;
        page.sees_no("dialog", "").await;
        stands_in_the_middle(page, &far.text).await;

        page.sees("button", "Ir para o fim").await;
        page.clicks("button", "Ir para o fim").await;
        page.sees_no("button", "Ir para o fim").await;
        assert_eq!(page.last_messages(1).await, newest);
    });
}

#[test]
fn names_are_found_without_their_accents_and_marked_also_without_a_server() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(PRISCILA).await;
        stage.stop_server();
        page.presses_control_and('k').await;
        page.fills_in(FIELD, "joao").await;
        page.sees("option", "João Vieira").await;
        until("the name is marked", async || marks(page).await.contains(&"João".to_owned()).then_some(()))
            .await;
        page.fills_in(FIELD, "zzz ninguém").await;
        page.reads("Nada encontrado").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("dialog", "").await;
    });
}

#[test]
fn a_message_of_another_channel_opens_with_its_list() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(RAFAELA).await;
        page.presses_control_and('k').await;
        page.fills_in(FIELD, "boleto abre portal").await;
        page.sees("option", "O boleto do Theo não abre no portal.").await;
        until("what was looked for is marked", async || {
            marks(page).await.iter().any(|mark| mark == "boleto").then_some(())
        })
        .await;
        page.presses(&[Key::Enter]).await;
        page.message("O boleto do Theo não abre no portal.").await;
        page.sees("listbox", "Conversas do canal Financeiro").await;
    });
}

#[test]
fn within_a_conversation_one_goes_from_match_to_match() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(RAFAELA).await;
        page.opens("Juliana Prado").await;
        page.presses_control_and('f').await;
        page.fills_in("Buscar nesta conversa", "declaracao").await;
        // The newest hit is the name of a file.
        page.reads("1 de 4").await;
        page.presses(&[Key::Enter]).await;
        page.reads("2 de 4").await;
        page.presses(&[Key::Enter]).await;
        page.reads("3 de 4").await;
        page.clicks("button", "Resultado anterior").await;
        page.reads("4 de 4").await;
        stands_in_the_middle(page, "Preciso da declaração").await;
        page.clicks("button", "Próximo resultado").await;
        page.reads("3 de 4").await;
        page.clicks("button", "Fechar a busca").await;
        page.sees_no("textbox", "Buscar nesta conversa").await;
    });
}

#[test]
fn a_family_goes_from_a_name_to_the_messages_on_a_phone() {
    play(async |stage| {
        let device = stage.phone("familia").await;
        let page = device.page();
        page.signs_in(JULIANA).await;
        page.fills_in("Buscar conversa", "declaração").await;
        page.clicks("button", "nas mensagens").await;
        page.clicks("option", "Preciso da declaração").await;
        stands_in_the_middle(page, "Preciso da declaração").await;
    });
}
