//! A message, a forwarded one, or an internal note.

use conversas_domain::moment::Moment;
use conversas_ipc::{Delivery, ItemAuthor, ItemKind};
use leptos::prelude::*;

use super::model::{Shown, Thread};
use super::trouble::trouble;
use crate::clock;
use crate::components::{avatar, icon, tiny_icon};
use crate::i18n::{common, thread as t};
use crate::state::names;

/// The article of one message; follows its state.
pub(super) fn message(thread: Thread, current: Memo<Shown>) -> impl IntoView {
    let (item, _) = current.get_untracked();
    // Who wrote the words: of a forwarded message, not who forwarded it.
    let author = match &item.kind {
        ItemKind::Forwarded { author, .. } => author.clone(),
        _ => item.author.clone(),
    };
    let theirs = author.side != thread.side;
    let name = if author.is_me { common::you().to_owned() } else { author.name.clone() };
    let at = Memo::new(move |_| current.with(|(item, _)| item.at));
    let run = Memo::new(move |_| current.with(|(_, run)| *run));
    let delivery = Memo::new(move |_| current.with(|(item, _)| item.delivery));
    let label = {
        let name = name.clone();
        move || format!("{name}, {}", clock::time_of_day(at.get()))
    };
    let face = author.name.clone();
    let named = author.clone();
    view! {
        <article
            class="message"
            id=format!("entry-{}", item.id)
            data-side=if theirs { "in" } else { "out" }
            data-run=move || run.get().name()
            data-delivery=move || delivery.get().map(delivery_name)
            tabindex="-1"
            aria-label=label
        >
            {move || {
                theirs
                    .then(|| match run.get().ends() {
                        true => avatar(&face, "sm").into_any(),
                        false => view! { <span></span> }.into_any(),
                    })
            }}
            <div class="body">
                {move || (run.get().begins() && !named.is_me).then(|| byline(&named))}
                <div class="row">{words(&item.kind, &item.author, at, delivery)}</div>
                {trouble(thread, item.id, delivery)}
            </div>
        </article>
    }
}

/// "Juliana Prado mãe".
fn byline(author: &ItemAuthor) -> impl IntoView + use<> {
    let relationship = author.relationship.map(common::relationship);
    view! {
        <p class="author">
            {author.name.clone()}
            {relationship.map(|relationship| view! { " " <small>{relationship}</small> })}
        </p>
    }
}

fn words(kind: &ItemKind, by: &ItemAuthor, at: Memo<Moment>, delivery: Memo<Option<Delivery>>) -> AnyView {
    match kind {
        ItemKind::Note { text } => view! {
            <div class="staff-note">
                <b>{tiny_icon("lock")} {t::note()}</b>
                <span class="words">{text.clone()}</span>
                {meta(at, delivery)}
            </div>
        }
        .into_any(),
        ItemKind::Forwarded { text, channel, at: written, .. } => {
            let (from, by) =
                t::forwarded_from(names::first(&by.name), &clock::time_of_day(at.get_untracked()));
            let written = *written;
            view! {
                <div class="bubble">
                    <p class="forwarded">
                        {tiny_icon("forward")} <span>{from} <b>{channel.clone()}</b> {by}</span>
                    </p>
                    <p>
                        <span class="words">{text.clone()}</span>
                        {meta(Memo::new(move |_| written), delivery)}
                    </p>
                </div>
            }
            .into_any()
        }
        ItemKind::Message { text } => view! {
            <div class="bubble">
                <p>
                    <span class="words">{text.clone()}</span>
                    {meta(at, delivery)}
                </p>
            </div>
        }
        .into_any(),
        ItemKind::StatusChanged { .. }
        | ItemKind::ForwardedAway { .. }
        | ItemKind::GuardianAdded { .. }
        | ItemKind::CsatAnswered { .. } => ().into_any(),
    }
}

/// The time, and for own messages how far they got.
fn meta(at: Memo<Moment>, delivery: Memo<Option<Delivery>>) -> impl IntoView {
    let mark = move || {
        delivery.get().map(|delivery| {
            let (symbol, word) = match delivery {
                Delivery::Queued => ("clock", t::queued()),
                Delivery::Sending => ("sending", t::sending()),
                Delivery::Sent => ("check", t::sent()),
                Delivery::Delivered => ("check-double", t::delivered()),
                Delivery::Read => ("check-double", t::read()),
                Delivery::Blocked { .. } => ("blocked", t::blocked()),
                Delivery::Failed { .. } => ("alert", t::failed_mark()),
            };
            view! { {icon(symbol)} <span class="vh">{word}</span> }
        })
    };
    view! {
        <span class="meta">
            <time>{move || clock::time_of_day(at.get())}</time>
            {mark}
        </span>
    }
}

fn delivery_name(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Queued => "queued",
        Delivery::Sending => "sending",
        Delivery::Sent => "sent",
        Delivery::Delivered => "delivered",
        Delivery::Read => "read",
        Delivery::Blocked { .. } => "blocked",
        Delivery::Failed { .. } => "failed",
    }
}
