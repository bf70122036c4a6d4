//! One line of the log.

use conversas_ipc::ItemKind;
use leptos::prelude::*;

use super::super::model::{Shown, Thread};
use super::event::{event, unknown, unreadable};
use super::message::message;
use super::scroll::UNREAD;
use super::survey::survey;
use crate::clock;
use crate::i18n::{dates, thread as t};
use crate::state::groups::Block;

/// A day, a mark, the end of an episode, an event or a message.
pub(in crate::features::thread) fn line(thread: Thread, block: Block) -> AnyView {
    let minute = thread.app.minute();
    match block {
        Block::Day(date, _) => {
            let words = move || {
                minute.track();
                dates::day(date, clock::today())
            };
            view! { <p class="day">{words}</p> }.into_any()
        }
        Block::Unread => {
            view! { <p class="episode unread-mark" id=UNREAD><b>{t::unread_mark()}</b></p> }.into_any()
        }
        Block::Episode { number, at, .. } => {
            let (name, finished) = t::episode(number, &dates::date(clock::civil(at).date, clock::today()));
            view! { <p class="episode"><span><b>{name}</b> {finished}</span></p> }.into_any()
        }
        Block::Survey { ticket, .. } => survey(thread, ticket).into_any(),
        Block::Entry(item, run) => {
            let id = item.id;
            let first: Shown = (item, run);
            let kind = first.0.kind.clone();
            // The node stays the same through all states: a tick that changes is no new message to a screen
            // reader.
            let current = Memo::new(move |before: Option<&Shown>| {
                let found = thread.shown.with(|shown| shown.get(&id).cloned());
                found.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
            });
            match kind {
                ItemKind::Message { .. } | ItemKind::Forwarded { .. } | ItemKind::Note { .. } => {
                    message(thread, current).into_any()
                }
                ItemKind::Unreadable => unreadable(id).into_any(),
                ItemKind::Unknown => unknown(id).into_any(),
                ItemKind::Assigned { .. }
                | ItemKind::StatusChanged { .. }
                | ItemKind::ForwardedAway { .. }
                | ItemKind::GuardianAdded { .. }
                | ItemKind::CsatAnswered { .. } => event(thread, current).into_any(),
            }
        }
    }
}
