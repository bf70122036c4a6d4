//! The app on a phone.

use conversas_tests::e2e::people::{ANA, IVO, JULIANA, WELLINGTON};
use conversas_tests::e2e::{Look, play, until};
use serde_json::json;

#[test]
fn a_family_starts_a_conversation_and_reads_the_answer() {
    play(async |stage| {
        let family = stage.phone("familia").await;
        let home = family.page();
        home.signs_in(JULIANA).await;
        assert_eq!(home.js("return matchMedia('(pointer: coarse)').matches", vec![]).await, json!(true));
        home.row(&["Secretaria", "Theo Prado", "Em atendimento"]).await;

        home.clicks("button", "Nova conversa").await;
        home.sees("dialog", "Nova conversa").await;
        home.chooses("Caio Prado").await;
        home.clicks("button", "Continuar").await;
        let is_told = "const told = find('alert', 'Escolha um canal.')?.getBoundingClientRect();
            const foot = find('button', 'Continuar').getBoundingClientRect();
            return Boolean(told && told.height > 0 && told.top >= 0 && told.bottom <= foot.top)";
        until("what lacks is said where it can be seen", async || {
            (home.js(is_told, vec![]).await == json!(true)).then_some(())
        })
        .await;
        until("and the first channel has the focus", async || {
            let script = "return document.activeElement?.name";
            (home.js(script, vec![]).await == json!("start-channel")).then_some(())
        })
        .await;
        let scrollers = "return [...document.querySelectorAll('dialog[open] *')]
            .filter((part) => part.scrollHeight > part.clientHeight + 1
                && ['auto', 'scroll'].includes(getComputedStyle(part).overflowY)).length <= 1";
        assert_eq!(home.js(scrollers, vec![]).await, json!(true), "one part scrolls");
        home.chooses("Biblioteca").await;
        home.clicks("button", "Escrever para Biblioteca").await;
        home.sees("button", "Anexar arquivo").await;
        home.writes("O Caio pode renovar o livro?").await;
        home.message_is("O Caio pode renovar o livro?", "arrived").await;
        home.reads_in("log", "", "iniciou o atendimento").await;
        home.clicks("button", "Voltar para a lista").await;
        home.row(&["Biblioteca", "Caio Prado", "Pendente"]).await;

        let staff = stage.device("equipe", Look::WIDE).await;
        let school = staff.page();
        school.signs_in(IVO).await;
        school.opens("Caio Prado").await;
        home.clicks("button", "Ajustes").await;
        home.sees("heading", "Ajustes").await;
        let before = home.js("return document.title", vec![]).await;
        school.writes("Pode, por mais uma semana.").await;
        until("the title counts it on every page", async || {
            (home.js("return document.title", vec![]).await != before).then_some(())
        })
        .await;
        home.clicks("button", "Conversas").await;
        home.row(&["Biblioteca", "Em atendimento", "1 não lida", "Ivo: Pode"]).await;
        home.opens("Caio Prado").await;
        home.message("Pode, por mais uma semana.").await;
    });
}

#[test]
fn a_staff_member_works_on_a_phone_with_one_pane_at_a_time() {
    play(async |stage| {
        let device = stage.phone("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.sees_no("log", "").await;
        page.clicks("button", "Pendente").await;
        page.reads("2 de 8").await;
        page.opens("Camila Teixeira").await;
        page.sees_no("listbox", "").await;
        page.writes("Não precisa de nada, só do crachá.").await;
        page.message_is("Não precisa de nada, só do crachá.", "arrived").await;
        page.clicks("button", "Camila Teixeira").await;
        page.reads_in("complementary", "", "Renato Teixeira").await;
        page.sees_no("log", "").await;
        page.is_still().await;
        let beside = "const pane = find('complementary', '').getBoundingClientRect();
            return [pane.left, innerWidth - pane.right]";
        assert_eq!(page.js(beside, vec![]).await, json!([0, 0]), "nothing stands beside the details");
        page.clicks("button", "Fechar").await;
        page.clicks("button", "Voltar para a lista").await;
        page.reads("1 de 8").await;
        let wide = page.js("return document.documentElement.scrollWidth - innerWidth", vec![]).await;
        assert_eq!(wide, json!(0), "nothing sticks out to the side");
    });
}

#[test]
fn a_conversation_that_is_left_with_nothing_in_it_is_not_in_the_list_and_one_with_a_draft_is() {
    play(async |stage| {
        let device = stage.device("familia", Look::WIDE).await;
        let page = device.page();
        page.signs_in(WELLINGTON).await;
        for words in ["", "Boa tarde"] {
            page.clicks("button", "Nova conversa").await;
            page.chooses("Biblioteca").await;
            page.clicks("button", "Escrever para Biblioteca").await;
            page.row(&["Biblioteca"]).await;
            page.fills_in("Mensagem", words).await;
            page.opens("Secretaria").await;
            if words.is_empty() {
                page.sees_no("option", "Biblioteca").await;
            } else {
                page.row(&["Biblioteca", "Rascunho", words]).await;
            }
        }
    });
}
