//! The older messages of a conversation.

use conversas_tests::e2e::people::CLAUDIO;
use conversas_tests::e2e::{Page, play, until};
use serde_json::json;

/// Scrolls near to the top, notes the first message in view, and answers how far that message moved once
/// older ones are there. None: there are no older ones.
async fn jump_when_older_messages_come(page: &Page) -> Option<f64> {
    let scroll = "const log = find('log', '');
        const above = log.querySelector('.older').textContent.trim();
        log.scrollTop = Math.min(log.scrollTop, 700);
        const top = log.getBoundingClientRect().top;
        const first = [...log.querySelectorAll('.message')].find(m => m.getBoundingClientRect().top >= top);
        window.noted = { id: first.id, top: first.getBoundingClientRect().top, oldest: log.querySelector('.message').id };
        return above !== ''";
    let before = page.js(scroll, vec![]).await;
    if before == json!(false) {
        return None;
    }
    let moved = "const log = find('log', '');
        if (log.querySelector('.message').id === window.noted.oldest) {
            return log.querySelector('.older').textContent.trim() === '' ? 0 : null;
        }
        return document.getElementById(window.noted.id).getBoundingClientRect().top - window.noted.top";
    Some(until("older messages come", async || page.js(moved, vec![]).await.as_f64()).await)
}

#[test]
fn history_loads_upwards_to_its_beginning_and_nothing_jumps() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(CLAUDIO).await;
        page.opens("Vanessa Nogueira").await;
        let at_first = page.messages().await.len();
        assert!(at_first < 113, "a long thread opens with its end: {at_first} messages");

        let mut loads = 0;
        while let Some(moved) = jump_when_older_messages_come(page).await {
            assert!(moved.abs() <= 2.0, "the text in view moved by {moved} px");
            loads += 1;
            assert!(loads < 20, "older messages never end");
        }
        let messages = page.messages().await;
        assert_eq!(
            messages[0].text,
            "Bom dia! Como combinamos, escrevo por aqui durante a adaptação da Clara."
        );
        assert!(messages.len() > 120, "{} messages", messages.len());
        page.clicks("button", "Ir para o fim").await;
        page.sees_no("button", "Ir para o fim").await;
    });
}
