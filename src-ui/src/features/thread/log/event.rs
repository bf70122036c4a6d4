//! Events of the ticket, between the messages.

use conversas_domain::ids::EntryId;
use conversas_ipc::{Delivery, ItemKind, ThreadItem};
use leptos::prelude::*;

use super::super::model::{Shown, Thread};
use super::message::delivery_mark;
use super::survey::ticket_of;
use super::trouble::{What, trouble};
use crate::clock;
use crate::components::{icon, status_name, tiny_icon};
use crate::i18n::slots::{Piece, WHO, WHOM, pieces};
use crate::i18n::{common, thread as t};
use crate::state::names;

/// "Ana Lopes respondeu · Em atendimento 09:05". Follows the delivery of the person's own events.
pub(in crate::features::thread) fn event(thread: Thread, current: Memo<Shown>) -> impl IntoView {
    let (item, _) = current.get_untracked();
    let (symbol, status, sentence, whom) = said(&item);
    let at = Memo::new(move |_| current.with(|(item, _)| item.at));
    let delivery = Memo::new(move |_| current.with(|(item, _)| item.delivery));
    let who = if item.author.is_me { common::you().to_owned() } else { names::isolated(&item.author.name) };
    let words = pieces(&sentence).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Who => view! { <b>{who.clone()}</b> }.into_any(),
        Piece::Whom => whom.as_deref().map(|whom| view! { <b>{names::isolated(whom)}</b> }).into_any(),
    });
    let words = words.collect_view();
    // An event that the server has is done: only one that is not there yet is marked.
    let mark = move || match delivery.get()? {
        pending @ (Delivery::Queued | Delivery::Sending { .. }) => Some(("pending-mark", pending)),
        stuck @ (Delivery::Blocked { .. } | Delivery::Failed { .. }) => Some(("wrong", stuck)),
        Delivery::Sent | Delivery::Delivered | Delivery::Read => None,
    };
    let mark = move || {
        mark().map(|(class, delivery)| {
            let (symbol, word) = delivery_mark(delivery);
            view! { <span class=class>{tiny_icon(symbol)} {word}</span> }
        })
    };
    // Of these events only a forward can be in trouble.
    let has_note = matches!(item.kind, ItemKind::ForwardedAway { has_note: true, .. });
    view! {
        <p class="event" data-status=status id=format!("entry-{}", item.id)>
            {icon(symbol)}
            <span>{words}</span>
            " "
            <time>{move || clock::time_of_day(at.get())}</time>
            " "
            {mark}
        </p>
        {comment(thread, &item)}
        {trouble(thread, item.id, What::Forward { has_note }, delivery)}
    }
}

/// Answers icon, status, the sentence with the places of the names, and the object of the act.
fn said(item: &ThreadItem) -> (&'static str, Option<&'static str>, String, Option<String>) {
    match &item.kind {
        ItemKind::StatusChanged { status, opened } => {
            let name = status_name(*status);
            (name, Some(name), t::status_event(*status, item.author.side, *opened), None)
        }
        ItemKind::ForwardedAway { channel, count, .. } => {
            ("forward", None, t::forwarded_away(WHO, *count, WHOM), Some(channel.clone()))
        }
        ItemKind::GuardianAdded { name } if *name == item.author.name => {
            ("user-plus", None, t::joined(WHO), None)
        }
        ItemKind::GuardianAdded { name } => ("user-plus", None, t::added(WHO, WHOM), Some(name.clone())),
        ItemKind::Assigned { name: Some(name) } if *name == item.author.name => {
            ("user", None, t::took_over(WHO), None)
        }
        ItemKind::Assigned { name: Some(name) } => {
            ("user", None, t::handed_over(WHO, WHOM), Some(name.clone()))
        }
        ItemKind::Assigned { name: None } => ("user", None, t::released(WHO), None),
        ItemKind::CsatAnswered { rating } => ("star", None, t::rated(WHO, u8::from(*rating)), None),
        // These items have a form of their own.
        ItemKind::Message { .. }
        | ItemKind::Forwarded { .. }
        | ItemKind::Note { .. }
        | ItemKind::Unreadable
        | ItemKind::Unknown => ("info", None, String::new(), None),
    }
}

/// The line "Não foi possível mostrar esta mensagem." Author and time are not known.
pub(super) fn unreadable(id: EntryId) -> impl IntoView {
    stand_in(id, "alert", t::unreadable())
}

/// The line "Atualize o aplicativo para ver isto."
pub(in crate::features::thread) fn unknown(id: EntryId) -> impl IntoView {
    stand_in(id, "refresh", common::update_to_see())
}

fn stand_in(id: EntryId, symbol: &'static str, words: &'static str) -> impl IntoView {
    view! {
        <p class="event" id=format!("entry-{id}")>
            {icon(symbol)}
            <span>{words}</span>
        </p>
    }
}

/// The comment of the family's rating.
fn comment(thread: Thread, item: &ThreadItem) -> Option<impl IntoView + use<>> {
    let ticket = item.ticket_id.filter(|_| matches!(item.kind, ItemKind::CsatAnswered { .. }))?;
    let words = Memo::new(move |_| {
        let detail = thread.app.detail().get()?;
        let comment = ticket_of(&detail, ticket)?.csat.as_ref()?.comment.clone();
        (!comment.is_empty() && thread.side == conversas_domain::person::Side::School).then_some(comment)
    });
    Some(move || {
        words
            .get()
            .map(|words| view! { <blockquote class="quoted event-words" dir="auto"><span>{words}</span></blockquote> })
    })
}
