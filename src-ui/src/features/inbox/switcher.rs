//! The channel switcher: a button with a menu.

use conversas_ipc::ChannelItem;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent};

use super::model::Inbox;
use crate::app::App;
use crate::components::{channel_tile, small_icon};
use crate::i18n::inbox as t;
use crate::state::channels::readable;

/// The menu of channels; a handle, copied freely.
#[derive(Clone, Copy)]
struct Menu {
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
    element: NodeRef<html::Div>,
}

impl Menu {
    fn new() -> Menu {
        let menu = Menu { open: RwSignal::new(false), button: NodeRef::new(), element: NodeRef::new() };
        Effect::new(move |_| {
            if menu.open.get() {
                spawn_local(async move {
                    tick().await;
                    focus_item(menu.element, |items, _| items.iter().position(is_checked));
                });
            }
        });
        menu
    }

    /// Closes the menu. `focus`: whether the button takes the focus back.
    fn close(self, focus: bool) {
        self.open.set(false);
        if let (true, Some(button)) = (focus, self.button.get_untracked()) {
            let _ = button.focus();
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let move_to: fn(&[HtmlElement], Option<usize>) -> Option<usize> = match event.key().as_str() {
            "Escape" => {
                event.stop_propagation();
                return self.close(true);
            }
            "ArrowDown" => |items, at| Some(at.map_or(0, |at| (at + 1) % items.len().max(1))),
            "ArrowUp" => |items, at| {
                at.map_or(items.len(), |at| at + items.len()).checked_sub(1).map(|at| at % items.len().max(1))
            },
            "Home" => |_, _| Some(0),
            "End" => |items, _| items.len().checked_sub(1),
            _ => return,
        };
        event.prevent_default();
        focus_item(self.element, move_to);
    }

    /// Closes the menu when the focus goes elsewhere.
    fn left(self, event: &FocusEvent) {
        let inside = |to: &web_sys::EventTarget| {
            self.element.get_untracked().is_some_and(|menu| menu.contains(to.dyn_ref()))
        };
        if !event.related_target().as_ref().is_some_and(inside) {
            self.open.set(false);
        }
    }
}

fn is_checked(item: &HtmlElement) -> bool {
    item.get_attribute("aria-checked").as_deref() == Some("true")
}

/// The current channel, and the way to the others.
#[component]
pub(super) fn Switcher() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let app = inbox.app;
    let menu = Menu::new();
    let current = move || app.me().channels.iter().find(|channel| Some(channel.id) == inbox.channel).cloned();
    let close = move |focus: bool| menu.close(focus);
    view! {
        <div class="switcher-place">
            {move || {
                current().map(|channel| face(&channel, &app.me().school, has_several(app), menu.open, menu.button))
            }}
            <Show when=move || menu.open.get()>
                <div
                    class="menu"
                    role="menu"
                    aria-label=t::channels()
                    node_ref=menu.element
                    on:keydown=move |event| menu.press(&event)
                    on:focusout=move |event| menu.left(&event)
                >
                    {groups(app, inbox, close)}
                </div>
            </Show>
        </div>
    }
}

fn has_several(app: App) -> bool {
    let (own, others) = readable(&app.me());
    own.len() + others.len() > 1
}

fn face(
    channel: &ChannelItem,
    school: &str,
    several: bool,
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
) -> AnyView {
    let (tile, name, school) = (channel_tile(channel.kind), channel.name.clone(), school.to_owned());
    let access = if channel.member { String::new() } else { format!(" · {}", t::read_only()) };
    if !several {
        let name = view! { <span class="name"><b>{name}</b> " " <small>{school} {access}</small></span> };
        return view! { <div class="switcher still">{tile} {name}</div> }.into_any();
    }
    view! {
        <button
            class="switcher"
            type="button"
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            node_ref=button
            on:mousedown=move |event| {
                if open.get_untracked() {
                    event.prevent_default();
                }
            }
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {tile}
            <span class="name">
                <b><span class="vh">{t::switch_channel()}</span> {name}</b>
                " "
                <small>{school} {access}</small>
            </span>
            {small_icon("switch")}
        </button>
    }
    .into_any()
}

fn groups(app: App, inbox: Inbox, close: impl Fn(bool) + Copy + 'static) -> impl IntoView {
    let me = app.me_untracked();
    let (own, others) = readable(&me);
    let divided = !own.is_empty() && !others.is_empty();
    let items = move |channels: Vec<ChannelItem>| {
        channels.into_iter().map(|channel| item(app, inbox, channel, close)).collect_view()
    };
    view! {
        {(!own.is_empty()).then(|| view! { <p class="heading" role="presentation">{t::own_channels()}</p> })}
        {items(own)}
        {divided.then(|| view! { <hr role="presentation" /> })}
        {(!others.is_empty())
            .then(|| {
                view! {
                    <p class="heading" role="presentation">{t::other_channels()}</p>
                    <p class="heading hint" role="presentation">{t::other_channels_hint()}</p>
                }
            })}
        {items(others)}
    }
}

fn item(
    app: App,
    inbox: Inbox,
    channel: ChannelItem,
    close: impl Fn(bool) + Copy + 'static,
) -> impl IntoView {
    let id = channel.id;
    let waiting = move || {
        let found = app
            .summaries()
            .with(|all| all.channels.iter().find(|summary| summary.id == id).map(|summary| summary.waiting));
        found
            .filter(|number| *number > 0)
            .map(|number| view! { <span class="badge waiting">{format!("{number}{}", t::waiting())}</span> })
    };
    view! {
        <button
            class="menu-item"
            type="button"
            role="menuitemradio"
            tabindex="-1"
            aria-checked=(inbox.channel == Some(id)).to_string()
            on:click=move |_| {
                close(true);
                app.choose(id);
            }
        >
            {channel_tile(channel.kind)}
            <span class="what">{channel.name} " " <small>{channel.description}</small></span>
            {waiting}
        </button>
    }
}

fn focus_item(menu: NodeRef<html::Div>, choose: impl Fn(&[HtmlElement], Option<usize>) -> Option<usize>) {
    let Some(menu) = menu.get_untracked() else { return };
    let Ok(found) = menu.query_selector_all("[role=menuitemradio]") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect();
    let focused = document().active_element();
    let at = items.iter().position(|item| focused.as_ref() == Some(item.as_ref()));
    if let Some(item) = choose(&items, at).or(at).or(Some(0)).and_then(|at| items.get(at)) {
        let _ = item.focus();
    }
}
