//! What happened to the ticket, between the messages.

use conversas_ipc::{ItemKind, ThreadItem};
use leptos::prelude::*;

use crate::clock;
use crate::components::{icon, status_name};
use crate::i18n::{common, thread as t};

/// "Ana Lopes respondeu · Em atendimento 09:05".
pub(super) fn event(item: &ThreadItem) -> impl IntoView + use<> {
    let (symbol, status, words, whom) = match &item.kind {
        ItemKind::StatusChanged { status, opened } => {
            let name = status_name(*status);
            (name, Some(name), t::status_event(*status, *opened), None)
        }
        ItemKind::ForwardedAway { channel, count } => {
            ("forward", None, t::forwarded_away(*count), Some(channel.clone()))
        }
        ItemKind::GuardianAdded { name } if *name == item.author.name => {
            ("user-plus", None, t::joined().to_owned(), None)
        }
        ItemKind::GuardianAdded { name } => ("user-plus", None, t::added().to_owned(), Some(name.clone())),
        ItemKind::CsatAnswered { rating } => ("star", None, t::rated(u8::from(*rating)), None),
        // Messages have their own form.
        ItemKind::Message { .. } | ItemKind::Forwarded { .. } | ItemKind::Note { .. } => {
            ("info", None, String::new(), None)
        }
    };
    let who = if item.author.is_me { common::you().to_owned() } else { item.author.name.clone() };
    view! {
        <p class="event" data-status=status id=format!("entry-{}", item.id)>
            {icon(symbol)}
            <span>
                <b>{who}</b>
                {words}
                {whom.map(|whom| view! { <b>{whom}</b> })}
            </span>
            <time>{clock::time_of_day(item.at)}</time>
        </p>
    }
}
