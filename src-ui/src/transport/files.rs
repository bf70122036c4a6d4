//! Saving a file where the person wants it: the shell's dialog, or the browser's download. [`sheet`] shares.

pub(crate) mod sheet;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::tauri::Shell;

/// The outcome of saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saved {
    /// The file is saved, or the browser is saving it.
    Done,
    /// The person changed their mind.
    Cancelled,
    /// The file could not be written.
    Failed,
}

/// Saves a file with this name; `content` in base64.
pub(crate) async fn save(name: &str, content: &str, media_type: &str) -> Saved {
    let Some(bytes) = decoded(content) else { return Saved::Failed };
    match Shell::find() {
        Some(shell) => in_shell(&shell, name, &bytes).await,
        None => download(name, &bytes, media_type).map_or(Saved::Failed, |()| Saved::Done),
    }
}

fn decoded(content: &str) -> Option<Uint8Array> {
    let binary = web_sys::window()?.atob(content).ok()?;
    let bytes: Vec<u8> = binary.chars().map(|c| c as u8).collect();
    Some(Uint8Array::from(bytes.as_slice()))
}

/// Lets the shell ask for the place, and write. The shell takes the bytes as they are, and the name in a
/// header.
async fn in_shell(shell: &Shell, name: &str, bytes: &Uint8Array) -> Saved {
    let headers = Object::new();
    set(&headers, "name", &js_sys::encode_uri_component(name).into());
    let options = Object::new();
    set(&options, "headers", &headers);
    let Some(promise) = shell.invoke_raw("save_file", bytes, &options) else { return Saved::Failed };
    match JsFuture::from(promise).await.map(|answer| answer.as_bool()) {
        Ok(Some(true)) => Saved::Done,
        Ok(Some(false)) => Saved::Cancelled,
        Ok(None) | Err(_) => Saved::Failed,
    }
}

fn download(name: &str, bytes: &Uint8Array, media_type: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    follow_download(&address, name)?;
    // The download holds the bytes itself once it has begun, which is after this turn.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(60),
    );
    Some(())
}

/// Starts the browser's own download of an address.
pub(crate) fn follow_download(address: &str, name: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Some(())
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Ignored: a plain object takes every property.
    let _ = Reflect::set(object, &key.into(), value);
}
