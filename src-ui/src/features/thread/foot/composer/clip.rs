//! The clip: "Arquivo ou mídia" and "Áudio". A feature that the plan lacks is shown, locked, with the plan
//! that has it (rule 17).

use conversas_domain::plan::Feature;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, Node};

use crate::browser;
use crate::components::{enter_menu, icon, walk_menu};
use crate::features::thread::foot::drop::named_files;
use crate::features::thread::model::Thread;
use crate::i18n::files as t;

/// The id of the button.
const BUTTON: &str = "clip";

/// The id of the menu.
const MENU: &str = "clip-menu";

/// The clip and its menu; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Clip {
    thread: Thread,
    open: RwSignal<bool>,
    /// The input by which a browser chooses files.
    input: NodeRef<html::Input>,
}

impl Clip {
    pub(super) fn new(thread: Thread) -> Clip {
        Clip { thread, open: RwSignal::new(false), input: NodeRef::new() }
    }

    fn close(self) {
        self.open.set(false);
        browser::focus(BUTTON);
    }

    /// Chooses files ("Arquivo ou mídia").
    fn choose_files(self) {
        self.close();
        if untrack(|| self.thread.app.has_dialogs()) {
            self.thread.pick_files();
        } else if let Some(input) = self.input.get_untracked() {
            input.click();
        }
    }

    /// Records ("Áudio").
    fn record(self) {
        self.open.set(false);
        self.thread.app.record(self.thread.id);
    }
}

/// The button in the writer.
pub(super) fn clip_button(clip: Clip) -> impl IntoView {
    view! {
        <button
            class="icon-button round"
            type="button"
            id=BUTTON
            aria-label=t::attach()
            title=t::attach()
            aria-haspopup="menu"
            aria-expanded=move || clip.open.get().to_string()
            aria-controls=move || clip.open.get().then_some(MENU)
            // The press is ignored, because the menu would close by losing the focus, and open again.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| clip.open.update(|open| *open = !*open)
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") && !clip.open.get_untracked() {
                    event.prevent_default();
                    clip.open.set(true);
                }
            }
        >
            {icon("clip")}
        </button>
        // The person uses the menu; the browser needs this input beside it.
        <input
            class="vh"
            type="file"
            multiple
            tabindex="-1"
            aria-hidden="true"
            data-chooses="files"
            node_ref=clip.input
            on:change=move |_| {
                let Some(input) = clip.input.get_untracked() else { return };
                let files = input.files().map(|files| named_files(&files)).unwrap_or_default();
                clip.thread.add_files(files);
                // Emptied so that the same file can be chosen again.
                input.set_value("");
            }
        />
    }
}

/// The menu, above the composer.
pub(super) fn clip_menu(clip: Clip) -> impl IntoView {
    move || clip.open.get().then(|| menu(clip))
}

fn menu(clip: Clip) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(menu) = element.get() {
            enter_menu(&menu);
        }
    });
    let keys = move |event: KeyboardEvent| {
        let Some(menu) = element.get_untracked() else { return };
        let key = event.key();
        match key.as_str() {
            "Escape" | "Tab" => clip.close(),
            _ if walk_menu(&menu, &key) => {}
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        // "Áudio" takes the composer away, and the menu with it.
        let menu = element.try_get_untracked().flatten();
        if !menu.is_some_and(|menu| menu.contains(to.as_ref())) {
            clip.open.try_set(false);
        }
    };
    let plan = clip.thread.app.me_untracked().plan;
    view! {
        <div
            class="menu clip-menu"
            id=MENU
            role="menu"
            aria-label=t::menu()
            node_ref=element
            on:keydown=keys
            on:focusout=left
        >
            {item("image", t::file_or_media(), t::file_hint(plan), false, move || clip.choose_files())}
            {match plan.includes(Feature::Audio) {
                true => item("mic", t::audio(), t::audio_hint(), false, move || clip.record()).into_any(),
                false => item("lock", t::audio(), t::audio_locked(), true, || {}).into_any(),
            }}
        </div>
    }
}

fn item(
    symbol: &'static str,
    name: &'static str,
    hint: &'static str,
    is_locked: bool,
    run: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            class="menu-item"
            type="button"
            role="menuitem"
            tabindex="-1"
            aria-disabled=is_locked.then_some("true")
            on:click=move |_| run()
        >
            {icon(symbol)}
            <span class="what">
                {name}
                " "
                <small>{hint}</small>
            </span>
        </button>
    }
}
