//! Press and hold on a message (rule 10), by finger or mouse. `state::gesture` tells a hold from other
//! presses.

use std::time::Duration;

use conversas_domain::ids::EntryId;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PointerEvent};

use super::super::menu;
use super::super::model::Thread;
use crate::state::gesture::{Gesture, HOLD, Point, Turn};
use crate::{browser, clock};

/// A control that fills its message: pressed, it does its work; held, the message is selected.
const HOLDABLE: &str = "holdable";

/// The pointers over the log; a handle, copied freely.
#[derive(Clone, Copy)]
pub(in crate::features::thread) struct Press {
    gesture: StoredValue<Gesture>,
    /// The message that is pressed now, until it is held or not.
    pub(in crate::features::thread) on: RwSignal<Option<EntryId>>,
    /// Whether the last pointer was a finger.
    is_touch: StoredValue<bool>,
}

impl Press {
    pub(in crate::features::thread) fn new() -> Press {
        Press {
            gesture: StoredValue::new(Gesture::default()),
            on: RwSignal::new(None),
            is_touch: StoredValue::new(false),
        }
    }
}

/// Applies an event to the press, and selects the message when it was held, whichever event tells so.
fn turn(thread: Thread, change: impl FnOnce(&mut Gesture) -> Turn) -> Turn {
    let press = thread.press;
    let turn = press.gesture.try_update_value(change).unwrap_or(Turn::Nothing);
    match turn {
        Turn::Cancelled => {
            press.on.try_set(None);
        }
        Turn::Held => {
            if let Some(id) = press.on.try_update(Option::take).flatten() {
                browser::unmark();
                thread.select(id);
            }
        }
        Turn::Nothing | Turn::Began => {}
    }
    turn
}

/// The message around the target of an event; none for a control within it.
pub(super) fn message_of(event: &Event) -> Option<(EntryId, HtmlElement)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let control = target.closest("button, a, textarea, form, video, [role=slider]").ok()?;
    if control.is_some_and(|control| !control.class_list().contains(HOLDABLE)) {
        return None;
    }
    let message: HtmlElement = target.closest(".message").ok()??.dyn_into().ok()?;
    Some((entry_of(&message)?, message))
}

/// The entry that an element of the log shows.
pub(in crate::features::thread) fn entry_of(element: &Element) -> Option<EntryId> {
    element.id().strip_prefix("entry-")?.parse().ok()
}

/// Handles a finger or a button that went down in the log.
pub(in crate::features::thread) fn down(thread: Thread, event: &PointerEvent) {
    let press = thread.press;
    press.is_touch.set_value(event.pointer_type() != "mouse");
    if event.button() != 0 {
        return;
    }
    let (at, when) = (place_of(event), clock::happened(event));
    let began = turn(thread, |gesture| gesture.down(event.pointer_id(), at, when)) == Turn::Began;
    match message_of(event) {
        Some((id, _)) if began => {
            press.on.set(Some(id));
            // Timers may be early by a millisecond.
            let held = Duration::from_millis(HOLD as u64 + 4);
            // The end of the press may wait behind the timer of a page that was busy: it is handled first.
            set_timeout(move || set_timeout(move || passed(thread, id), Duration::ZERO), held);
        }
        // A finger beside the messages still spoils a hold.
        _ => {
            turn(thread, Gesture::scrolled);
        }
    }
}

fn place_of(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

fn passed(thread: Thread, id: EntryId) {
    if thread.press.on.try_get_untracked().flatten() == Some(id) {
        turn(thread, |gesture| gesture.passed(clock::device_now()));
    }
}

/// Handles a pointer that moved.
pub(in crate::features::thread) fn moved(thread: Thread, event: &PointerEvent) {
    if thread.press.on.get_untracked().is_some() {
        turn(thread, |gesture| gesture.moved(event.pointer_id(), place_of(event), clock::happened(event)));
    }
}

/// Handles a pointer that went up.
pub(in crate::features::thread) fn up(thread: Thread, event: &PointerEvent) {
    turn(thread, |gesture| gesture.up(event.pointer_id(), clock::happened(event)));
}

/// Handles a pointer that the system took: the finger scrolls, or a menu opens.
pub(in crate::features::thread) fn lost(thread: Thread, event: &Event) {
    turn(thread, |gesture| gesture.lost(clock::happened(event)));
}

/// Handles scrolling of the log under the pointer.
pub(in crate::features::thread) fn scrolled(thread: Thread) {
    if thread.press.on.get_untracked().is_some() {
        turn(thread, Gesture::scrolled);
    }
}

/// Handles a click in the log: while messages are being selected, it selects; the click at the end of a hold
/// is ignored.
pub(super) fn clicked(thread: Thread, event: &MouseEvent) {
    if thread.press.gesture.with_value(|gesture| gesture.is_echo(clock::happened(event))) {
        event.prevent_default();
        event.stop_propagation();
    } else if thread.is_selecting()
        && !browser::has_marked_text()
        && let Some((id, _)) = message_of(event)
    {
        thread.toggle(id);
    }
}

/// Handles the right button, or a finger that rests: the system's own menu would lie over the selection.
pub(super) fn menu_wanted(thread: Thread, event: &MouseEvent) {
    let Some((id, _)) = message_of(event) else { return };
    if thread.press.is_touch.get_value() {
        event.prevent_default();
    } else if !browser::has_marked_text() {
        event.prevent_default();
        lost(thread, event);
        menu::open_at(thread, id, f64::from(event.client_x()), f64::from(event.client_y()));
    }
}
