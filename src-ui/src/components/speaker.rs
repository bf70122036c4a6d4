//! The page's one audio element: outside of all parts that come and go, so that a sound plays on.

use leptos::prelude::*;

use crate::app::app;

/// The hidden audio element, whose events are told to the player.
#[component]
pub(crate) fn Speaker() -> impl IntoView {
    let app = app();
    view! {
        <audio
            hidden
            preload="auto"
            node_ref=app.player().element
            on:loadedmetadata=move |_| app.sound_known()
            on:playing=move |_| app.sound_began()
            on:pause=move |_| app.sound_paused()
            on:timeupdate=move |_| app.read_ear()
            on:ended=move |_| app.sound_ended()
            on:error=move |_| app.playing_failed()
        ></audio>
    }
}
