//! The log: the lines of the thread, loaded on as the person scrolls.

mod event;
mod file;
pub(super) mod hold;
mod line;
mod message;
pub(super) mod scroll;
mod survey;
mod trouble;
mod voice;
mod words;

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::head::header::with_whom;
use super::head::select;
use super::model::{Loading, Thread};
use crate::browser;
use crate::components::icon;
use crate::i18n::{common, thread as t};
use crate::state::groups::{Block, BlockKey};
use crate::state::thread::{Beginning, New};
use line::line;

/// The time after scrolling for which the day still lies over the words.
const DAY_STAYS: Duration = Duration::from_millis(900);

/// The log's last scrolling; a handle, copied freely.
#[derive(Clone, Copy)]
struct Scrolling {
    thread: Thread,
    height: StoredValue<i32>,
    top: StoredValue<i32>,
    /// Whether the person scrolls, or has just done so.
    moving: RwSignal<bool>,
}

impl Scrolling {
    fn of(thread: Thread) -> Scrolling {
        let (height, top) = (StoredValue::new(0), StoredValue::new(0));
        let scrolling = Scrolling { thread, height, top, moving: RwSignal::new(false) };
        Effect::new(move |_| {
            let Some(log) = thread.log.get() else { return };
            let inner = log.clone();
            browser::watch_size(&log, move || {
                if thread.at_end.try_get_untracked() == Some(true) {
                    scroll::put(thread, &inner, inner.scroll_height());
                }
                height.try_set_value(inner.client_height());
            });
        });
        scrolling
    }

    /// Notes that the log was scrolled. Answers whether the person did it.
    fn scrolled(self) -> bool {
        let Some(log) = self.thread.log.get_untracked() else { return false };
        let (now, before) = (log.scroll_top(), self.top.get_value());
        self.top.set_value(now);
        // Another part in the composer's place moves the log too, by no more than it grew or shrank: a person
        // who saw the end still does, once the log's size is told.
        // still does, as soon as its size is told.
        let resized = (log.client_height() - self.height.get_value()).abs();
        if resized == 0 || (now - before).abs() > resized {
            scroll::looked(self.thread);
        }
        let by_hand = resized == 0 && self.thread.placed.get_value() != now;
        if by_hand && !self.moving.get_untracked() {
            self.moving.set(true);
        }
        by_hand
    }
}

/// The scrolling part of the pane.
#[component]
pub(super) fn Log() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let label = move || {
        thread
            .app
            .detail()
            .with(|detail| detail.as_ref().map(|detail| t::log_with(&with_whom(thread, detail))))
    };
    follow_attention(thread);
    let scrolling = Scrolling::of(thread);
    let mut rest = debounce(DAY_STAYS, move |()| {
        let _ = scrolling.moving.try_set(false);
    });
    view! {
        <div
            class="scroll log"
            class:moving=scrolling.moving
            class:selecting=move || thread.selection.with(|selection| selection.is_active())
            role="log"
            // Messages on top that load while the person scrolls up are not news.
            aria-live=move || if thread.at_end.get() { "polite" } else { "off" }
            aria-label=label
            aria-busy=move || (thread.loading.get() == Loading::Waiting).to_string()
            tabindex="0"
            node_ref=thread.log
            on:scroll=move |_| {
                hold::scrolled(thread);
                if scrolling.scrolled() {
                    rest(());
                }
                thread.load_around();
            }
            on:keydown=move |event| {
                walk(&event);
                select::keys(thread, &event);
            }
            on:pointerdown=move |event| hold::down(thread, &event)
            on:pointermove=move |event| hold::moved(thread, &event)
            on:pointerup=move |event| hold::up(thread, &event)
            on:pointercancel=move |event| hold::lost(thread, &event)
            on:click=move |event| hold::clicked(thread, &event)
            on:contextmenu=move |event| hold::menu_wanted(thread, &event)
        >
            <p class="older">{move || above(thread)}</p>
            <For each=move || thread.days.get() key=|day| day.key children=move |day| lines_of(thread, day.key) />
        </div>
        <ToNewest />
    }
}

