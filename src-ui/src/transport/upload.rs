//! Files that only the page holds, given to the host: chosen in a browser, dropped or pasted.

use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::rejection::Rejection;
use conversas_ipc::{Added, Failure, RefusedFile};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, RequestInit, Response};

use super::{internal, told, values};

/// Puts a file into the tray of a conversation. `base`: where the host serves media.
pub(crate) async fn into_tray(
    base: &str,
    conversation: ConversationId,
    name: &str,
    file: &Blob,
) -> Result<Added, Failure> {
    let encoded = js_sys::encode_uri_component(name);
    let address = format!("{base}/tray/{conversation}?name={encoded}");
    let Some((fine, answer)) = post(&address, file).await else {
        // The file is a folder, or gone by now.
        let refused = RefusedFile { name: name.to_owned(), reason: Rejection::FileMissing };
        return Ok(Added { added: 0, refused: vec![refused] });
    };
    match fine {
        true => values::read(answer).ok_or_else(internal),
        false => Err(told(answer)),
    }
}

/// Gives a video of the tray its picture. The tray tells whether the host took it.
pub(crate) async fn give_poster(base: &str, conversation: ConversationId, id: AttachmentId, picture: &Blob) {
    let _ = post(&format!("{base}/tray/{conversation}/{id}/poster"), picture).await;
}

async fn post(address: &str, file: &Blob) -> Option<(bool, JsValue)> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(file.as_ref());
    let request = leptos::prelude::window().fetch_with_str_and_init(address, &init);
    let response: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(response.json().ok()?).await.unwrap_or(JsValue::UNDEFINED);
    Some((response.ok(), answer))
}
