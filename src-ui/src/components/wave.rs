//! A wave to be moved in: a slider with a spoken place, by keys and by pointer.

use leptos::html;
use leptos::prelude::*;
use leptos::svg;
use web_sys::{KeyboardEvent, PointerEvent};

use crate::app::app;
use crate::i18n::voice as t;
use crate::state::clocks;
use crate::state::levels::{heard, split, width};
use crate::state::player::{Key, sought};

/// What the wave belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Ear {
    /// The sound; none while it cannot be played.
    pub(crate) key: Signal<Option<Key>>,
    /// How long it is, in milliseconds.
    pub(crate) duration_ms: Signal<u64>,
    /// Plays or pauses it.
    pub(crate) toggle: Callback<()>,
}

/// How it is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Wave {
    /// A bar each.
    pub(crate) levels: Signal<Vec<u8>>,
    /// What it belongs to.
    pub(crate) ear: Ear,
    /// Of the slider.
    pub(crate) class: &'static str,
}

/// The slider. While something is heard, the two paths' attributes change, and only when another bar is reached.
pub(crate) fn wave(wave: Wave) -> impl IntoView {
    let Wave { levels, ear, class } = wave;
    let app = app();
    let player = app.player;
    let place = Memo::new(move |_| ear.key.get().map_or(0, |key| player.place(&key)));
    let seconds = Memo::new(move |_| place.get() / 1_000);
    let bars = Memo::new(move |_| heard(levels.with(Vec::len), place.get(), ear.duration_ms.get()));
    let (before, after) = (NodeRef::<svg::Path>::new(), NodeRef::<svg::Path>::new());
    Effect::new(move |_| {
        let (heard, rest) = levels.with(|levels| split(levels, bars.get()));
        if let (Some(before), Some(after)) = (before.get(), after.get()) {
            // Attributes of a name that SVG has.
            let _ = before.set_attribute("d", &heard);
            let _ = after.set_attribute("d", &rest);
        }
    });
    let element = NodeRef::<html::Div>::new();
    let go = move |to: u64| {
        if let Some(key) = ear.key.get_untracked() {
            app.seek(&key, to);
        }
    };
    let drag = move |event: &PointerEvent| {
        let Some(slider) = element.get_untracked() else { return };
        let area = slider.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - area.left()) / area.width().max(1.0);
        go((share.clamp(0.0, 1.0) * ear.duration_ms.get_untracked() as f64) as u64);
    };
    let keys = move |event: KeyboardEvent| {
        let key = event.key();
        if key == " " || key == "Enter" {
            ear.toggle.run(());
        } else if let Some(to) = sought(&key, place.get_untracked(), ear.duration_ms.get_untracked()) {
            go(to);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div
            class=class
            role="slider"
            tabindex="0"
            aria-label=t::position()
            aria-valuemin="0"
            aria-valuemax=move || ear.duration_ms.get() / 1_000
            aria-valuenow=move || seconds.get()
            aria-valuetext=move || {
                t::of(&clocks::clock(seconds.get() * 1_000), &clocks::length(ear.duration_ms.get()))
            }
            node_ref=element
            on:keydown=keys
            on:pointerdown=move |event| {
                if event.button() == 0 && let Some(slider) = element.get_untracked() {
                    // A pointer that is gone already cannot be held.
                    let _ = slider.set_pointer_capture(event.pointer_id());
                    drag(&event);
                }
            }
            on:pointermove=move |event| {
                let held = element.get_untracked().is_some_and(|slider| slider.has_pointer_capture(event.pointer_id()));
                if held {
                    drag(&event);
                }
            }
        >
            <svg
                class="wave"
                viewBox=move || format!("0 0 {} 28", width(levels.with(Vec::len)).max(1))
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path class="heard" node_ref=before></path>
                <path class="rest" node_ref=after></path>
            </svg>
        </div>
    }
}