/// Looks at the log again when the person is back or the server is.
fn follow_attention(thread: Thread) {
    let returned = window_event_listener(ev::focus, move |_| scroll::looked(thread));
    on_cleanup(move || returned.remove());
    // Older items that could not be reached can be, once the server is there again.
    Effect::new(move |_| {
        if thread.app.connection().get().online && thread.list.with_untracked(|list| list.older_offline) {
            thread.refresh();
        }
    });
}

/// The lines of a day.
fn lines_of(thread: Thread, key: BlockKey) -> impl IntoView {
    let blocks = move || {
        thread.days.with(|days| {
            days.iter().find(|day| day.key == key).map(|day| day.blocks.clone()).unwrap_or_default()
        })
    };
    view! {
        <div class="day-group">
            <For each=blocks key=Block::key children=move |block| line(thread, block) />
        </div>
    }
}

/// The line above the oldest item.
fn above(thread: Thread) -> Option<&'static str> {
    match thread.loading.get() {
        Loading::Waiting => Some(common::loading()),
        Loading::Failed(_) => None,
        Loading::Ready => thread.list.with(|list| match (list.has_older, list.older_offline) {
            (true, true) => Some(t::older_offline()),
            (true, false) => Some(t::older()),
            (false, _) if list.items().is_empty() => Some(t::empty()),
            (false, _) => None,
        }),
    }
}

/// Moves from message to message with the up and down keys.
fn walk(event: &KeyboardEvent) {
    let (Some(target), Some(log)) = (focused(event), event.current_target()) else { return };
    let Some(log) = log.dyn_ref::<HtmlElement>() else { return };
    let Ok(found) = log.query_selector_all(".message") else { return };
    let messages: Vec<HtmlElement> =
        (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect();
    let at = messages.iter().position(|message| *message == target);
    let to = match (event.key().as_str(), at) {
        ("ArrowUp", Some(at)) => at.checked_sub(1),
        ("ArrowUp", None) => messages.len().checked_sub(1),
        ("ArrowDown", Some(at)) => Some(at + 1),
        ("Escape", Some(_)) if !log.class_list().contains("selecting") => {
            event.stop_propagation();
            let _ = log.focus();
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(message) = to.and_then(|to| messages.get(to)) {
        let _ = message.focus();
    }
}

/// The log or a message that has the focus; not a button within one.
fn focused(event: &KeyboardEvent) -> Option<HtmlElement> {
    let target = event.target()?.dyn_into::<HtmlElement>().ok()?;
    (target.tag_name() != "BUTTON").then_some(target)
}

/// The button that leads to the end, with the number of new messages.
#[component]
fn ToNewest() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let come = Memo::new(move |_| {
        let (seen, first_unread) = (thread.seen.get(), thread.first_unread.get());
        let unread = thread.app.detail().with(|detail| detail.as_ref().map_or(0, |detail| detail.unread));
        let shown_up_to = thread.shown_up_to.get();
        thread.list.with(|list| {
            let first = || first_unread.and_then(|first| list.position_of(first)).map(Beginning::With);
            let begins = seen.map(Beginning::After).or_else(first);
            list.come(New { begins, shown_up_to }, unread as usize)
        })
    });
    let words = move || match come.get() {
        0 => t::to_newest().to_owned(),
        n => t::to_new_messages(n),
    };
    view! {
        <Show when=move || !thread.at_end.get() && thread.loading.get() == Loading::Ready>
            <div class="newest">
                <button
                    class="button"
                    type="button"
                    class:quiet-words=move || come.get() == 0
                    on:click=move |_| thread.show_end()
                >
                    {icon("chevron-down")}
                    <span>{words}</span>
                </button>
            </div>
        </Show>
    }
}
