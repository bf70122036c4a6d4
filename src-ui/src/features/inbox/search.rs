//! Search by name.

use std::time::Duration;

use conversas_domain::person::Side;
use leptos::prelude::*;
use leptos::{ev, html};
use web_sys::KeyboardEvent;

use super::model::Inbox;
use crate::browser;
use crate::components::small_icon;
use crate::i18n::inbox as t;

/// Typing pauses shorter than this ask once.
const PAUSE: Duration = Duration::from_millis(40);

/// The field above the list; Ctrl K comes here.
#[component]
pub(super) fn Search() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let label = match inbox.side {
        Side::School => t::search(),
        Side::Family => t::search_family(),
    };
    let input = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
    let mut ask = debounce(PAUSE, move |name: String| inbox.set_name(name));
    let clear = move || {
        typed.set(String::new());
        inbox.set_name(String::new());
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if !typed.with_untracked(String::is_empty) => {
            event.stop_propagation();
            clear();
        }
        "Escape" | "ArrowDown" | "Enter" => {
            event.prevent_default();
            event.stop_propagation();
            browser::focus(browser::LIST);
        }
        _ => {}
    };
    let shortcut = window_event_listener(ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        }
    });
    on_cleanup(move || shortcut.remove());
    view! {
        <div class="search" role="search" aria-label=label>
            {small_icon("search")}
            <input
                id=browser::SEARCH
                type="search"
                aria-label=label
                placeholder=label
                autocomplete="off"
                node_ref=input
                prop:value=typed
                on:input=move |event| {
                    let name = event_target_value(&event);
                    typed.set(name.clone());
                    ask(name);
                }
                on:keydown=keys
            />
            {move || match typed.with(String::is_empty) {
                true => view! { <kbd>"Ctrl K"</kbd> }.into_any(),
                false => {
                    view! {
                        <button
                            class="icon-button clear"
                            type="button"
                            aria-label=t::clear_search()
                            title=t::clear_search()
                            on:click=move |_| {
                                clear();
                                browser::focus(browser::SEARCH);
                            }
                        >
                            {small_icon("close")}
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
