//! The menu of one message: select, forward, copy.

use conversas_domain::ids::EntryId;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent};

use super::model::Thread;
use crate::browser;
use crate::components::icon;
use crate::i18n::forward as t;

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
            focus(&menu, |_, _| Some(0));
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
        match event.key().as_str() {
            "ArrowDown" => focus(&menu, |count, at| at.map(|at| (at + 1) % count)),
            "ArrowUp" => focus(&menu, |count, at| at.map(|at| (at + count - 1) % count)),
            "Home" => focus(&menu, |_, _| Some(0)),
            "End" => focus(&menu, |count, _| count.checked_sub(1)),
            "Escape" | "Tab" => close(),
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
            {item("copy", crate::i18n::common::copy(), |thread, id| thread.copy(&[id]))}
        </div>
    }
}

/// Where asked for, but within the pane.
fn place(menu: &HtmlElement, opened: Opened) {
    let Some(pane) = browser::element("conversa").map(|pane| pane.get_bounding_client_rect()) else { return };
    let own = menu.get_bounding_client_rect();
    let within = |wanted: f64, room: f64, size: f64| wanted.clamp(MARGIN, (room - size - MARGIN).max(MARGIN));
    let left = within(opened.x - pane.left(), pane.width(), own.width());
    let top = within(opened.y - pane.top(), pane.height(), own.height());
    browser::set_style(menu, "left", &format!("{left}px"));
    browser::set_style(menu, "top", &format!("{top}px"));
}

fn focus(menu: &HtmlElement, choose: impl Fn(usize, Option<usize>) -> Option<usize>) {
    let Ok(found) = menu.query_selector_all("[role=menuitem]") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect();
    let focused = document().active_element();
    let at = items.iter().position(|item| focused.as_ref() == Some(item.as_ref()));
    if let Some(item) = choose(items.len(), at).or(Some(0)).and_then(|at| items.get(at)) {
        let _ = item.focus();
    }
}
