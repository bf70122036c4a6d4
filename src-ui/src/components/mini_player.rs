//! The sound that plays while its message is out of sight: the speaker, the progress, and the way back to the
//! message.

use leptos::prelude::*;

use super::icon;
use crate::app::{App, app};
use crate::i18n::{common, voice as t};
use crate::state::clocks;
use crate::state::player::{Play, Sound};

/// The pill with the player. It lies over other content, so that nothing moves when it appears. `shown`:
/// whether this place is the one for it.
#[component]
pub(crate) fn MiniPlayer(#[prop(into)] shown: Signal<bool>, class: &'static str) -> impl IntoView {
    let app = app();
    let sound = Memo::new(move |_| {
        let unseen = !app.player().is_seen();
        app.player().deck().with(|deck| deck.now().filter(|sound| sound.place.is_some() && unseen).cloned())
    });
    move || sound.get().filter(|_| shown.get()).map(|sound| pill(app, sound, class))
}

fn pill(app: App, sound: Sound, class: &'static str) -> impl IntoView {
    let player = app.player();
    let plays = Memo::new(move |_| {
        player.deck().with(|deck| matches!(deck.state(), Some(Play::Loading | Play::Playing)))
    });
    let length = clocks::length(sound.duration_ms);
    let seconds = Memo::new(move |_| player.at().get() / 1_000);
    let duration = sound.duration_ms.max(1);
    // In hundredths: no more changes than there are to be seen.
    let share = Memo::new(move |_| (player.at().get() * 100 / duration).min(100));
    let place = sound.place;
    view! {
        <section class=format!("mini-player {class}") aria-label=t::player()>
            <button
                class="round-play"
                type="button"
                aria-label=move || if plays.get() { t::pause() } else { t::play() }
                on:click=move |_| app.toggle_playback()
            >
                {move || icon(if plays.get() { "pause" } else { "play" })}
            </button>
            <button
                class="what"
                type="button"
                title=t::go_to()
                on:click=move |_| {
                    if let Some(place) = place {
                        app.open_at(place.conversation, place.entry);
                    }
                }
            >
                <b dir="auto">{sound.author}</b>
                <span class="tabular">{move || clocks::clock(seconds.get() * 1_000)} " / " {length}</span>
                <span class="vh">{t::go_to()}</span>
            </button>
            <button
                class="icon-button"
                type="button"
                aria-label=t::close()
                title=common::close()
                on:click=move |_| app.close_playback()
            >
                {icon("close")}
            </button>
            <svg class="line" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y="0" height="2" width=move || share.get()></rect>
            </svg>
        </section>
    }
}
