//! The menu of one message: select, forward, copy; for a file open, save, share.

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
use crate::i18n::{common, files, forward as t};
use crate::state::files::file_of;

/// The pixels between the menu and the pane's edges.
const MARGIN: f64 = 8.0;

/// An open menu.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Opened {
    /// The message of the menu.
    pub(super) id: EntryId,
    /// The place in the window.
    x: f64,
    y: f64,
}

/// Opens the menu at a place of the window.
pub(super) fn open_at(thread: Thread, id: EntryId, x: f64, y: f64) {
    thread.menu.set(Some(Opened { id, x, y }));
}

/// Opens the menu below an element of the message.
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

/// A menu that is open; a handle, copied freely.
#[derive(Clone, Copy)]
struct Menu {
    thread: Thread,
    id: EntryId,
    element: NodeRef<html::Div>,
}

impl Menu {
    /// Closes the menu; the message has the focus again.
    fn close(self) {
        self.thread.menu.set(None);
        if let Some(message) = browser::element(&format!("entry-{}", self.id)) {
            let _ = message.focus();
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let Some(menu) = self.element.get_untracked() else { return };
        let key = event.key();
        match key.as_str() {
            "Escape" | "Tab" => self.close(),
            _ if walk_menu(&menu, &key) => {}
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Closes the menu when the focus goes elsewhere.
    fn left(self, event: &FocusEvent) {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if !self.element.get_untracked().is_some_and(|menu| menu.contains(to.as_ref())) {
            self.thread.menu.set(None);
        }
    }

    fn item(self, symbol: &'static str, words: &'static str, run: fn(Thread, EntryId)) -> impl IntoView {
        view! {
            <button
                class="menu-item"
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| {
                    self.close();
                    run(self.thread, self.id);
                }
            >
                {icon(symbol)}
                <span class="what">{words}</span>
            </button>
        }
    }
}

fn menu(thread: Thread, opened: Opened) -> impl IntoView {
    let menu = Menu { thread, id: opened.id, element: NodeRef::new() };
    Effect::new(move |_| {
        if let Some(element) = menu.element.get() {
            place(&element, opened);
            enter_menu(&element);
        }
    });
    let is_selected = thread.selection.with_untracked(|selection| selection.contains(menu.id));
    let select = if is_selected { t::unselect() } else { t::select() };
    let forward = thread.may_forward(menu.id);
    view! {
        <div
            class="menu message-menu"
            role="menu"
            aria-label=t::message_actions()
            node_ref=menu.element
            on:keydown=move |event| menu.press(&event)
            on:focusout=move |event| menu.left(&event)
        >
            {menu.item("check", select, |thread, id| thread.toggle(id))}
            {forward.then(|| menu.item("forward", t::forward(), |thread, id| thread.forward(Some(id))))}
            {match &thread.file_of(menu.id) {
                Some(file) => of_file(menu, file).into_any(),
                None => menu.item("copy", common::copy(), |thread, id| thread.copy(&[id])).into_any(),
            }}
        </div>
    }
}

/// The items for a file.
fn of_file(menu: Menu, file: &FileItem) -> impl IntoView + use<> {
    let app = menu.thread.app;
    let dialogs = app.has_dialogs();
    // A browser shows images itself; other files it can only save.
    let opens = file.kind == AttachmentKind::Image || (dialogs && file.kind != AttachmentKind::Voice);
    let shares = app.can_share(file);
    let saves = if dialogs { files::save_as() } else { files::download() };
    let open = |thread: Thread, id| thread.with_file(id, |app, file| app.open_file(file));
    let save = |thread: Thread, id| thread.with_file(id, |app, file| app.save_file(file));
    let share = |thread: Thread, id| thread.with_file(id, |app, file| app.share_file(file));
    view! {
        {opens.then(|| menu.item("eye", files::open(), open))}
        {menu.item("download", saves, save)}
        {shares.then(|| menu.item("outbox", files::share(), share))}
    }
}

impl Thread {
    /// The file of a message, if it is one.
    pub(super) fn file_of(self, id: EntryId) -> Option<FileItem> {
        self.list.with_untracked(|list| {
            list.items().iter().find(|item| item.id == id).and_then(|item| file_of(item).cloned())
        })
    }

    /// Performs an act on the file.
    pub(super) fn with_file(self, id: EntryId, run: impl FnOnce(App, &FileItem)) {
        if let Some(file) = self.file_of(id) {
            run(self.app, &file);
        }
    }
}

/// The place of the menu: where it was asked for, but within the pane.
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
