//! Symbols from the sprite; always beside a word or inside something named.

use leptos::prelude::*;

/// A symbol of the usual size.
pub(crate) fn icon(name: &'static str) -> impl IntoView {
    sized(name, "icon")
}

/// A symbol of 16 px.
pub(crate) fn small_icon(name: &'static str) -> impl IntoView {
    sized(name, "icon sm")
}

/// A symbol of 14 px.
pub(crate) fn tiny_icon(name: &'static str) -> impl IntoView {
    sized(name, "icon xs")
}

fn sized(name: &'static str, class: &'static str) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}
