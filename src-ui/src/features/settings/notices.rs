//! The settings of notifications: whether, with how much text, for which channels, and when not.

use conversas_ipc::{ChannelItem, Notifications, QuietHours};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{App, app};
use crate::i18n::notifications as t;
use crate::transport::notify::{self, Permission};

/// The first quiet hours: from 20:00 to 07:00.
const USUAL: QuietHours = QuietHours { from: 20 * 60, to: 7 * 60 };

/// The section of the settings page.
#[component]
pub(super) fn NoticesSection() -> impl IntoView {
    let app = app();
    let enabled = Memo::new(move |_| app.preferences().with(|all| all.notifications.enabled));
    view! {
        <div class="section">
            <h3>{t::title()}</h3>
            <div class="choices">
                {switch(
                    t::enabled(),
                    "",
                    move || enabled.get(),
                    move |on| change(app, |all| all.enabled = on),
                )}
            </div>
            <Show when=move || enabled.get()>
                <PermissionLine />
                <div class="choices">
                    {switch(
                        t::show_text(),
                        t::show_text_hint(),
                        move || app.preferences().with(|all| all.notifications.show_text),
                        move |on| change(app, |all| all.show_text = on),
                    )}
                    {switch(
                        t::quiet(),
                        t::quiet_hint(),
                        move || app.preferences().with(|all| all.notifications.quiet.is_some()),
                        move |on| change(app, |all| all.quiet = on.then_some(USUAL)),
                    )}
                </div>
                {move || quiet(app)} {move || channels(app)}
            </Show>
        </div>
    }
}

fn change(app: App, change: impl FnOnce(&mut Notifications)) {
    app.prefer(|preferences| change(&mut preferences.notifications));
}

/// A named switch with a sentence.
pub(super) fn switch(
    name: impl IntoView + 'static,
    hint: &'static str,
    is_on: impl Fn() -> bool + Send + 'static,
    set: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <label class="choice switch-row">
            <span class="what">{name} {(!hint.is_empty()).then(|| view! { " " <small>{hint}</small> })}</span>
            <input
                type="checkbox"
                role="switch"
                class="switch"
                prop:checked=is_on
                on:change=move |event| set(event_target_checked(&event))
            />
        </label>
    }
}

/// The two ends of the quiet hours, if set.
fn quiet(app: App) -> Option<impl IntoView + use<>> {
    let is_on = Memo::new(move |_| app.preferences().with(|all| all.notifications.quiet.is_some()));
    is_on.get().then(|| {
        // Shown once: WebKit tells of a change after each digit, and a time that comes back from the host would end the typing.
        let now = app.preferences().with_untracked(|all| all.notifications.quiet.unwrap_or(USUAL));
        let set = move |write: fn(&mut QuietHours, u16), event: web_sys::Event| {
            if let Some(minute) = minute_of(&event_target_value(&event)) {
                change(app, |all| {
                    let mut hours = all.quiet.unwrap_or(USUAL);
                    write(&mut hours, minute);
                    all.quiet = Some(hours);
                });
            }
        };
        view! {
            <div class="quiet-hours">
                <label>
                    <span>{t::from()}</span>
                    <input
                        type="time"
                        class="time-field"
                        aria-label=t::from_label()
                        prop:value=clock_of(now.from)
                        on:change=move |event| set(|hours, minute| hours.from = minute, event)
                    />
                </label>
                <label>
                    <span>{t::to()}</span>
                    <input
                        type="time"
                        class="time-field"
                        aria-label=t::to_label()
                        prop:value=clock_of(now.to)
                        on:change=move |event| set(|hours, minute| hours.to = minute, event)
                    />
                </label>
            </div>
        }
    })
}

/// The choice of channels; with one channel there is nothing to choose.
fn channels(app: App) -> Option<impl IntoView + use<>> {
    let own: Vec<ChannelItem> = app.me().channels.iter().filter(|channel| channel.member).cloned().collect();
    (own.len() > 1).then(|| {
        let rows = own.into_iter().map(|channel| {
            let id = channel.id;
            switch(
                channel.name,
                "",
                move || app.preferences().with(|all| !all.notifications.muted.contains(&id)),
                move |on| {
                    change(app, |all| {
                        all.muted.retain(|muted| *muted != id);
                        if !on {
                            all.muted.push(id);
                        }
                    });
                },
            )
        });
        view! {
            <div class="choices" role="group" aria-label=t::channels()>
                <p class="help">{t::channels()}</p>
                {rows.collect_view()}
            </div>
        }
    })
}

/// The permission of a browser, which must be given first; only a press asks for it.
#[component]
fn PermissionLine() -> impl IntoView {
    let permission = RwSignal::new(notify::permission());
    let ask = move |_| {
        spawn_local(async move {
            let answer = notify::ask().await;
            permission.try_set(answer);
        });
    };
    move || match permission.get() {
        Permission::NotNeeded | Permission::Granted => ().into_any(),
        Permission::Denied => view! { <p class="help">{t::denied()}</p> }.into_any(),
        Permission::Unsupported => view! { <p class="help">{t::unsupported()}</p> }.into_any(),
        Permission::Unasked => view! {
            <p class="help">{t::permission()}</p>
            <button class="button" type="button" on:click=ask>
                {t::allow()}
            </button>
        }
        .into_any(),
    }
}

/// "20:00".
fn clock_of(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn minute_of(clock: &str) -> Option<u16> {
    let (hour, minute) = clock.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
