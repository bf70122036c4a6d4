//! Events of the page's audio element.

use conversas_ipc::FetchFile;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::App;
use crate::browser::media_keys;
use crate::i18n::voice as t;
use crate::state::player::{Deck, Play};
use crate::transport::call;

impl App {
    /// The element knows the sound, which can begin where it was left.
    pub(crate) fn sound_known(self) {
        let from = self.player().begin_at.get_value();
        self.player().begin_at.set_value(0);
        if let Some(audio) = self.player().element.get_untracked().filter(|_| from > 0) {
            audio.set_current_time(from as f64 / 1_000.0);
        }
    }

    /// The sound is heard now.
    pub(crate) fn sound_began(self) {
        self.player().change(Deck::began);
        media_keys::tell(Some(Play::Playing));
        if !self.player().is_following.get_value() {
            self.player().is_following.set_value(true);
            self.follow_ear();
        }
    }

    /// The system stopped the sound.
    pub(crate) fn sound_paused(self) {
        let ended = self.player().element.get_untracked().is_some_and(|audio| audio.ended());
        if !ended && self.player().deck.with_untracked(Deck::state) == Some(Play::Playing) {
            self.player().change(Deck::pause);
            media_keys::tell(Some(Play::Paused));
        }
    }

    /// The sound was heard to its end.
    pub(crate) fn sound_ended(self) {
        if let Some(order) = self.player().change(Deck::ended) {
            self.obey(order);
        }
    }

    /// Reads the element's place in the sound.
    pub(crate) fn read_ear(self) {
        let player = self.player();
        let is_there =
            player.begin_at.get_value() == 0 && player.deck.with_untracked(|deck| deck.now().is_some());
        if let Some(audio) =
            player.element.get_untracked().filter(|audio| is_there && audio.ready_state() > 0)
        {
            player.tell((audio.current_time() * 1_000.0) as u64);
        }
    }

    fn follow_ear(self) {
        request_animation_frame(move || {
            let playing = self.player().deck.with_untracked(Deck::state) == Some(Play::Playing);
            self.player().is_following.set_value(playing);
            if playing {
                self.read_ear();
                self.follow_ear();
            }
        });
    }

    /// Says why the sound cannot be played.
    pub(crate) fn playing_failed(self) {
        let Some(sound) = self.player().change(Deck::failed).flatten() else { return };
        self.player().at.set(0);
        media_keys::tell(None);
        spawn_local(async move {
            let said = match sound.place {
                // Fetching tells what an audio element does not.
                Some(place) => match call(FetchFile { id: place.file }).await {
                    Ok(_) if sound.is_decoded => t::broken().to_owned(),
                    Ok(_) => t::unplayable().to_owned(),
                    Err(failure) => t::not_fetched(&failure),
                },
                None => t::broken().to_owned(),
            };
            self.player().trouble.set(Some((sound.key, said)));
        });
    }
}
