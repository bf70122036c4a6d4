//! A message, a forwarded one, or an internal note.

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::EntryId;
use conversas_domain::moment::Moment;
use conversas_ipc::{Delivery, ItemAuthor, ItemContent, ItemKind, MentionItem, Upload};
use leptos::html;
use leptos::prelude::*;

use super::super::menu;
use super::super::model::{Shown, Thread};
use super::file::{Standing, bubble, is_picture};
use super::trouble::{What, trouble};
use super::voice::voice;
use super::words::linked;
use crate::app::App;
use crate::clock;
use crate::components::{avatar, icon, small_icon, tiny_icon};
use crate::i18n::slots::{Piece, WHOM, pieces};
use crate::i18n::{common, files, forward as f, thread as t};
use crate::state::mentions::{Part, parts};

/// The article of one message; follows its state.
pub(in crate::features::thread) fn message(thread: Thread, current: Memo<Shown>) -> impl IntoView {
    let (item, _) = current.get_untracked();
    // The author of the words: for a forwarded message, not the person who forwarded it.
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
        let kind = kind_of(&item.kind).map(|kind| format!(", {kind}")).unwrap_or_default();
        move || format!("{name}, {}{kind}", clock::time_of_day(at.get()))
    };
    let face = author.name.clone();
    let named = author.clone();
    let id = item.id;
    let selected = Memo::new(move |_| thread.selection.with(|selection| selection.contains(id)));
    let selecting = Memo::new(move |_| thread.selection.with(|selection| selection.is_active()));
    let pick = {
        let name = name.clone();
        move || {
            let label = f::select_message(&name, &clock::time_of_day(at.get_untracked()));
            // The log toggles the checkbox, with the click on the message around it.
            view! { <input class="pick" type="checkbox" tabindex="-1" aria-label=label prop:checked=selected /> }
        }
    };
    view! {
        <article
            class="message"
            class:holding=move || thread.press.on.get() == Some(id)
            id=format!("entry-{}", item.id)
            data-side=if theirs { "in" } else { "out" }
            data-run=move || run.get().name()
            data-delivery=move || delivery.get().map(delivery_name)
            tabindex="-1"
            aria-label=label
        >
            {move || selecting.get().then(&pick)}
            {move || {
                theirs
                    .then(|| match run.get().ends() {
                        true => avatar(&face, "sm").into_any(),
                        false => view! { <span></span> }.into_any(),
                    })
            }}
            <div class="body">
                {move || (run.get().begins() && !named.is_me).then(|| byline(&named))}
                <div class="row">{words(thread, current, at, delivery)} {quick(thread, id)}</div>
                {trouble(thread, item.id, What::Message, delivery)}
            </div>
        </article>
    }
}

/// The kind of a message that is not just words: a list of messages must not sound alike.
fn kind_of(kind: &ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::Message { content: ItemContent::File { file } }
        | ItemKind::Forwarded { content: ItemContent::File { file }, .. } => Some(files::kind(file.kind)),
        ItemKind::Note { .. } => Some(t::note()),
        _ => None,
    }
}

/// The button "⋯" beside the bubble, for the mouse; the keyboard has the menu key.
fn quick(thread: Thread, id: EntryId) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    view! {
        <button
            class="icon-button quick"
            type="button"
            tabindex="-1"
            aria-label=f::message_actions()
            title=f::message_actions()
            aria-haspopup="menu"
            node_ref=button
            on:click=move |_| {
                if let Some(button) = button.get_untracked() {
                    menu::open_below(thread, id, &button);
                }
            }
        >
            {small_icon("more")}
        </button>
    }
}

/// "Juliana Prado mãe".
fn byline(author: &ItemAuthor) -> impl IntoView + use<> {
    let relationship = author.relationship.map(common::relationship);
    view! {
        <p class="author">
            <bdi>{author.name.clone()}</bdi>
            {relationship.map(|relationship| view! { " " <small>{relationship}</small> })}
        </p>
    }
}

fn words(
    thread: Thread,
    current: Memo<Shown>,
    at: Memo<Moment>,
    delivery: Memo<Option<Delivery>>,
) -> AnyView {
    let (item, _) = current.get_untracked();
    let said = |content: &ItemContent, at: Memo<Moment>| said(thread, current, content, at, delivery);
    match &item.kind {
        ItemKind::Note { text, mentions } => view! {
            <div class="staff-note">
                <b>{tiny_icon("lock")} {t::note()}</b>
                <span class="words" dir="auto">{note_words(thread.app, text, mentions)}</span>
                {meta("meta", at, delivery)}
            </div>
        }
        .into_any(),
        ItemKind::Forwarded { content, channel, at: written, .. } => {
            let by = thread.app.short(&item.author.name);
            let written = *written;
            view! {
                <div class="bubble">
                    {forwarded_from(channel, &by, at.get_untracked())}
                    {said(content, Memo::new(move |_| written))}
                </div>
            }
            .into_any()
        }
        ItemKind::Message { content } => view! { <div class="bubble">{said(content, at)}</div> }.into_any(),
        ItemKind::StatusChanged { .. }
        | ItemKind::Assigned { .. }
        | ItemKind::ForwardedAway { .. }
        | ItemKind::GuardianAdded { .. }
        | ItemKind::CsatAnswered { .. }
        | ItemKind::Unreadable
        | ItemKind::Unknown => ().into_any(),
    }
}

