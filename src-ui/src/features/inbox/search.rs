//! Search by name.

use conversas_domain::person::Side;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::model::Inbox;
use crate::browser;
use crate::components::{keycaps_of, small_icon};
use crate::i18n::{inbox as t, search, shortcuts};
use crate::state::shortcuts::{Act, aria};

/// The field above the list; names only. From here one goes on to search everything.
#[component]
pub(super) fn Search() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let label = match inbox.side {
        Side::School => t::search(),
        Side::Family => t::search_family(),
    };
    let input = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
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
    let further = move |words: String| {
        inbox.app.sought.set(words);
        inbox.app.palette.set(true);
    };
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
                    inbox.set_name(name);
                }
                on:keydown=keys
            />
            {move || match typed.with(String::is_empty) {
                true => view! {
                    <button
                        class="open-palette"
                        type="button"
                        title=shortcuts::act(Act::Search)
                        aria-keyshortcuts=move || aria(Act::Search, inbox.app.preferences.get().letter_keys)
                        on:click=move |_| further(String::new())
                    >
                        <span class="vh">{shortcuts::act(Act::Search)}</span>
                        {keycaps_of(Act::Search)}
                    </button>
                }
                .into_any(),
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
        {move || {
            let words = typed.with(|typed| typed.trim().to_owned());
            (!words.is_empty())
                .then(|| {
                    let label = search::in_messages(&words);
                    view! {
                        <button class="search-further" type="button" on:click=move |_| further(words.clone())>
                            {small_icon("chat")}
                            <span>{label}</span>
                        </button>
                    }
                })
        }}
    }
}
