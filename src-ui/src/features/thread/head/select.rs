//! Selected messages: the bar in the header's place, copying, the way to forwarding.

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::EntryId;
use conversas_ipc::{FileItem, ThreadItem};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::super::log::hold;
use super::super::menu;
use super::super::model::Thread;
use crate::app::acts;
use crate::clock;
use crate::components::icon;
use crate::i18n::{common, files, forward as t};
use crate::state::files::file_of;
use crate::state::names;
use crate::state::selection::{can_forward, copied};
use crate::state::shortcuts::Act;
use crate::{browser, i18n};

impl Thread {
    /// Whether messages are being selected.
    pub(in crate::features::thread) fn is_selecting(self) -> bool {
        self.selection.with_untracked(|selection| selection.is_active())
    }

    /// Adds a message.
    pub(in crate::features::thread) fn select(self, id: EntryId) {
        self.selection.update(|selection| selection.add(id));
    }

    /// Adds a message, or takes it away.
    pub(in crate::features::thread) fn toggle(self, id: EntryId) {
        self.selection.update(|selection| selection.toggle(id));
    }

    /// Ends selecting.
    pub(in crate::features::thread) fn unselect(self) {
        self.selection.update(|selection| selection.clear());
        if let Some(log) = self.log.get_untracked() {
            let _ = log.focus();
        }
    }

    /// Whether the person may forward this message.
    pub(in crate::features::thread) fn may_forward(self, id: EntryId) -> bool {
        let fits = |item: &std::sync::Arc<ThreadItem>| item.id == id && can_forward(item);
        self.forwards() && self.list.with_untracked(|list| list.items().iter().any(fits))
    }

    /// Whether the person may forward at all: the channel's staff may (rule 10).
    pub(super) fn forwards(self) -> bool {
        self.app.detail().with(|detail| detail.as_ref().is_some_and(|detail| detail.is_member))
    }

    /// Opens the choice of the channel for the selected messages, and this one.
    pub(in crate::features::thread) fn forward(self, with: Option<EntryId>) {
        if let Some(id) = with {
            self.select(id);
        }
        let selected = self.selection.get_untracked();
        let whole = self
            .list
            .with_untracked(|list| selected.items(list.items()).iter().all(|item| can_forward(item)));
        match whole {
            true => self.forwarding.set(true),
            false => self.app.say("lock", t::not_all().to_owned()),
        }
    }

    /// Puts messages on the clipboard.
    pub(in crate::features::thread) fn copy(self, ids: &[EntryId]) {
        let items: Vec<_> = self.list.with_untracked(|list| {
            list.items().iter().filter(|item| ids.contains(&item.id)).cloned().collect()
        });
        let text = copied(&items, heading);
        let (app, count) = (self.app, items.len());
        spawn_local(async move {
            match browser::copy(text).await {
                true => app.say("copy", t::copied(count)),
                false => app.say("alert", common::not_copied().to_owned()),
            }
        });
    }

    /// The selected file, if nothing else is selected.
    fn only_file(self) -> Option<FileItem> {
        let selected = self.selection.get();
        let items = self.list.with(|list| selected.items(list.items()));
        match items.as_slice() {
            [only] if selected.count() == 1 => file_of(only).cloned(),
            _ => None,
        }
    }

    fn copy_selected(self) {
        let ids: Vec<EntryId> = self.list.with_untracked(|list| {
            let selected = self.selection.get_untracked();
            selected.items(list.items()).iter().map(|item| item.id).collect()
        });
        self.copy(&ids);
        self.unselect();
    }
}

/// "17 de março, 09:44, Juliana Prado".
fn heading(item: &ThreadItem) -> String {
    let when = i18n::dates::moment(clock::civil(item.at), clock::today());
    format!("[{when}] {}", names::isolated(&item.author.name))
}