/// The content of a message: words, or a file that is heard or seen, with the time.
fn said(
    thread: Thread,
    current: Memo<Shown>,
    content: &ItemContent,
    at: Memo<Moment>,
    delivery: Memo<Option<Delivery>>,
) -> AnyView {
    match content {
        ItemContent::Text { text } => spoken(thread.app, text, at, delivery).into_any(),
        ItemContent::File { file } if matches!(file.kind, AttachmentKind::Voice | AttachmentKind::Audio) => {
            view! {
                {voice(thread, current, delivery)}
                {meta("meta", at, delivery)}
            }
            .into_any()
        }
        ItemContent::File { file } => {
            let over = if is_picture(file) { "meta over" } else { "meta" };
            view! {
                {bubble(Standing::follow(thread, file, current, delivery))}
                {meta(over, at, delivery)}
            }
            .into_any()
        }
    }
}

/// "Encaminhada de Secretaria por Ana, 09:44".
fn forwarded_from(channel: &str, by: &str, at: Moment) -> impl IntoView + use<> {
    let from = pieces(&t::forwarded_from(WHOM, by, &clock::time_of_day(at)));
    let from = from.into_iter().map(|piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Who | Piece::Whom => view! { <b><bdi>{channel.to_owned()}</bdi></b> }.into_any(),
    });
    let from = from.collect_view();
    view! {
        <p class="forwarded">
            {tiny_icon("forward")} <span>{from}</span>
        </p>
    }
}

/// Words, with their time.
fn spoken(app: App, text: &str, at: Memo<Moment>, delivery: Memo<Option<Delivery>>) -> impl IntoView + use<> {
    let text = linked(app, text);
    view! {
        <p>
            <span class="words" dir="auto">{text}</span>
            {meta("meta", at, delivery)}
        </p>
    }
}

/// The words of a note, with its mentions marked.
fn note_words(app: App, text: &str, mentions: &[MentionItem]) -> impl IntoView + use<> {
    let names: Vec<&str> = mentions.iter().map(|mention| mention.name.as_str()).collect();
    let part = |part: Part| match part {
        Part::Plain(words) => linked(app, words),
        Part::Mention(words, which) => {
            let is_me = mentions.get(which).is_some_and(|mention| mention.is_me);
            view! { <mark class="mention" class:me=is_me><bdi>{words.to_owned()}</bdi></mark> }.into_any()
        }
    };
    parts(text, &names).into_iter().map(part).collect_view()
}

/// The time, and for the person's own messages their delivery.
fn meta(class: &'static str, at: Memo<Moment>, delivery: Memo<Option<Delivery>>) -> impl IntoView {
    let mark = move || {
        delivery.get().map(|delivery| {
            let (symbol, word) = delivery_mark(delivery);
            view! { {icon(symbol)} <span class="vh">{word}</span> }
        })
    };
    view! {
        <span class=class>
            <time>{move || clock::time_of_day(at.get())}</time>
            {mark}
        </span>
    }
}

/// The symbol and the word of a delivery.
pub(super) fn delivery_mark(delivery: Delivery) -> (&'static str, &'static str) {
    match delivery {
        Delivery::Queued | Delivery::Sending { upload: Some(Upload::NoRoom) } => ("clock", t::queued()),
        Delivery::Sending { .. } => ("sending", t::sending()),
        Delivery::Sent => ("check", t::sent()),
        Delivery::Delivered => ("check-double", t::delivered()),
        Delivery::Read => ("check-double", t::read()),
        Delivery::Blocked { .. } => ("blocked", t::blocked()),
        Delivery::Failed { .. } => ("alert", t::failed_mark()),
    }
}

fn delivery_name(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Queued | Delivery::Sending { upload: Some(Upload::NoRoom) } => "queued",
        Delivery::Sending { .. } => "sending",
        Delivery::Sent => "sent",
        Delivery::Delivered => "delivered",
        Delivery::Read => "read",
        Delivery::Blocked { .. } => "blocked",
        Delivery::Failed { .. } => "failed",
    }
}
