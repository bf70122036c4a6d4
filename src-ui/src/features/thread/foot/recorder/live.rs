//! The current loudness. Twenty times a second two attributes change, and nothing else of the page.

use leptos::prelude::*;
use leptos::svg;

use super::Bar;
use crate::state::levels::{BARS, width};
use crate::state::recorder::Face;

/// The wave while recording: the newest at the end.
pub(super) fn live_wave(bar: Bar) -> impl IntoView {
    let (older, newest) = (NodeRef::<svg::Path>::new(), NodeRef::<svg::Path>::new());
    let recorder = bar.app.recorder();
    Effect::new(move |_| {
        if !bar.face.get().is_running() {
            return;
        }
        if bar.face.get() == Face::Recording {
            recorder.at().track();
        }
        let id = bar.take_id().unwrap_or_default();
        let (before, now) = recorder.levels(&id, |levels| levels.live());
        if let (Some(older), Some(newest)) = (older.get(), newest.get()) {
            // Ignored: SVG has attributes of this name.
            let _ = older.set_attribute("d", &before);
            let _ = newest.set_attribute("d", &now);
        }
    });
    view! {
        <svg
            class="wave when-recording"
            viewBox=format!("0 0 {} 28", width(BARS))
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="rest" node_ref=older></path>
            <path class="live" node_ref=newest></path>
        </svg>
    }
}
