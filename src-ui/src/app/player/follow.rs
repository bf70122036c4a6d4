//! What the player follows: media keys, the speed, who is signed in.

use leptos::prelude::*;

use crate::app::{App, Phase};
use crate::browser::media_keys::{self, Wish};
use crate::state::player::{Deck, Play, sought};

impl App {
    /// Media keys, and a speed that is changed while something is heard.
    pub(crate) fn follow_player(self) {
        media_keys::listen(move |wish| match wish {
            Wish::Play | Wish::Pause => {
                let paused = self.player().deck.with_untracked(Deck::state) == Some(Play::Paused);
                if paused == (wish == Wish::Play) {
                    self.toggle_playback();
                }
            }
            Wish::Stop => self.close_playback(),
            Wish::Back | Wish::On => {
                let now = self.player().deck.with_untracked(|deck| deck.now().cloned());
                let key = if wish == Wish::On { "ArrowRight" } else { "ArrowLeft" };
                if let Some(sound) = now
                    && let Some(to) = sought(key, self.player().at.get_untracked(), sound.duration_ms)
                {
                    self.seek(&sound.key, to);
                }
            }
        });
        let speed = Memo::new(move |_| self.preferences().with(|preferences| preferences.voice_speed));
        Effect::new(move |_| {
            speed.track();
            self.set_rate();
        });
        let is_in = Memo::new(move |_| self.phase().get() == Phase::SignedIn);
        Effect::new(move |_| {
            if !is_in.get() {
                self.close_playback();
            }
        });
    }
}
