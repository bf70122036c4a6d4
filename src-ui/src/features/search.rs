//! The palette: search over everything (rule 9) and commands, in one field.

mod finder;
mod hit;
mod results;

use conversas_domain::person::Side;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::KeyboardEvent;

use crate::app::PaletteState;
use crate::components::{Backdrop, icon, icon_button};
use crate::i18n::{common, search as t};
use finder::Finder;
use results::Results;

/// The list of results, for the field.
const LIST: &str = "palette-list";

/// The dialog, whose content is made anew at each opening.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let palette = expect_context::<PaletteState>();
    let element = NodeRef::<html::Dialog>::new();
    let backdrop = Backdrop::new();
    Effect::new(move |_| {
        let opened = palette.is_open();
        let Some(dialog) = element.get() else { return };
        if !opened {
            return dialog.close();
        }
        spawn_local(async move {
            // The field must be there before `autofocus` is looked for.
            tick().await;
            if !dialog.open() {
                // Ignored: this fails only for a dialog that was taken off the page.
                let _ = dialog.show_modal();
            }
        });
    });
    view! {
        <dialog
            class="dialog palette"
            aria-label=t::title()
            node_ref=element
            on:close=move |_| palette.close()
            on:pointerdown=move |event| backdrop.pressed(&event)
            on:click=move |event| {
                if backdrop.is_clicked(&event) {
                    palette.close();
                }
            }
        >
            <Show when=move || palette.is_open()>
                <Inside />
            </Show>
        </dialog>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let finder = Finder::new();
    let app = finder.app;
    let label = match app.side() {
        Side::School => t::field(),
        Side::Family => t::field_family(),
    };
    let has_hits = move || finder.hits.with(|hits| !hits.is_empty());
    view! {
        <div class="palette-head" role="search" aria-label=t::title()>
            {icon("search")}
            <input
                type="text"
                role="combobox"
                aria-autocomplete="list"
                aria-haspopup="listbox"
                aria-expanded=move || has_hits().to_string()
                aria-controls=move || has_hits().then_some(LIST)
                aria-activedescendant=move || finder.active_id()
                aria-label=label
                placeholder=label
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                autofocus
                prop:value=finder.words
                on:input=move |event| finder.set_words(event_target_value(&event))
                on:keydown=move |event| press(finder, &event)
            />
            {icon_button("close", common::close(), move || finder.palette.close())}
        </div>
        <Results finder />
    }
}

/// Handles a key in the field.
fn press(finder: Finder, event: &KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "PageDown" => 8,
        "PageUp" => -8,
        "Enter" => {
            event.prevent_default();
            return finder.choose_active();
        }
        // A second press closes it.
        key if (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("k") => {
            event.prevent_default();
            return finder.palette.close();
        }
        _ => return,
    };
    event.prevent_default();
    finder.step(by);
}
