//! Further acts on the conversation.

use leptos::prelude::*;

use crate::app::{App, acts};
use crate::browser;
use crate::components::icon;
use crate::i18n::shortcuts as t;
use crate::state::shortcuts::{Act, aria};

/// Search within the conversation, and its history as a file.
pub(super) fn more(app: App) -> impl IntoView {
    view! {
        <div class="section more-acts">
            {button(app, "search", Act::FindHere)}
            {button(app, "download", Act::Export)}
        </div>
    }
}

fn button(app: App, symbol: &'static str, act: Act) -> impl IntoView {
    let keys = move || {
        let keys = aria(act, app.preferences().get().letter_keys);
        (!keys.is_empty()).then_some(keys)
    };
    let run = move |_| {
        // On a phone the details lie over the result of the act.
        if browser::is_narrow() {
            app.hide_details_over();
        }
        acts::perform(act);
    };
    view! {
        <button
            class="menu-item"
            type="button"
            aria-keyshortcuts=keys
            on:click=run
        >
            {icon(symbol)}
            <span class="what">{t::act(act)}</span>
        </button>
    }
}
