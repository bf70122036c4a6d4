//! The channel choice of a person who belongs to several.

use conversas_ipc::{Account, ChannelItem};
use leptos::prelude::*;

use crate::app::{App, app};
use crate::components::drawing::Drawing;
use crate::components::{Banner, channel_tile, empty};
use crate::i18n::inbox as t;
use crate::state::channels::readable;

/// The list's pane while no channel is chosen.
#[component]
pub(crate) fn ChannelChoice() -> impl IntoView {
    let app = app();
    view! {
        <section class="pane list-pane" aria-label=t::pane()>
            <header class="list-head choose">
                <h2>{t::choose_channel()}</h2>
                <p class="help">{t::choose_channel_hint()}</p>
            </header>
            <Banner class="" />
            <div class="scroll">{move || groups(app, &app.me())}</div>
        </section>
    }
}

fn groups(app: App, me: &Account) -> AnyView {
    let (own, others) = readable(me);
    if own.is_empty() && others.is_empty() {
        let text = t::no_channel_hint().to_owned();
        return empty(Drawing::Notebook, t::no_channel().to_owned(), text, ()).into_any();
    }
    view! {
        {group(app, t::own_channels(), "", own)} {group(app, t::other_channels(), t::other_channels_hint(), others)}
    }
    .into_any()
}

fn group(app: App, heading: &'static str, hint: &'static str, channels: Vec<ChannelItem>) -> impl IntoView {
    (!channels.is_empty()).then(|| {
        view! {
            <section class="channel-group">
                <h3>{heading}</h3>
                {(!hint.is_empty()).then(|| view! { <p class="help">{hint}</p> })}
                <ul>{channels.into_iter().map(|channel| view! { <li>{entry(app, channel)}</li> }).collect_view()}</ul>
            </section>
        }
    })
}

fn entry(app: App, channel: ChannelItem) -> impl IntoView {
    let id = channel.id;
    let waiting = move || {
        let summary =
            app.summaries().with(|all| all.channels.iter().find(|summary| summary.id == id).cloned())?;
        let waits = (summary.waiting > 0).then(
            || view! { <span class="badge waiting">{format!("{}{}", summary.waiting, t::waiting())}</span> },
        );
        let unread = (summary.unread > 0)
            .then(|| view! { <span>{format!("{}{}", summary.unread, t::unread(summary.unread))}</span> });
        Some(view! { <span class="counts">{waits} " " {unread}</span> })
    };
    view! {
        <button class="menu-item channel" type="button" on:click=move |_| app.choose(id)>
            {channel_tile(channel.kind)}
            <span class="what">{channel.name} " " <small>{channel.description}</small></span>
            {waiting}
        </button>
    }
}
