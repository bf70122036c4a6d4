//! Watches the person's keys and pointers, before anything in the page hears of them.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use crate::state::hands::{Hand, goes_elsewhere, is_of_composition};

/// The fields in which text is written.
const FIELDS: &str = "input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=button]), textarea, select, [contenteditable]";

thread_local! {
    static HAND: Cell<Hand> = const { Cell::new(Hand::Resting) };
}

/// Answers what the person used last.
pub(crate) fn hand() -> Hand {
    HAND.get()
}

/// Notes that a conversation was opened: writing comes next, whatever led here.
pub(crate) fn rest() {
    HAND.set(Hand::Resting);
}

/// Listens as long as there is the page. Keys of a composition reach nobody but the field: no handler has to know them.
/// `elsewhere`: the person goes on with something else than a composer that is still to come.
pub(crate) fn watch_hands(elsewhere: impl Fn() + Copy + 'static) {
    listen("pointerdown", move |event: PointerEvent| {
        HAND.set(Hand::of_pointer(&event.pointer_type()));
        elsewhere();
    });
    listen("keydown", move |event: KeyboardEvent| {
        let in_field = is_in_field();
        if is_of_composition(event.is_composing(), event.key_code()) {
            if in_field {
                HAND.set(HAND.get().after_writing());
                elsewhere();
            }
            return event.stop_immediate_propagation();
        }
        let held = holds(&event);
        HAND.set(HAND.get().after_key(&event.key(), held, in_field));
        if goes_elsewhere(&event.key(), held, in_field) {
            elsewhere();
        }
    });
}

/// Whether Ctrl, Alt or the like is held, and makes the key another one than what it writes.
pub(crate) fn holds(event: &KeyboardEvent) -> bool {
    let is_alt_graph = event.get_modifier_state("AltGraph");
    !is_alt_graph && (event.ctrl_key() || event.meta_key() || event.alt_key())
}

/// Listens before every other listener.
fn listen<E: JsCast + wasm_bindgen::convert::FromWasmAbi + 'static>(kind: &str, heard: impl Fn(E) + 'static) {
    let heard = Closure::<dyn FnMut(E)>::new(heard);
    // Ignored: refused only by a page that is gone.
    let _ = window().add_event_listener_with_callback_and_bool(kind, heard.as_ref().unchecked_ref(), true);
    heard.forget();
}

/// Whether the focus is where text is written.
pub(crate) fn is_in_field() -> bool {
    focused().is_some_and(|at| at.matches(FIELDS).unwrap_or(false))
}

/// Whether the list or the messages have the focus, and nobody types.
pub(crate) fn is_reading() -> bool {
    focused().is_some_and(|at| is_within(&at, "[role=listbox], [role=log]")) && !is_in_field()
}

/// Whether the focus is in a menu, which has its own keys.
pub(crate) fn is_in_menu() -> bool {
    focused().is_some_and(|at| is_within(&at, "[role=menu]"))
}

fn focused() -> Option<Element> {
    document().active_element()
}

fn is_within(at: &Element, places: &str) -> bool {
    at.closest(places).ok().flatten().is_some()
}
