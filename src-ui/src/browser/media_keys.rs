//! The media keys of keyboards and headsets, and the system's display of what is played. No name and no text
//! are shown there, because the display is seen on locked screens.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::state::player::Play;

/// The wish of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    Play,
    Pause,
    Stop,
    Back,
    On,
}

/// Listens as long as the page lives; does nothing where the webview has no such keys.
pub(crate) fn listen(wished: impl Fn(Wish) + Clone + 'static) {
    let Some(session) = session() else { return };
    let Some(set) = Reflect::get(&session, &"setActionHandler".into())
        .ok()
        .and_then(|set| set.dyn_into::<Function>().ok())
    else {
        return;
    };
    for (name, wish) in [
        ("play", Wish::Play),
        ("pause", Wish::Pause),
        ("stop", Wish::Stop),
        ("seekbackward", Wish::Back),
        ("seekforward", Wish::On),
    ] {
        let wished = wished.clone();
        let pressed = Closure::<dyn FnMut()>::new(move || wished(wish));
        // Ignored: this throws for an action that the webview does not know.
        let _ = set.call2(&session, &name.into(), pressed.as_ref());
        pressed.forget();
    }
}

/// Tells the system how far the playing has come.
pub(crate) fn tell(play: Option<Play>) {
    let Some(session) = session() else { return };
    let state = match play {
        None => "none",
        Some(Play::Paused) => "paused",
        Some(Play::Loading | Play::Playing) => "playing",
    };
    // Ignored: every such session has the property.
    let _ = Reflect::set(&session, &"playbackState".into(), &state.into());
}

fn session() -> Option<Object> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"mediaSession".into()).ok()?.dyn_into().ok()
}
