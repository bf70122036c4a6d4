//! The one player of the app: what is heard goes on wherever the person goes. What to do is decided by
//! `state::player`; here it is done with the page's one audio element.

mod ear;
mod follow;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlAudioElement;

use super::App;
use crate::browser::media_keys;
use crate::state::player::{Deck, Key, Order, Play, Sound, rate};

/// The largest step, in milliseconds, in which the place in the sound is told.
const STEP_MS: u64 = 40;

/// The player; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Player {
    /// What is played, and what waits.
    deck: RwSignal<Deck>,
    /// Where the sound is that is loaded, in milliseconds.
    at: RwSignal<u64>,
    /// Why a sound could not be played.
    trouble: RwSignal<Option<(Key, String)>>,
    /// The message that is played can be seen.
    on_screen: RwSignal<bool>,
    /// The page's one audio element.
    pub(crate) element: NodeRef<html::Audio>,
    /// Where the sound that is being loaded begins.
    begin_at: StoredValue<u64>,
    is_following: StoredValue<bool>,
}

impl Player {
    pub(super) fn new() -> Player {
        Player {
            deck: RwSignal::new(Deck::default()),
            at: RwSignal::new(0),
            trouble: RwSignal::new(None),
            on_screen: RwSignal::new(false),
            element: NodeRef::new(),
            begin_at: StoredValue::new(0),
            is_following: StoredValue::new(false),
        }
    }

    /// What is played, and what waits.
    pub(crate) fn deck(self) -> ReadSignal<Deck> {
        self.deck.read_only()
    }

    /// Where the sound is that is loaded, in milliseconds.
    pub(crate) fn at(self) -> ReadSignal<u64> {
        self.at.read_only()
    }

    /// Why a sound could not be played.
    pub(crate) fn trouble(self) -> ReadSignal<Option<(Key, String)>> {
        self.trouble.read_only()
    }

    /// Notes whether the message that is played can be seen.
    pub(crate) fn seen(self, is_seen: bool) {
        self.on_screen.set(is_seen);
    }

    /// Whether the message that is played can be seen.
    pub(crate) fn is_seen(self) -> bool {
        self.on_screen.get()
    }

    /// Where a sound is, loaded or not, in milliseconds.
    pub(crate) fn place(self, key: &Key) -> u64 {
        match self.deck.with(|deck| deck.play(key).is_some()) {
            true => self.at.get(),
            false => self.deck.with(|deck| deck.left_at(key)),
        }
    }

    /// Forgets where the person before stopped.
    pub(super) fn forget(self) {
        self.deck.set(Deck::default());
        self.trouble.set(None);
    }

    fn change<T>(self, change: impl FnOnce(&mut Deck) -> T) -> Option<T> {
        self.deck.try_update(change)
    }

    fn tell(self, at: u64) {
        let before = self.at.get_untracked();
        if before != at && (at < before || at - before >= STEP_MS) {
            self.at.set(at);
        }
    }
}

impl App {
    /// The play button of a sound. `then`: what is to follow.
    pub(crate) fn press_play(self, sound: Sound, then: Vec<Sound>) {
        // A microphone that runs would hear it.
        self.stop_recording();
        let at = self.player().at.get_untracked();
        if let Some(order) = self.player().change(|deck| deck.press(sound, at, then)) {
            self.obey(order);
        }
    }

    /// Pauses what is heard.
    pub(crate) fn pause_playback(self) {
        if let Some(order) = self.player().change(Deck::pause).flatten() {
            self.obey(order);
        }
    }

    /// Plays on, or pauses.
    pub(crate) fn toggle_playback(self) {
        match self.player().deck.with_untracked(Deck::state) {
            Some(Play::Paused) => {
                self.stop_recording();
                if let Some(order) = self.player().change(Deck::resume).flatten() {
                    self.obey(order);
                }
            }
            _ => self.pause_playback(),
        }
    }

    /// Ends playing, because the person is done with the sound.
    pub(crate) fn close_playback(self) {
        let at = self.player().at.get_untracked();
        if let Some(order) = self.player().change(|deck| deck.close(at)) {
            self.obey(order);
        }
    }

    /// Forgets what was loaded of a sound, because it is not right any more.
    pub(crate) fn forget_sound(self, key: &Key) {
        let known =
            self.player().deck.with_untracked(|deck| deck.play(key).is_some() || deck.left_at(key) > 0);
        if known && let Some(order) = self.player().change(|deck| deck.forget(key)).flatten() {
            self.obey(order);
        }
    }

    /// Goes to a place of a sound.
    pub(crate) fn seek(self, key: &Key, to_ms: u64) {
        if let Some(order) = self.player().change(|deck| deck.seek(key, to_ms)).flatten() {
            self.obey(order);
        }
    }

    fn obey(self, order: Order) {
        let player = self.player();
        let Some(audio) = player.element.get_untracked() else { return };
        match order {
            Order::Load { path, from_ms } => {
                player.at.set(from_ms);
                player.trouble.set(None);
                player.begin_at.set_value(from_ms);
                match untrack(|| self.media_url(&path)) {
                    Some(address) => audio.set_src(&address),
                    None => return self.playing_failed(),
                }
                self.set_rate();
                self.begin_sound(&audio);
            }
            Order::Resume => self.begin_sound(&audio),
            // Fails for an element without a source only.
            Order::Pause => drop(audio.pause()),
            Order::Seek(to) => {
                player.at.set(to);
                match audio.ready_state() {
                    0 => player.begin_at.set_value(to),
                    _ => audio.set_current_time(to as f64 / 1_000.0),
                }
            }
            Order::Unload => {
                player.at.set(0);
                drop(audio.pause());
                drop(audio.remove_attribute("src"));
                audio.load();
            }
        }
        media_keys::tell(player.deck.with_untracked(Deck::state));
    }

    fn begin_sound(self, audio: &HtmlAudioElement) {
        let Ok(promise) = audio.play() else { return };
        spawn_local(async move {
            let refused = JsFuture::from(promise).await.err();
            let name = refused.and_then(|error| js_sys::Reflect::get(&error, &JsValue::from("name")).ok());
            // Another sound came, or the element says by itself what is wrong; but without a press nothing may be heard.
            if name.and_then(|name| name.as_string()).as_deref() == Some("NotAllowedError") {
                self.player().change(Deck::pause);
            }
        });
    }

    /// A take is listened to as it is.
    pub(super) fn set_rate(self) {
        let player = self.player();
        let Some(audio) = player.element.get_untracked() else { return };
        let is_message =
            player.deck.with_untracked(|deck| deck.now().is_some_and(|sound| sound.place.is_some()));
        let speed = self.preferences().with_untracked(|preferences| preferences.voice_speed);
        let rate = if is_message { rate(speed) } else { 1.0 };
        // Loading goes back to the default rate.
        audio.set_default_playback_rate(rate);
        audio.set_playback_rate(rate);
    }
}
