//! New messages: the line above them, the place where reading begins, the counts, and channels without
//! notifications.

use conversas_tests::e2e::people::{ANA, JULIANA, RAFAELA, WELLINGTON};
use conversas_tests::e2e::{Look, Page, play, until};
use serde_json::json;

/// The number of messages that do not fit into a window.
const COUNT: usize = 5;

/// Makes a message of many lines.
fn long(number: usize) -> String {
    let words = "o casaco do Bento ficou no ginásio e ninguém mais o viu desde então, podem olhar de novo? ";
    format!("Recado {number}: {}", words.repeat(8)).trim().to_owned()
}

async fn is_titled(page: &Page, title: &str) {
    until(&format!("the page is called “{title}”"), async || {
        (page.js("return document.title", vec![]).await == json!(title)).then_some(())
    })
    .await;
}

/// Answers how many rows of the list have something unread.
async fn unread_rows(page: &Page) -> usize {
    page.rows().await.iter().filter(|row| row.contains("não lida")).count()
}

/// Waits until the line "Novas mensagens" stands near the top of the log, with this message next below.
async fn reading_begins_at(page: &Page, text: &str) {
    let script = "const log = find('log', '');
        const mark = [...(log?.querySelectorAll('p') ?? [])].find((line) => squash(words(line)) === 'Novas mensagens');
        if (!mark) return null;
        const below = (element) => element.getBoundingClientRect().top - log.getBoundingClientRect().top;
        const after = [...log.querySelectorAll('.message')].find((message) => below(message) >= below(mark));
        return [below(mark) >= 0 && below(mark) < log.clientHeight / 3, after?.querySelector('.words')?.textContent];";
    until("reading begins at the first unread message", async || {
        (page.js(script, vec![]).await == json!([true, text])).then_some(())
    })
    .await;
}

/// Answers how many messages are farther down than the visible part of the log.
async fn count_below(page: &Page) -> usize {
    let script = "const log = find('log', '');
        const edge = log.getBoundingClientRect().bottom;
        const places = [...log.querySelectorAll('.message')].map((message) => message.getBoundingClientRect());
        return places.filter((place) => place.top + place.height / 2 >= edge).length";
    let count = page.js(script, vec![]).await.as_u64().expect("a number");
    usize::try_from(count).expect("few")
}

#[test]
fn reading_begins_at_the_first_unread_message_and_the_counts_go_when_the_end_is_seen() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let hand = stage.phone("familia").await;
        let (page, family) = (desk.page(), hand.page());
        page.signs_in(ANA).await;
        page.row(&["Wellington Braga"]).await;
        let before = unread_rows(page).await;
        assert!(before > 0, "somebody waits for an answer");
        is_titled(page, &format!("({before}) Conversas")).await;

        family.signs_in(WELLINGTON).await;
        family.opens("Secretaria").await;
        for number in 1..=COUNT {
            family.writes(&long(number)).await;
            family.message_is(&long(number), "arrived").await;
        }
        page.row(&["Wellington Braga", "5 não lidas"]).await;
        is_titled(page, &format!("({}) Conversas", before + 1)).await;

        page.opens("Wellington Braga").await;
        reading_begins_at(page, &long(1)).await;
        let new = count_below(page).await;
        assert!((2..COUNT).contains(&new), "some of them are on the screen: {new} are not");
        page.sees("button", &format!("Ir para o fim, {new} novas mensagens")).await;
        is_titled(page, &format!("({}) Conversas", before + 1)).await;
        page.clicks("button", &format!("Ir para o fim, {new} novas mensagens")).await;
        page.sees_no("button", "Ir para o fim").await;
        is_titled(page, &format!("({before}) Conversas")).await;
        page.reads_in("log", "", "Novas mensagens").await;

        // A message that just arrives holds the log at its end: then the scroll is repeated, as a person
        // would do.
        let script = "find('log', '').scrollTop = 0;
            const button = find('button', 'Ir para o fim');
            return button && named(button)";
        until("nothing new is counted", async || {
            (page.js(script, vec![]).await == json!("Ir para o fim")).then_some(())
        })
        .await;
        family.writes("Já achei, obrigado!").await;
        page.clicks("button", "Ir para o fim, 1 nova mensagem").await;
        page.sees_no("button", "Ir para o fim").await;
        page.message("Já achei, obrigado!").await;
        is_titled(page, &format!("({before}) Conversas")).await;
        page.reads_in("log", "", "Novas mensagens").await;
        page.writes("Que bom!").await;
        page.reads_no_more("Novas mensagens").await;
    });
}

#[test]
fn nothing_is_told_of_a_muted_channel_but_it_is_counted() {
    play(async |stage| {
        let desk = stage.window("equipe").await;
        let notices = desk.notices().await;
        let page = desk.page();
        page.signs_in(RAFAELA).await;
        page.row(&["Juliana Prado", "Theo Prado"]).await;
        page.clicks("button", "Ajustes").await;
        page.sees("group", "Avisar sobre estes canais").await;
        page.clicks("checkbox", "Secretaria").await;
        until("the channel is muted", async || {
            let checked = page.js("return find('checkbox', 'Secretaria')?.checked", vec![]).await;
            (checked == json!(false)).then_some(())
        })
        .await;
        page.clicks("button", "Conversas").await;
        page.row(&["Juliana Prado", "Theo Prado"]).await;

        let browser = stage.device("familia", Look::WIDE).await;
        let family = browser.page();
        family.signs_in(JULIANA).await;
        family.opens("Secretaria").await;
        family.writes("Só uma pergunta.").await;
        page.row(&["Juliana Prado", "Só uma pergunta.", "1 não lida"]).await;
        family.opens("Caio Prado").await;
        family.writes("O boleto de maio já saiu?").await;
        let notice = notices.shows("Juliana Prado", 1).await;
        assert_eq!(notice.head, "Juliana Prado · Caio Prado");
        assert!(notice.body.ends_with("· Financeiro"), "{}", notice.body);
        assert_eq!(notices.on_screen().len(), 1, "nothing of the muted channel");
    });
}
