//! The settings of voice messages: the speed of playing, and the microphone.

use conversas_ipc::{Microphone, MicrophonesQuery, VoiceSpeed};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{App, app};
use crate::i18n::{device as t, voice};
use crate::transport::call;

/// The section of the settings page.
#[component]
pub(super) fn SoundSection() -> impl IntoView {
    let app = app();
    let speeds = [VoiceSpeed::Once, VoiceSpeed::OnceAndHalf, VoiceSpeed::Twice];
    let microphones = RwSignal::new(None::<Vec<Microphone>>);
    let look = move || {
        spawn_local(async move {
            if let Ok(found) = call(MicrophonesQuery {}).await
                && microphones.try_with_untracked(|known| known.as_ref() != Some(&found)) == Some(true)
            {
                microphones.set(Some(found));
            }
        });
    };
    look();
    // A person who plugs in a microphone finds it when they come back to the window.
    let back = window_event_listener(ev::focus, move |_| look());
    on_cleanup(move || back.remove());
    view! {
        <div class="section" role="radiogroup" aria-labelledby="speed-title">
            <h3 id="speed-title">{t::speed()}</h3>
            <div class="segmented speeds">
                {speeds
                    .map(|speed| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="speed"
                                    prop:checked=move || app.preferences().with(|all| all.voice_speed) == speed
                                    on:change=move |_| app.prefer(|all| all.voice_speed = speed)
                                />
                                <span>{voice::speed(speed)}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
        <div class="section" role="radiogroup" aria-labelledby="microphone-title">
            <h3 id="microphone-title">{t::microphone()}</h3>
            <div class="choices">{move || choices(app, microphones.get())}</div>
        </div>
    }
}

/// The choices: the system's microphone, those that are there, and the chosen one even if it is not.
fn choices(app: App, found: Option<Vec<Microphone>>) -> AnyView {
    let Some(found) = found else { return view! { <p class="help">{t::looking()}</p> }.into_any() };
    let chosen = app.preferences().with_untracked(|all| all.microphone.clone());
    let usual = found.iter().find(|one| one.is_default).map(|one| one.name.clone());
    let none = found.is_empty().then(|| view! { <p class="help">{t::no_microphone()}</p> });
    let gone = chosen.filter(|id| !found.iter().any(|one| one.id == *id)).map(|id| {
        choice(app, Some(id), t::gone_microphone().to_owned(), Some(t::gone_microphone_hint().to_owned()))
    });
    let all = found.into_iter().map(|one| choice(app, Some(one.id), one.name, None)).collect_view();
    view! {
        {choice(app, None, t::usual_microphone().to_owned(), usual)}
        {all}
        {gone}
        {none}
    }
    .into_any()
}

fn choice(app: App, id: Option<String>, name: String, hint: Option<String>) -> impl IntoView {
    let own = id.clone();
    view! {
        <label class="choice">
            <span class="what">{name} {hint.map(|hint| view! { " " <small>{hint}</small> })}</span>
            <input
                type="radio"
                name="microphone"
                prop:checked=move || app.preferences().with(|all| all.microphone == own)
                on:change=move |_| {
                    let id = id.clone();
                    app.prefer(|all| all.microphone = id);
                }
            />
        </label>
    }
}
