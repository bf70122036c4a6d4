//! Buttons that show a symbol alone: their name is read out, and shown when a pointer is on them.

use leptos::prelude::*;

use super::icon;

/// A button of the usual size.
pub(crate) fn icon_button(
    symbol: &'static str,
    name: &'static str,
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button class="icon-button" type="button" aria-label=name title=name on:click=move |_| press()>
            {icon(symbol)}
        </button>
    }
}

/// A button that is marked as disabled while `is_off`.
pub(crate) fn icon_button_unless(
    is_off: impl Fn() -> bool + Send + Sync + 'static,
    symbol: &'static str,
    name: &'static str,
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=name
            title=name
            aria-disabled=move || is_off().then_some("true")
            on:click=move |_| press()
        >
            {icon(symbol)}
        </button>
    }
}
