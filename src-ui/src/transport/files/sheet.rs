//! The system's share sheet, as the browser gives it to pages (Web Share API). Many browsers have no sheet,
//! so the page checks each time.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FilePropertyBag, Navigator, Response};

use super::set;

/// The outcome of sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shared {
    /// The file was shared, or the sheet does not tell.
    Done,
    /// The person closed the sheet.
    Cancelled,
    /// The person has not pressed anything lately, or the sheet does not take files of this kind.
    NotAllowed,
    /// Sharing failed in another way.
    Failed,
}

/// The reason why there is no file to share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfetched {
    /// The file is not on this device, and the server cannot be reached.
    Offline,
    /// Fetching failed in another way.
    Failed,
}

/// Whether the sheet takes files with such a name and type; none: there is no sheet.
pub(crate) fn takes(name: &str, media_type: &str) -> Option<bool> {
    let can_share = function("canShare")?;
    function("share")?;
    let probe = named(&Array::new(), name, media_type)?;
    can_share.call1(&navigator(), &data(&probe)).ok()?.as_bool()
}

/// Whether the person has pressed something just now, without which no sheet opens; none: this browser does
/// not tell.
pub(crate) fn is_pressed() -> Option<bool> {
    let activation = Reflect::get(&navigator(), &"userActivation".into()).ok()?;
    Reflect::get(&activation, &"isActive".into()).ok()?.as_bool()
}

/// The whole content of an address, as a file.
pub(crate) async fn fetch(address: &str, name: &str, media_type: &str) -> Result<File, Unfetched> {
    let request = leptos::prelude::window().fetch_with_str(address);
    let response =
        JsFuture::from(request).await.ok().and_then(|response| response.dyn_into::<Response>().ok());
    let response = response.ok_or(Unfetched::Failed)?;
    match response.status() {
        200 => content(&response, name, media_type).await.ok_or(Unfetched::Failed),
        503 => Err(Unfetched::Offline),
        _ => Err(Unfetched::Failed),
    }
}

async fn content(response: &Response, name: &str, media_type: &str) -> Option<File> {
    let content: Blob = JsFuture::from(response.blob().ok()?).await.ok()?.dyn_into().ok()?;
    named(&Array::of1(&content), name, media_type)
}

/// Opens the sheet. Ends when the person is done with it.
pub(crate) async fn share(file: &File) -> Shared {
    let asked = function("share").and_then(|share| share.call1(&navigator(), &data(file)).ok());
    let Some(promise) = asked.and_then(|promise| promise.dyn_into::<Promise>().ok()) else {
        return Shared::Failed;
    };
    let Err(error) = JsFuture::from(promise).await else { return Shared::Done };
    match Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string()).as_deref() {
        Some("AbortError") => Shared::Cancelled,
        Some("NotAllowedError") => Shared::NotAllowed,
        _ => Shared::Failed,
    }
}

fn navigator() -> Navigator {
    leptos::prelude::window().navigator()
}

/// Answers a function of the navigator.
fn function(name: &str) -> Option<Function> {
    Reflect::get(&navigator(), &name.into()).ok()?.dyn_into().ok()
}

fn named(parts: &Array, name: &str, media_type: &str) -> Option<File> {
    let kind = FilePropertyBag::new();
    kind.set_type(media_type);
    File::new_with_blob_sequence_and_options(parts, name, &kind).ok()
}

/// Makes the sheet's data, which has a list of files.
fn data(file: &File) -> Object {
    let data = Object::new();
    set(&data, "files", &Array::of1(file));
    data
}
