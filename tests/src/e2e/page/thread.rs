//! The list of conversations, and the open one.

use serde_json::{Value, json};

use super::super::until;
use super::Page;

/// The names of the parts that these helpers look for.
const COMPOSER: &str = "Mensagem";

/// A message as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The words of the message.
    pub text: String,
    /// Whether the reader's own side wrote the message.
    pub is_ours: bool,
    /// The delivery: `queued`, `sent`…; none for messages of the other side.
    pub delivery: Option<String>,
}

impl Page {
    /// Answers the rows of the list that are in the page, as a screen reader reads them.
    pub async fn rows(&self) -> Vec<String> {
        strings(self.js("return all('option').map(named)", vec![]).await)
    }

    /// Waits until the first row has all these words.
    pub async fn first_row_says(&self, words: &[&str]) {
        until(&format!("the first row says {words:?}"), async || {
            let rows = self.rows().await;
            rows.first().is_some_and(|row| words.iter().all(|word| row.contains(word))).then_some(())
        })
        .await;
    }

    /// Waits until a row has all these words, and answers it.
    pub async fn row(&self, words: &[&str]) -> String {
        until(&format!("a row says {words:?}"), async || {
            self.rows().await.into_iter().find(|row| words.iter().all(|word| row.contains(word)))
        })
        .await
    }

    /// Opens the conversation whose row has these words. A list that is just changing may put another row
    /// under the pointer: then the click is repeated, as a person would do.
    pub async fn opens(&self, words: &str) {
        let is_open = "const row = find('option', arguments[0]);
            const chosen = document.querySelector('[role=option][aria-selected=true]');
            return chosen !== null && (row ?? chosen) === chosen && named(chosen).includes(arguments[0])";
        until(&format!("the conversation “{words}” is open"), async || {
            let open = self.js(is_open, vec![json!(words)]).await == Value::Bool(true);
            if !open && let Some(row) = self.find("option", words).await {
                self.press_on(&row).await;
            }
            open.then_some(())
        })
        .await;
        self.thread_is_ready().await;
    }

    /// Waits until messages are shown.
    pub async fn thread_is_ready(&self) {
        until("the thread is there", async || (!self.messages().await.is_empty()).then_some(())).await;
    }

    /// Answers the messages in the page, in order.
    pub async fn messages(&self) -> Vec<Message> {
        let script = "const log = find('log', ''); return log === null ? [] : [...log.querySelectorAll('.message')].map(m => [
            [...m.querySelectorAll('.words')].map(w => w.textContent).join('\\n') || says(m), m.dataset.side === 'out', m.dataset.delivery ?? null])";
        let found = self.js(script, vec![]).await;
        let message = |found: &Value| {
            Some(Message {
                text: found.get(0)?.as_str()?.to_owned(),
                is_ours: found.get(1)?.as_bool()?,
                delivery: found.get(2)?.as_str().map(str::to_owned),
            })
        };
        found.as_array().into_iter().flatten().filter_map(message).collect()
    }

    /// Waits until a message with these words is there exactly once, and answers it.
    pub async fn message(&self, text: &str) -> Message {
        until(&format!("the message “{text}” is there, once"), async || {
            let mut found = self.messages().await.into_iter().filter(|message| message.text == text);
            let first = found.next()?;
            found.next().is_none().then_some(first)
        })
        .await
    }

    /// Waits until an own message has this delivery; `arrived` stands for anything from `sent` on.
    pub async fn message_is(&self, text: &str, delivery: &str) {
        let far = ["sent", "delivered", "read"];
        until(&format!("the message “{text}” is {delivery}"), async || {
            let now = self.message(text).await.delivery?;
            (now == delivery || delivery == "arrived" && far.contains(&now.as_str())).then_some(())
        })
        .await;
    }

    /// Answers the words of the last so many messages.
    pub async fn last_messages(&self, count: usize) -> Vec<String> {
        let messages = self.messages().await;
        messages[messages.len().saturating_sub(count)..].iter().map(|m| m.text.clone()).collect()
    }

    /// Writes a message and sends it, with Enter or, on a phone, with the button.
    pub async fn writes(&self, text: &str) {
        self.fills_in(COMPOSER, text).await;
        if self.touch {
            self.clicks("button", "Enviar").await;
        } else {
            self.enters(COMPOSER).await;
        }
        self.has_value(COMPOSER, "").await;
    }

    /// Notes, from now on, when these words are first painted in the page, in milliseconds of this machine's
    /// clock.
    pub async fn watches_for(&self, words: &str) {
        let script = "const sought = arguments[0];
            const here = () => document.body.textContent.includes(sought);
            window.firstSeen = null;
            const observer = new MutationObserver(() => {
                if (window.firstSeen === null && here()) {
                    observer.disconnect();
                    window.firstSeen = 0;
                    requestAnimationFrame(() => requestAnimationFrame(() => { window.firstSeen = Date.now(); }));
                }
            });
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });";
        self.js(script, vec![json!(words)]).await;
    }

    /// Answers when the words of [`Page::watches_for`] were painted.
    pub async fn saw_at(&self) -> u64 {
        until("what was watched for is painted", async || {
            self.js("return window.firstSeen", vec![]).await.as_u64().filter(|at| *at > 0)
        })
        .await
    }

    /// Notes, from now on, when Enter or a tap on "Enviar" goes down.
    pub async fn notes_sending(&self) {
        let script = "window.sentAt = null;
            const note = () => { window.sentAt = Date.now(); };
            addEventListener('keydown', (event) => { if (event.key === 'Enter') note(); }, true);
            addEventListener('submit', note, true);";
        self.js(script, vec![]).await;
    }

    /// Answers when Enter or the tap on "Enviar" went down.
    pub async fn sent_at(&self) -> u64 {
        self.js("return window.sentAt", vec![]).await.as_u64().expect("something was sent")
    }
}

fn strings(found: Value) -> Vec<String> {
    serde_json::from_value(found).unwrap_or_default()
}
