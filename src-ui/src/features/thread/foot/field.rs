//! The common parts of the fields below the log: rows that follow the text, and words about its length.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use crate::browser;
use crate::i18n::thread as t;
use crate::state::writing::{self, Writing};

/// Gives a field as many rows as its text needs, because WebKitGTK lacks `field-sizing`.
pub(super) fn fit(area: &HtmlTextAreaElement) {
    let Some(element) = area.dyn_ref::<HtmlElement>() else { return };
    if let Some((line, padding)) = browser::line_and_padding(element) {
        area.set_rows(1);
        area.set_rows(writing::rows(f64::from(area.scroll_height()) - padding, line));
    }
}

/// Words about a text that is too long, or nearly.
pub(super) fn length_hint(writing: Writing) -> Option<AnyView> {
    match writing {
        Writing::TooLong(over) => Some(view! { <span class="wrong">{t::too_long(over)}</span> }.into_any()),
        Writing::Near(left) => Some(view! { <span>{t::characters_left(left)}</span> }.into_any()),
        Writing::Fits | Writing::Empty => None,
    }
}