/// The bar of the selection, over the header and of the same height.
#[component]
pub(super) fn SelectionBar() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let count = Memo::new(move |_| thread.selection.with(|selection| selection.count()));
    // A finger has no menu: the bar offers this for a single selected file.
    let shared = Memo::new(move |_| thread.only_file().filter(|file| thread.app.can_share(file)));
    let escape = window_event_listener(ev::keydown, move |event| {
        let within = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let elsewhere = within.is_some_and(|within| matches!(within.closest("dialog, .menu"), Ok(Some(_))));
        if event.key() == "Escape" && !event.default_prevented() && !elsewhere {
            event.prevent_default();
            thread.unselect();
        }
    });
    on_cleanup(move || escape.remove());
    view! {
        <div class="bar selection" role="toolbar" aria-label=t::selection_actions()>
            <button
                class="icon-button"
                type="button"
                aria-label=t::leave_selection()
                title=t::leave_selection()
                on:click=move |_| thread.unselect()
            >
                {icon("close")}
            </button>
            <p class="count" role="status">{move || count.get()} " " <span>{move || t::selected(count.get())}</span></p>
            <button class="button" type="button" on:click=move |_| thread.copy_selected()>
                {icon("copy")}
                {common::copy()}
            </button>
            <Show when=move || shared.with(Option::is_some)>
                <button
                    class="button"
                    type="button"
                    on:click=move |_| {
                        if let Some(file) = shared.get_untracked() {
                            thread.app.share_file(&file);
                            thread.unselect();
                        }
                    }
                >
                    {icon("outbox")}
                    {files::share()}
                </button>
            </Show>
            <Show when=move || thread.forwards()>
                <button class="button primary" type="button" on:click=move |_| thread.forward(None)>
                    {icon("forward")}
                    {t::forward()}
                </button>
            </Show>
        </div>
    }
}

/// Handles a key on a message. Letters work here only (WCAG 2.1.4).
pub(in crate::features::thread) fn keys(thread: Thread, event: &KeyboardEvent) {
    let Some(message) = focused_message() else { return };
    let Some(id) = hold::entry_of(&message) else { return };
    let held = event.ctrl_key() || event.meta_key();
    match (event.key().as_str(), held) {
        ("x" | "X" | "s" | "S", false) if thread.app.letters_act() => thread.toggle(id),
        (" ", false) if thread.is_selecting() => thread.toggle(id),
        ("Enter", false) if opens(thread, id) && !thread.is_selecting() => {
            thread.with_file(id, |app, file| app.open_file(file));
        }
        ("ContextMenu", _) => menu::open_below(thread, id, &message),
        ("F10", _) if event.shift_key() => menu::open_below(thread, id, &message),
        ("c" | "C", true) if !browser::has_marked_text() => match thread.is_selecting() {
            true => thread.copy_selected(),
            false => thread.copy(&[id]),
        },
        _ => return,
    }
    event.prevent_default();
}

/// Whether Enter opens a message: one that is played in the thread has its own buttons.
fn opens(thread: Thread, id: EntryId) -> bool {
    let kind = thread.file_of(id).map(|file| file.kind);
    matches!(kind, Some(AttachmentKind::Image | AttachmentKind::Document))
}

/// Offers forwarding to "E" and the palette.
pub(in crate::features::thread) fn offer(thread: Thread) {
    let can = move || {
        thread.forwards() && (thread.is_selecting() || focused_id().is_some_and(|id| thread.may_forward(id)))
    };
    thread.app.when_back(move || {
        let was_selecting = thread.is_selecting();
        if was_selecting {
            thread.selection.update(|selection| selection.clear());
        }
        was_selecting
    });
    acts::offer(Act::Forward, can, move || {
        thread.forward(focused_id().filter(|id| thread.may_forward(*id) && !thread.is_selecting()));
    });
}

fn focused_id() -> Option<EntryId> {
    let message = focused_message()?;
    hold::entry_of(&message)
}

fn focused_message() -> Option<HtmlElement> {
    let focused: HtmlElement = document().active_element()?.dyn_into().ok()?;
    focused.class_list().contains("message").then_some(focused)
}
