//! Listening to a take that waits, with the app's one player.

use leptos::prelude::*;

use super::{Bar, LISTEN};
use crate::components::icon;
use crate::components::wave::{Ear, Wave, wave};
use crate::i18n::recorder as t;
use crate::state::clocks;
use crate::state::player::{Key, Play, Sound};
use crate::state::recorder::Face;

/// The take as a sound for the player; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Preview {
    bar: Bar,
    sound: Memo<Option<Sound>>,
    play: Memo<Option<Play>>,
}

impl Preview {
    pub(super) fn new(bar: Bar) -> Preview {
        let sound = Memo::new(move |_| {
            let waits = matches!(bar.face.get(), Face::Paused | Face::Full);
            bar.app.recorder().takes().with(|takes| {
                let take = takes.of(bar.thread.id).filter(|_| waits)?;
                Some(Sound::take(&take.id, take.duration_ms))
            })
        });
        let play = Memo::new(move |_| {
            let sound = sound.get()?;
            bar.app.player().deck().with(|deck| deck.play(&sound.key))
        });
        Preview { bar, sound, play }
    }

    fn press(self) {
        if let Some(sound) = self.sound.get_untracked() {
            self.bar.app.press_play(sound, Vec::new());
        }
    }

    /// The place up to which the take was heard, once it was played.
    pub(super) fn heard(self) -> Option<String> {
        let sound = self.sound.get()?;
        let at = self.bar.app.player().place(&sound.key);
        (self.play.get().is_some() || at > 0).then(|| clocks::clock(at))
    }

    /// The play button before the time.
    pub(super) fn button(self) -> impl IntoView {
        let plays = Memo::new(move |_| matches!(self.play.get(), Some(Play::Loading | Play::Playing)));
        let label = move || if plays.get() { t::stop_listening() } else { t::listen() };
        view! {
            <button
                class="round-play when-paused"
                type="button"
                id=LISTEN
                aria-label=label
                title=label
                on:click=move |_| self.press()
            >
                {move || icon(if plays.get() { "pause" } else { "play" })}
            </button>
        }
    }

    /// The wave of the whole take.
    pub(super) fn wave(self) -> impl IntoView {
        let recorder = self.bar.app.recorder();
        let levels = Memo::new(move |_| {
            let sound = self.sound.get();
            match sound.map(|sound| sound.key) {
                Some(Key::Take(id)) => recorder.levels(&id, |levels| levels.whole()),
                _ => Vec::new(),
            }
        });
        let ear = Ear {
            key: Signal::derive(move || self.sound.get().map(|sound| sound.key)),
            duration_ms: Signal::derive(move || self.bar.recorded.get()),
            toggle: Callback::new(move |()| self.press()),
        };
        wave(Wave { levels: levels.into(), ear, class: "slider when-paused" })
    }
}
