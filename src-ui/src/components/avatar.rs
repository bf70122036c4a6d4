//! Initials of people, tiles of channels.

use conversas_domain::channel::ChannelKind;
use leptos::prelude::*;

use super::icon;
use crate::state::names;

/// A person's initials. `size`: "", "sm" or "lg".
pub(crate) fn avatar(name: &str, size: &'static str) -> impl IntoView + use<> {
    view! {
        <span class=format!("avatar {size}") data-tint=names::tint(name) aria-hidden="true">{names::initials(name)}</span>
    }
}

/// The first of several people, with how many more.
pub(crate) fn avatar_stack(people: &[String]) -> impl IntoView + use<> {
    let first = people.first().map(String::as_str).unwrap_or_default();
    match people.len() {
        0 | 1 => avatar(first, "").into_any(),
        n => view! {
            <span class="avatar-stack" aria-hidden="true">
                {avatar(first, "")}
                <span class="more">{format!("+{}", n - 1)}</span>
            </span>
        }
        .into_any(),
    }
}

/// A channel's symbol on its colour.
pub(crate) fn channel_tile(kind: ChannelKind) -> impl IntoView {
    let (symbol, tint) = match kind {
        ChannelKind::Secretary => ("desk", 1),
        ChannelKind::Finance => ("card", 3),
        ChannelKind::Coordination => ("book", 7),
        ChannelKind::Health => ("health", 5),
        ChannelKind::General => ("channel", 8),
    };
    view! { <span class="avatar tile" data-tint=tint aria-hidden="true">{icon(symbol)}</span> }
}
