//! A device's page, as a person sees and uses it. Every act waits until it can be done.

mod conditions;
mod files;
mod fingers;
mod hands;
mod host;
mod selecting;
mod sharing;
mod thread;

pub use hands::Key;
pub use sharing::Sheet;
pub use thread::Message;

use std::time::Instant;

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use super::people::{PASSWORD, Person};
use super::{PATIENCE, PAUSE, until};

const FIND: &str = include_str!("page/find.js");
/// The key of an element in what WebDriver sends.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// The roles of elements that open above the page or scroll in a list.
const OPENS_OR_SCROLLS: &[&str] = &["dialog", "listbox", "menu", "menuitem", "menuitemradio", "option"];

/// The page of the app on a screen.
pub struct Page {
    client: Client,
    /// The driver's port.
    port: u16,
    touch: bool,
}

impl Page {
    pub(super) fn new(client: Client, port: u16, touch: bool) -> Page {
        Page { client, port, touch }
    }

    pub(super) fn client(&self) -> Client {
        self.client.clone()
    }

    /// Runs a script in the page, with the functions of `find.js`.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!("{FIND}\n{script}");
        match self.client.execute(&script, arguments).await {
            Ok(answer) => answer,
            Err(error) => panic!("a script fails: {error}"),
        }
    }

    async fn find(&self, role: &str, name: &str) -> Option<Element> {
        self.element(self.js("return find(...arguments)", vec![json!(role), json!(name)]).await)
    }

    fn element(&self, found: Value) -> Option<Element> {
        let id = found.get(ELEMENT)?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id)))
    }

    /// Waits until an element is in sight. An element that opens above the page or scrolls in a list can be
    /// in the page without room on the screen: a person has to see it.
    pub async fn sees(&self, role: &str, name: &str) {
        self.wait_for(role, name).await;
        if OPENS_OR_SCROLLS.contains(&role) {
            self.is_in_sight(role, name).await;
        }
    }

    pub(super) async fn wait_for(&self, role: &str, name: &str) -> Element {
        until(&format!("{role} “{name}” is there"), async || self.find(role, name).await).await
    }

    /// Waits until a person who scrolls to an element sees its middle: no other element cuts it off or covers
    /// it.
    pub async fn is_in_sight(&self, role: &str, name: &str) {
        let script = "const at = find(...arguments);
            const isSeen = () => {
                const box = at.getBoundingClientRect();
                return at.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
            };
            if (at === null) return false;
            if (!isSeen()) at.scrollIntoView({ block: 'nearest' });
            return isSeen()";
        until(&format!("{role} “{name}” is in sight"), async || {
            (self.js(script, vec![json!(role), json!(name)]).await == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// Waits until an element is gone.
    pub async fn sees_no(&self, role: &str, name: &str) {
        until(&format!("{role} “{name}” is gone"), async || {
            self.find(role, name).await.is_none().then_some(())
        })
        .await;
    }

    /// Answers all words on the screen, also those for screen readers only; of an open dialog only its own.
    pub async fn text(&self) -> String {
        self.js("return text()", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until these words are on the screen.
    pub async fn reads(&self, words: &str) {
        until(&format!("“{words}” can be read"), async || {
            self.text().await.contains(words).then_some(())
        })
        .await;
    }

    /// Waits until these words are not on the screen.
    pub async fn reads_no_more(&self, words: &str) {
        until(&format!("“{words}” cannot be read any more"), async || {
            (!self.text().await.contains(words)).then_some(())
        })
        .await;
    }

    /// Waits until these words are in that part of the screen.
    pub async fn reads_in(&self, role: &str, name: &str, words: &str) {
        let script = "const place = find(...arguments); return place && squash(words(place))";
        until(&format!("{role} “{name}” says “{words}”"), async || {
            let said = self.js(script, vec![json!(role), json!(name)]).await;
            said.as_str().is_some_and(|said| said.contains(words)).then_some(())
        })
        .await;
    }

    /// Waits until screen readers are told this, besides changes at the place where they read.
    pub async fn announces(&self, words: &str) {
        until(&format!("“{words}” is announced"), async || {
            let told =
                self.js("return document.querySelector('[data-count]')?.textContent ?? ''", vec![]).await;
            told.as_str().is_some_and(|told| told.contains(words)).then_some(())
        })
        .await;
    }

    /// Answers an attribute of an element, once the element is there.
    pub async fn attribute(&self, role: &str, name: &str, attribute: &str) -> Option<String> {
        let element = self.wait_for(role, name).await;
        element.attr(attribute).await.expect("it has just been there")
    }

    /// Answers the text in a field.
    pub async fn value(&self, field: &str) -> String {
        let script = "return find('textbox', arguments[0])?.value";
        until(&format!("field “{field}” is there"), async || {
            self.js(script, vec![json!(field)]).await.as_str().map(str::to_owned)
        })
        .await
    }

    /// Waits until a field has this text.
    pub async fn has_value(&self, field: &str, value: &str) {
        let start = Instant::now();
        loop {
            let stands = self.value(field).await;
            if stands == value {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "field “{field}” should contain “{value}” and contains “{stands}”"
            );
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Answers the name of the element with the focus.
    pub async fn focused(&self) -> String {
        let script = "const at = document.activeElement; return at && at !== document.body ? named(at) : ''";
        self.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until nothing moves any more.
    pub async fn is_still(&self) {
        let script = "return document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)";
        until("everything stands still", async || {
            (self.js(script, vec![]).await == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// Loads the page again, as F5 does.
    pub async fn reloads(&self) {
        self.client.refresh().await.expect("a page can be loaded again");
    }

    /// Answers a picture of the screen, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a screen can be photographed")
    }

    /// Fills in the sign-in page and sends it.
    pub async fn tries_to_sign_in(&self, email: &str, password: &str) {
        self.fills_in("E-mail", email).await;
        self.fills_in("Senha", password).await;
        self.clicks("button", "Entrar").await;
    }

    /// Signs in, and goes to the person's list.
    pub async fn signs_in(&self, person: Person) {
        self.tries_to_sign_in(person.email, PASSWORD).await;
        // The sign-in page may offer accounts by the names of channels, so it must be gone first.
        self.sees_no("form", "Entrar").await;
        if let Some(channel) = person.channel {
            self.clicks("button", channel).await;
        }
        self.sees("listbox", "").await;
        self.reads_no_more("Buscando as conversas").await;
    }
}
