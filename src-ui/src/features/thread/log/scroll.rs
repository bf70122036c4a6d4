//! The scrolling of the log: messages in view stay in place, in the same frame, when the log changes.

use std::time::Duration;

use conversas_domain::ids::EntryId;
use conversas_ipc::{Position, ThreadWindow};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::super::model::{Loading, Thread};
use crate::browser;
use crate::state::thread::ThreadList;

/// The pixels from an end at which more is loaded.
const NEAR: i32 = 900;

/// The pixels from the end that count as seeing it.
const AT_END: i32 = 48;

/// The id of the mark before the first unread message.
pub(super) const UNREAD: &str = "unread-mark";

/// The pixels below the log's top at which the mark stands when the conversation opens.
const MARK_BELOW: i32 = 56;

/// The time that a message stays lit after a jump to it.
const LIT: Duration = Duration::from_millis(2_200);

/// The attribute of a lit message.
const FOUND: &str = "data-found";

/// The entry in view by which the log is held, and the pixels between it and the log's top.
struct Anchor(String, f64);

/// Scrolls the log on behalf of the page.
pub(in crate::features::thread) fn put(thread: Thread, log: &HtmlElement, top: i32) {
    log.set_scroll_top(top);
    thread.placed.try_set_value(log.scroll_top());
}

/// Changes the list; the person sees the same as before, or the end when they saw the end.
pub(in crate::features::thread) async fn keeping_place(thread: Thread, change: impl FnOnce(&mut ThreadList)) {
    let Some(log) = thread.log.try_get_untracked().flatten() else {
        // The log is not in the page yet: there is no place to keep.
        thread.list.try_update(change);
        return;
    };
    // The browser tells of scrolling a frame late: a person who is a screen away from the end has left it.
    let below = log.scroll_height() - log.scroll_top() - log.client_height();
    let follow = thread.at_end.get_untracked() && below < log.client_height();
    let anchor = anchor(&log);
    thread.list.update(change);
    settle().await;
    if thread.is_gone() {
        return;
    }
    if follow && !thread.list.with_untracked(|list| list.has_newer) {
        put(thread, &log, log.scroll_height());
    } else if let Some(Anchor(id, before)) = anchor
        && let Some(entry) = browser::element(&id)
    {
        let moved = entry.get_bounding_client_rect().top() - before;
        put(thread, &log, log.scroll_top() + moved.round() as i32);
    }
    looked(thread);
}

/// Scrolls to the beginning of reading: the first unread message, or the end.
pub(in crate::features::thread) async fn to_beginning_of_reading(thread: Thread) {
    settle().await;
    let Some(log) = thread.log.try_get_untracked().flatten() else { return };
    match browser::element(UNREAD) {
        // The day stays in sight above the mark.
        Some(mark) => put(thread, &log, mark.offset_top() - log.offset_top() - MARK_BELOW),
        None => put(thread, &log, log.scroll_height()),
    }
    looked(thread);
}

/// Scrolls to a message, in the middle of the log, lit for a moment. `focus`: the keyboard goes there too.
pub(in crate::features::thread) async fn to_entry(thread: Thread, entry: EntryId, focus: bool) {
    settle().await;
    let Some(log) = thread.log.try_get_untracked().flatten() else { return };
    let Some(element) = browser::element(&format!("entry-{entry}")) else { return };
    let (place, frame) = (element.get_bounding_client_rect(), log.get_bounding_client_rect());
    let room = (frame.height() - place.height()).max(0.0) / 2.0;
    put(thread, &log, log.scroll_top() + (place.top() - frame.top() - room).round() as i32);
    light(&log, &element);
    if focus {
        // Ignored: an article can take the focus.
        let _ = element.focus();
    }
    looked(thread);
}

fn light(log: &HtmlElement, element: &HtmlElement) {
    if let Ok(Some(before)) = log.query_selector("[data-found]") {
        let _ = before.remove_attribute(FOUND);
    }
    let _ = element.set_attribute(FOUND, "");
    let lit = element.clone();
    set_timeout(
        move || {
            let _ = lit.remove_attribute(FOUND);
        },
        LIT,
    );
}

/// Scrolls to the end.
pub(in crate::features::thread) async fn to_end(thread: Thread) {
    settle().await;
    let Some(log) = thread.log.try_get_untracked().flatten() else { return };
    put(thread, &log, log.scroll_height());
    looked(thread);
}

/// Notes what the person sees, after the log was scrolled or changed.
pub(in crate::features::thread) fn looked(thread: Thread) {
    let Some(log) = thread.log.try_get_untracked().flatten() else { return };
    let below = log.scroll_height() - log.scroll_top() - log.client_height();
    let at_end = below < AT_END && !thread.list.with_untracked(|list| list.has_newer);
    if thread.at_end.get_untracked() != at_end {
        thread.at_end.set(at_end);
    }
    let numbered = |position: &Position| position.seq != Position::UNSENT;
    let newest = newest_in(thread, &log).filter(numbered);
    let newest =
        newest.or_else(|| thread.list.with_untracked(|list| list.newest_numbered()).filter(|_| at_end));
    if newest > thread.shown_up_to.get_untracked() {
        thread.shown_up_to.set(newest);
    }
    if at_end {
        let last = thread.list.with_untracked(|list| list.last());
        if thread.seen.get_untracked() != last {
            thread.seen.set(last);
        }
        thread.mark_read();
    }
}

/// The newest item whose middle is above the log's lower edge: most of it is on the screen, or was passed.
fn newest_in(thread: Thread, log: &HtmlElement) -> Option<Position> {
    let edge = log.get_bounding_client_rect().bottom();
    let entries = log.query_selector_all("[id^=entry-]").ok()?;
    let entry = |place: u32| entries.item(place)?.dyn_into::<Element>().ok();
    // Entries stand one below the other: the last one above the edge is found by halves.
    let (mut low, mut high) = (0, entries.length());
    while low < high {
        let middle = low + (high - low) / 2;
        let place = entry(middle)?.get_bounding_client_rect();
        if place.top() + place.height() / 2.0 < edge {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let id = entry(low.checked_sub(1)?)?.id();
    let id: EntryId = id.strip_prefix("entry-")?.parse().ok()?;
    thread.list.with_untracked(|list| list.position_of(id))
}

/// The part of the thread that the person comes near to, when it is not here.
pub(in crate::features::thread) fn wanted(thread: Thread) -> Option<ThreadWindow> {
    if thread.loading.try_get_untracked() != Some(Loading::Ready) {
        return None;
    }
    let log = thread.log.try_get_untracked().flatten()?;
    let below = log.scroll_height() - log.scroll_top() - log.client_height();
    thread.list.with_untracked(|list| {
        if log.scroll_top() < NEAR && list.has_older && !list.older_offline {
            list.first().map(|position| ThreadWindow::Before { position })
        } else if below < NEAR && list.has_newer {
            list.last().map(|position| ThreadWindow::After { position })
        } else {
            None
        }
    })
}

/// Waits until the views have taken the change; nothing was painted yet.
async fn settle() {
    tick().await;
    tick().await;
}

fn anchor(log: &HtmlElement) -> Option<Anchor> {
    let top = log.get_bounding_client_rect().top();
    let entries = log.query_selector_all("[id^=entry-]").ok()?;
    let entries = (0..entries.length()).filter_map(|place| entries.item(place)?.dyn_into::<Element>().ok());
    let seen =
        entries.map(|entry| (entry.get_bounding_client_rect(), entry)).find(|(rect, _)| rect.bottom() > top);
    seen.map(|(rect, entry)| Anchor(entry.id(), rect.top()))
}
