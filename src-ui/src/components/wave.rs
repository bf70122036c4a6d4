//! The wave of a sound: a slider with a spoken place, moved by keys and by pointer.

use leptos::html;
use leptos::prelude::*;
use leptos::svg;
use web_sys::{KeyboardEvent, PointerEvent};

use crate::app::{App, app};
use crate::i18n::voice as t;
use crate::state::clocks;
use crate::state::levels::{heard, split, width};
use crate::state::player::{Key, sought};

/// The sound that a wave shows.
#[derive(Clone, Copy)]
pub(crate) struct Ear {
    /// The sound; none while it cannot be played.
    pub(crate) key: Signal<Option<Key>>,
    /// The sound's duration, in milliseconds.
    pub(crate) duration_ms: Signal<u64>,
    /// Plays or pauses the sound.
    pub(crate) toggle: Callback<()>,
}

/// The appearance of a wave.
#[derive(Clone, Copy)]
pub(crate) struct Wave {
    /// The levels, one for each bar.
    pub(crate) levels: Signal<Vec<u8>>,
    /// The sound of the wave.
    pub(crate) ear: Ear,
    /// The class of the slider.
    pub(crate) class: &'static str,
}

/// The slider with the sound that it follows; a handle, copied freely.
#[derive(Clone, Copy)]
struct Slider {
    app: App,
    ear: Ear,
    /// The place that is heard, in milliseconds.
    place: Memo<u64>,
    element: NodeRef<html::Div>,
}

impl Slider {
    fn of(ear: Ear) -> Slider {
        let app = app();
        let place = Memo::new(move |_| ear.key.get().map_or(0, |key| app.player().place(&key)));
        Slider { app, ear, place, element: NodeRef::new() }
    }

    fn go(self, to: u64) {
        if let Some(key) = self.ear.key.get_untracked() {
            self.app.seek(&key, to);
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let key = event.key();
        if key == " " || key == "Enter" {
            self.ear.toggle.run(());
        } else if let Some(to) =
            sought(&key, self.place.get_untracked(), self.ear.duration_ms.get_untracked())
        {
            self.go(to);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn down(self, event: &PointerEvent) {
        if event.button() == 0
            && let Some(slider) = self.element.get_untracked()
        {
            // Ignored: a pointer that is gone already cannot be held.
            let _ = slider.set_pointer_capture(event.pointer_id());
            self.drag(event);
        }
    }

    fn moved(self, event: &PointerEvent) {
        let slider = self.element.get_untracked();
        if slider.is_some_and(|slider| slider.has_pointer_capture(event.pointer_id())) {
            self.drag(event);
        }
    }

    fn drag(self, event: &PointerEvent) {
        let Some(slider) = self.element.get_untracked() else { return };
        let area = slider.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - area.left()) / area.width().max(1.0);
        self.go((share.clamp(0.0, 1.0) * self.ear.duration_ms.get_untracked() as f64) as u64);
    }
}

/// The slider.
pub(crate) fn wave(wave: Wave) -> impl IntoView {
    let Wave { levels, ear, class } = wave;
    let slider = Slider::of(ear);
    let seconds = Memo::new(move |_| slider.place.get() / 1_000);
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
            node_ref=slider.element
            on:keydown=move |event| slider.press(&event)
            on:pointerdown=move |event| slider.down(&event)
            on:pointermove=move |event| slider.moved(&event)
        >
            {drawn(levels, slider)}
        </div>
    }
}

/// Draws the bars. While a sound plays, the two paths' attributes change, and only when another bar is
/// reached.
fn drawn(levels: Signal<Vec<u8>>, slider: Slider) -> impl IntoView {
    let bars =
        Memo::new(move |_| heard(levels.with(Vec::len), slider.place.get(), slider.ear.duration_ms.get()));
    let (before, after) = (NodeRef::<svg::Path>::new(), NodeRef::<svg::Path>::new());
    Effect::new(move |_| {
        let (heard, rest) = levels.with(|levels| split(levels, bars.get()));
        if let (Some(before), Some(after)) = (before.get(), after.get()) {
            // Ignored: SVG has attributes of this name.
            let _ = before.set_attribute("d", &heard);
            let _ = after.set_attribute("d", &rest);
        }
    });
    view! {
        <svg
            class="wave"
            viewBox=move || format!("0 0 {} 28", width(levels.with(Vec::len)).max(1))
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="heard" node_ref=before></path>
            <path class="rest" node_ref=after></path>
        </svg>
    }
}
