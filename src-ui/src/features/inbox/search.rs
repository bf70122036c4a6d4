//! Search by name.

use conversas_domain::person::Side;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::model::Inbox;
use crate::app::{App, PaletteState};
use crate::browser;
use crate::components::{keycaps_of, small_icon};
use crate::i18n::{inbox as t, search, shortcuts};
use crate::state::shortcuts::{Act, aria};

/// The words in the field; a handle, copied freely.
#[derive(Clone, Copy)]
struct Field {
    inbox: Inbox,
    typed: RwSignal<String>,
}

impl Field {
    fn write(self, name: String) {
        self.typed.set(name.clone());
        self.inbox.set_name(name);
    }

    fn press(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Escape" if !self.typed.with_untracked(String::is_empty) => {
                event.stop_propagation();
                self.write(String::new());
            }
            "Escape" | "ArrowDown" | "Enter" => {
                event.prevent_default();
                event.stop_propagation();
                browser::focus(browser::LIST);
            }
            _ => {}
        }
    }
}

/// The field above the list; searches names only. Its buttons lead to a search of everything.
#[component]
pub(super) fn Search() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let palette = expect_context::<PaletteState>();
    let label = match inbox.side {
        Side::School => t::search(),
        Side::Family => t::search_family(),
    };
    let field = Field { inbox, typed: RwSignal::new(String::new()) };
    view! {
        <div class="search" role="search" aria-label=label>
            {small_icon("search")}
            <input
                id=browser::SEARCH
                type="search"
                aria-label=label
                placeholder=label
                autocomplete="off"
                prop:value=field.typed
                on:input=move |event| field.write(event_target_value(&event))
                on:keydown=move |event| field.press(&event)
            />
            {move || match field.typed.with(String::is_empty) {
                true => palette_button(inbox.app, palette).into_any(),
                false => clear_button(field).into_any(),
            }}
        </div>
        {move || {
            let words = field.typed.with(|typed| typed.trim().to_owned());
            (!words.is_empty()).then(|| further_button(palette, words))
        }}
    }
}

/// The palette searches messages too.
fn palette_button(app: App, palette: PaletteState) -> impl IntoView {
    view! {
        <button
            class="open-palette"
            type="button"
            title=shortcuts::act(Act::Search)
            aria-keyshortcuts=move || aria(Act::Search, app.preferences().get().letter_keys)
            on:click=move |_| palette.open(String::new())
        >
            <span class="vh">{shortcuts::act(Act::Search)}</span>
            {keycaps_of(Act::Search)}
        </button>
    }
}

fn clear_button(field: Field) -> impl IntoView {
    let clear = move |_| {
        field.write(String::new());
        browser::focus(browser::SEARCH);
    };
    view! {
        <button
            class="icon-button clear"
            type="button"
            aria-label=t::clear_search()
            title=t::clear_search()
            on:click=clear
        >
            {small_icon("close")}
        </button>
    }
}

/// "Procurar nas mensagens", with what is typed.
fn further_button(palette: PaletteState, words: String) -> impl IntoView {
    let label = search::in_messages(&words);
    view! {
        <button class="search-further" type="button" on:click=move |_| palette.open(words.clone())>
            {small_icon("chat")}
            <span>{label}</span>
        </button>
    }
}
