//! A voice message or another sound in its bubble, played by the app's one player.

use conversas_domain::attachment::AttachmentKind;
use conversas_ipc::{Delivery, FileHere, FileItem, ItemAuthor};
use leptos::html;
use leptos::prelude::*;

use super::super::model::{Shown, Thread};
use super::file::{Standing, way_back};
use crate::app::App;
use crate::browser;
use crate::components::wave::{Ear, Wave, wave};
use crate::components::{file_name, icon, tiny_icon};
use crate::i18n::{common, voice as t};
use crate::state::clocks;
use crate::state::levels::resized;
use crate::state::player::{Key, Play, Sound, next_speed, run_after, spoken};

/// The number of bars of a voice message, as wide as its bubble.
const BARS: usize = 43;

/// The speaker's name for the reader.
fn name_of(author: &ItemAuthor) -> String {
    if author.is_me { common::you().to_owned() } else { author.name.clone() }
}

fn press(thread: Thread, current: Memo<Shown>) {
    let (item, _) = current.get_untracked();
    let Some((author, file)) = spoken(&item) else { return };
    let sound = Sound::message(thread.id, item.id, file, &name_of(author));
    let then = thread.list.with_untracked(|list| run_after(thread.id, list.items(), item.id, name_of));
    // The bubble tells better in a moment.
    thread.app.player().seen(true);
    thread.app.press_play(sound, then);
}

/// The player of a sound.
pub(in crate::features::thread) fn voice(
    thread: Thread,
    current: Memo<Shown>,
    delivery: Memo<Option<Delivery>>,
) -> impl IntoView {
    let (app, player) = (thread.app, thread.app.player());
    let (item, _) = current.get_untracked();
    let stop = spoken(&item).map(|(_, file)| way_back(Standing::follow(thread, file, current, delivery)));
    let key = StoredValue::new(Key::Message(item.id));
    let duration =
        Memo::new(move |_| of_file(current, |file| file.duration_ms.unwrap_or(0)).unwrap_or_default());
    let here = Memo::new(move |_| of_file(current, |file| file.here).unwrap_or(FileHere::Here));
    let play = Memo::new(move |_| player.deck().with(|deck| key.with_value(|key| deck.play(key))));
    let trouble = move || {
        player.trouble().get().filter(|(of, _)| key.with_value(|key| of == key)).map(|(_, said)| said)
    };
    let levels = Memo::new(move |_| {
        of_file(current, |file| resized(&file.waveform, BARS)).unwrap_or_else(|| resized(&[], BARS))
    });
    let ear = Ear {
        key: Signal::stored(Some(key.get_value())),
        duration_ms: duration.into(),
        toggle: Callback::new(move |()| press(thread, current)),
    };
    let name = spoken(&item).filter(|(_, file)| file.kind == AttachmentKind::Audio);
    let name = StoredValue::new(name.map(|(_, file)| file.name.clone()));
    let said = move || match name.get_value() {
        Some(name) => t::sound(&name, length(duration.get()).as_deref()),
        None => t::message(&clocks::length(duration.get())),
    };
    let element = NodeRef::<html::Div>::new();
    tell_sight(thread, play, element);
    view! {
        {name.get_value().map(|name| view! { <p class="sound-name">{file_name(&name)}</p> })}
        <div
            class="voice"
            role="group"
            aria-label=said
            node_ref=element
        >
            {play_button(play, here, move || press(thread, current))}
            {wave(Wave { levels: levels.into(), ear, class: "slider" })}
            {speed_button(app)}
            {stop}
            <span class="time">
                {times(app, key, play, duration)}
                {move || {
                    (here.get() == FileHere::Absent)
                        .then(|| view! { {tiny_icon("download")} <span class="vh">{t::not_here()}</span> })
                }}
            </span>
        </div>
        <p class="voice-problem" role="status">{trouble}</p>
    }
}

fn of_file<T>(current: Memo<Shown>, look: impl FnOnce(&FileItem) -> T) -> Option<T> {
    current.with(|(item, _)| spoken(item).map(|(_, file)| look(file)))
}

/// The duration, if known: not every sound that was made elsewhere says it.
fn length(duration_ms: u64) -> Option<String> {
    Some(duration_ms).filter(|ms| *ms > 0).map(clocks::length)
}

/// The duration, or the place up to which the sound was heard.
fn times(
    app: App,
    key: StoredValue<Key>,
    play: Memo<Option<Play>>,
    duration: Memo<u64>,
) -> impl Fn() -> String + Copy {
    let place = Memo::new(move |_| key.with_value(|key| app.player().place(key)) / 1_000 * 1_000);
    move || match (play.get().is_some(), place.get(), length(duration.get())) {
        (false, 0, length) => length.unwrap_or_default(),
        (_, at, Some(length)) => format!("{} / {length}", clocks::clock(at)),
        (_, at, None) => clocks::clock(at),
    }
}

fn speed_button(app: App) -> impl IntoView {
    let speed = Memo::new(move |_| app.preferences().with(|preferences| preferences.voice_speed));
    view! {
        <button
            class="speed"
            type="button"
            aria-label=move || t::change_speed(speed.get())
            on:click=move |_| app.prefer(|all| all.voice_speed = next_speed(all.voice_speed))
        >
            {move || t::speed(speed.get())}
        </button>
    }
}

/// The play button, with a ring while the sound is on its way.
fn play_button(play: Memo<Option<Play>>, here: Memo<FileHere>, press: impl Fn() + 'static) -> impl IntoView {
    let plays = Memo::new(move |_| matches!(play.get(), Some(Play::Loading | Play::Playing)));
    let percent = move || match here.get() {
        FileHere::Fetching { percent } => Some(percent),
        FileHere::Absent | FileHere::Here => None,
    };
    let label = move || match (plays.get(), percent()) {
        (true, Some(percent)) => t::fetching(percent),
        (true, None) => t::pause().to_owned(),
        (false, _) => t::play().to_owned(),
    };
    let ring = move || {
        let waits = play.get() == Some(Play::Loading) || percent().is_some();
        waits.then(|| {
            let part = percent().unwrap_or(25).max(4);
            view! {
                <svg class="wait-ring" class:turning=percent().is_none() viewBox="0 0 36 36" aria-hidden="true">
                    <circle
                        cx="18"
                        cy="18"
                        r="15.5"
                        pathLength="100"
                        stroke-dasharray=format!("{part} 100")
                    ></circle>
                </svg>
            }
        })
    };
    view! {
        <button class="round-play" type="button" aria-label=label on:click=move |_| press()>
            {move || icon(if plays.get() { "pause" } else { "play" })}
            {ring}
        </button>
    }
}

/// Tells the player whether the message that it plays can be seen here.
fn tell_sight(thread: Thread, play: Memo<Option<Play>>, element: NodeRef<html::Div>) {
    let player = thread.app.player();
    let is_loaded = Memo::new(move |_| play.get().is_some());
    Effect::new(move |_| {
        if let (true, Some(element)) = (is_loaded.get(), element.get()) {
            browser::watch_sight(&element, move |seen| player.seen(seen));
            on_cleanup(move || player.seen(false));
        }
    });
}
