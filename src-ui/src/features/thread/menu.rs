//! The menu of one message: select, forward, copy; of a file open, save, share.

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::EntryId;
use conversas_ipc::FileItem;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent};

use super::model::Thread;
use crate::app::App;
use crate::browser;
use crate::components::{enter_menu, icon, walk_menu};
use crate::i18n::{files, forward as t};
use crate::state::files::file_of;

/// Room kept to the pane's edges, in pixels.
const MARGIN: f64 = 8.0;

/// An open menu.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Opened {
    /// The message it is about.
    pub(super) id: EntryId,
    /// Where, in the window.
    x: f64,
    y: f64,
}

/// Opens it at a place of the window.
pub(super) fn open_at(thread: Thread, id: EntryId, x: f64, y: f64) {
    thread.menu.set(Some(Opened { id, x, y }));
}

/// Opens it below an element of the message.
pub(super) fn open_below(thread: Thread, id: EntryId, element: &HtmlElement) {
    let place = element.get_bounding_client_rect();
    open_at(thread, id, place.left() + 24.0, place.top() + place.height().min(40.0));
}

/// The menu, when one is open.
#[component]
pub(super) fn MessageMenu() -> impl IntoView {
    let thread = expect_context::<Thread>();
    move || thread.menu.get().map(|opened| menu(thread, opened))
}

fn menu(thread: Thread, opened: Opened) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(menu) = element.get() {
            place(&menu, opened);
            enter_menu(&menu);
        }
    });
    let id = opened.id;
    let close = move || {
        thread.menu.set(None);
        if let Some(message) = browser::element(&format!("entry-{id}")) {
            let _ = message.focus();
        }
    };
    let keys = move |event: KeyboardEvent| {
        let Some(menu) = element.get_untracked() else { return };
        let key = event.key();
        match key.as_str() {
            "Escape" | "Tab" => close(),
            _ if walk_menu(&menu, &key) => {}
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if !element.get_untracked().is_some_and(|menu| menu.contains(to.as_ref())) {
            thread.menu.set(None);
        }
    };
    let item = move |symbol: &'static str, words: &'static str, run: fn(Thread, EntryId)| {
        view! {
            <button
                class="menu-item"
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| {
                    close();
                    run(thread, id);
                }
            >
                {icon(symbol)}
                <span class="what">{words}</span>
            </button>
        }
    };
    let file = thread.file_of(id);
    let select = if thread.selection.with_untracked(|selection| selection.contains(id)) {
        t::unselect()
    } else {
        t::select()
    };
    view! {
        <div
            class="menu message-menu"
            role="menu"
            aria-label=t::message_actions()
            node_ref=element
            on:keydown=keys
            on:focusout=left
        >
            {item("check", select, |thread, id| thread.toggle(id))}
            {thread
                .may_forward(id)
                .then(|| {
                    item("forward", t::forward(), |thread, id| thread.forward(Some(id)))
                })}
            {match &file {
                Some(file) => of_file(thread, file, item).into_any(),
                None => item("copy", crate::i18n::common::copy(), |thread, id| thread.copy(&[id])).into_any(),
            }}
        </div>
    }
}

/// What can be done with a file.
fn of_file<V: IntoView>(
    thread: Thread,
    file: &FileItem,
    item: impl Fn(&'static str, &'static str, fn(Thread, EntryId)) -> V,
) -> impl IntoView {
    let app = thread.app;
    let dialogs = app.has_dialogs();
    // A browser shows images itself; everything else it can only save.
    let opens = file.kind == AttachmentKind::Image || (dialogs && file.kind != AttachmentKind::Voice);
    let shares = app.can_share(file);
    let saves = if dialogs { files::save_as() } else { files::download() };
    view! {
        {opens
            .then(|| {
                item("eye", files::open(), |thread, id| thread.with_file(id, |app, file| app.open_file(file)))
            })}
        {item("download", saves, |thread, id| thread.with_file(id, |app, file| app.save_file(file)))}
        {shares
            .then(|| {
                item("outbox", files::share(), |thread, id| {
                    thread.with_file(id, |app, file| app.share_file(file));
                })
            })}
    }
}

impl Thread {
    /// The file of a message, if it is one.
    pub(super) fn file_of(self, id: EntryId) -> Option<FileItem> {
        self.list.with_untracked(|list| {
            list.items().iter().find(|item| item.id == id).and_then(|item| file_of(item).cloned())
        })
    }

    /// Does something with it.
    pub(super) fn with_file(self, id: EntryId, run: impl FnOnce(App, &FileItem)) {
        if let Some(file) = self.file_of(id) {
            run(self.app, &file);
        }
    }
}

/// Where asked for, but within the pane.
fn place(menu: &HtmlElement, opened: Opened) {
    let Some(pane) = browser::element(browser::PANE).map(|pane| pane.get_bounding_client_rect()) else {
        return;
    };
    let own = menu.get_bounding_client_rect();
    let within = |wanted: f64, room: f64, size: f64| wanted.clamp(MARGIN, (room - size - MARGIN).max(MARGIN));
    let left = within(opened.x - pane.left(), pane.width(), own.width());
    let top = within(opened.y - pane.top(), pane.height(), own.height());
    browser::set_style(menu, "left", &format!("{left}px"));
    browser::set_style(menu, "top", &format!("{top}px"));
}
