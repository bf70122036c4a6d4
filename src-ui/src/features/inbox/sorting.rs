//! The order of the list: a button with a menu.

use conversas_domain::inbox::Order;
use conversas_domain::person::Side;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, Node};

use super::model::Inbox;
use crate::components::{enter_menu, small_icon, tiny_icon, walk_menu};
use crate::i18n::inbox as t;

/// The orders that each side can choose. A family's list has no waiting order, because nobody waits for a family.
fn orders(side: Side) -> &'static [Order] {
    match side {
        Side::School => &[Order::Waiting, Order::Newest, Order::Oldest, Order::Student],
        Side::Family => &[Order::Newest, Order::Oldest, Order::Student],
    }
}

/// The chosen order, and the way to the others.
#[component]
pub(super) fn Sorting() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    view! {
        <span class="sort-place">
            <button
                class="sort"
                type="button"
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                node_ref=button
                // An open menu closes by losing the focus; the press must not open it again.
                on:mousedown=move |event| {
                    if open.get_untracked() {
                        event.prevent_default();
                    }
                }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {tiny_icon("sort")}
                <span class="vh">{t::order()} ": "</span>
                {move || t::order_name(inbox.shown_order())}
            </button>
            {move || open.get().then(|| menu(inbox, open, close))}
        </span>
    }
}

fn menu(
    inbox: Inbox,
    open: RwSignal<bool>,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
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
            "Escape" | "Tab" => close(),
            _ if walk_menu(&menu, &key) => {}
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        if !element.get_untracked().is_some_and(|menu| menu.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let item = move |order: Order| {
        view! {
            <button
                class="menu-item"
                type="button"
                role="menuitemradio"
                tabindex="-1"
                aria-checked=(inbox.shown_order() == order).to_string()
                on:click=move |_| {
                    close();
                    inbox.set_order(order);
                }
            >
                <span class="what">{t::order_name(order)}</span>
                {(inbox.shown_order() == order).then(|| small_icon("check"))}
            </button>
        }
    };
    view! {
        <div class="menu" role="menu" aria-label=t::order() node_ref=element on:keydown=keys on:focusout=left>
            {orders(inbox.side).iter().map(|order| item(*order)).collect_view()}
        </div>
    }
}
