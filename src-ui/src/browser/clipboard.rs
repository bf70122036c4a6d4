//! The clipboard, and the text that the person has marked with the mouse.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Puts a text on the clipboard; answers whether it got there.
pub(crate) async fn copy(text: String) -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    let is_there = clipboard.is_ok_and(|clipboard| clipboard.is_object());
    // Pages without a secure address have no clipboard of their own.
    (is_there && JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok())
        || copy_marked(&text)
}

/// Copies in the old way: through a field that is marked for a moment.
fn copy_marked(text: &str) -> bool {
    let page = document();
    let Some(field) =
        page.create_element("textarea").ok().and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok())
    else {
        return false;
    };
    let (Some(body), Some(old)) = (page.body(), page.dyn_ref::<HtmlDocument>()) else { return false };
    let focused = page.active_element().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    field.set_value(text);
    field.set_class_name("vh");
    if body.append_child(&field).is_err() {
        return false;
    }
    field.select();
    let done = old.exec_command("copy").unwrap_or(false);
    field.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    done
}

/// Whether text is marked in the page.
pub(crate) fn has_marked_text() -> bool {
    window().get_selection().ok().flatten().is_some_and(|marked| !marked.is_collapsed())
}

/// Removes the marking.
pub(crate) fn unmark() {
    if let Ok(Some(marked)) = window().get_selection() {
        // Ignored: this never fails, because there is a selection.
        let _ = marked.remove_all_ranges();
    }
}
