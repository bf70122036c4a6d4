//! The bridge on loopback: `POST ipc/{name}` and the event source `ipc/events`.

use conversas_ipc::{Command, Envelope, SaveDraft, SendMessage, StartTicket, WriteNote};
use js_sys::JSON;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventSource, MessageEvent, RequestInit, Response};

use super::{events, values};

/// Commands that keep or send typed text.
const OF_WORDS: [&str; 4] = [SaveDraft::NAME, SendMessage::NAME, StartTicket::NAME, WriteNote::NAME];

/// A size in letters: less than the 64 KB that all such requests of a page may have together.
const SMALL: u32 = 10_000;

/// The answer, or the failure.
pub(super) async fn call(name: &str, body: &JsValue) -> Result<JsValue, JsValue> {
    let (fine, answer) = post(name, body).await.ok_or(JsValue::UNDEFINED)?;
    if fine { Ok(answer) } else { Err(answer) }
}

async fn post(name: &str, body: &JsValue) -> Option<(bool, JsValue)> {
    let init = RequestInit::new();
    init.set_method("POST");
    let body = JSON::stringify(body).ok()?;
    // The last typed text arrives although the page ends. Browsers allow this to small requests.
    if OF_WORDS.contains(&name) && body.length() < SMALL {
        js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE).ok()?;
    }
    init.set_body(&body.into());
    let headers = js_sys::Object::new();
    js_sys::Reflect::set(&headers, &"content-type".into(), &"application/json".into()).ok()?;
    init.set_headers(&headers);
    let request = leptos::prelude::window().fetch_with_str_and_init(&format!("ipc/{name}"), &init);
    let response: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(response.json().ok()?).await.unwrap_or(JsValue::UNDEFINED);
    Some((response.ok(), answer))
}

pub(super) fn subscribe() {
    let Ok(source) = EventSource::new("ipc/events") else { return };
    // Called also after the browser has reconnected: the numbers start again and something may have been
    // missed.
    let opened = Closure::<dyn FnMut()>::new(events::restart);
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    opened.forget();
    let arrived = Closure::<dyn FnMut(MessageEvent)>::new(|message: MessageEvent| {
        let envelope = message.data().as_string().and_then(|text| JSON::parse(&text).ok());
        if let Some(envelope) = envelope.and_then(values::read::<Envelope>) {
            events::arrived(envelope);
        }
    });
    source.set_onmessage(Some(arrived.as_ref().unchecked_ref()));
    arrived.forget();
    // The stream lives as long as the page.
    std::mem::forget(source);
}
