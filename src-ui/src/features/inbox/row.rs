//! One conversation: who, about whom, what last, how it stands.

use std::sync::Arc;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::channel::ChannelKind;
use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;
use conversas_ipc::{InboxRow, PersonItem, PreviewLine};
use leptos::prelude::*;

use super::blank::bones;
use super::keys::row_id;
use super::model::Inbox;
use super::rows::Slot;
use crate::clock;
use crate::components::{avatar_stack, channel_tile, icon, status, tiny_icon};
use crate::i18n::{common, dates, files, inbox as t, team};
use crate::state::{clocks, names, time};

/// What stands at a place of the list.
pub(super) fn row(
    inbox: Inbox,
    slot: Slot,
    place: impl Fn(ConversationId) -> Option<usize> + Copy + Send + 'static,
    total: Memo<usize>,
) -> AnyView {
    match slot {
        Slot::Gap(_) => {
            view! { <li class="conversation skeleton" role="presentation" aria-hidden="true">{bones()}</li> }
                .into_any()
        }
        Slot::Row(row) => conversation(inbox, row, place, total).into_any(),
    }
}

fn conversation(
    inbox: Inbox,
    row: Arc<InboxRow>,
    place: impl Fn(ConversationId) -> Option<usize> + Copy + Send + 'static,
    total: Memo<usize>,
) -> impl IntoView {
    let (id, app) = (row.id, inbox.app);
    let head = match inbox.side {
        Side::School => row.guardians.join(", "),
        Side::Family => row.channel.clone(),
    };
    let face = match inbox.side {
        Side::School => avatar_stack(&row.guardians).into_any(),
        Side::Family => channel_tile(kind(inbox, &row)).into_any(),
    };
    let unread = row.unread;
    let about = format!("{} · {}", row.student, names::short_class(&row.class_group));
    // Nothing was asked yet in a conversation that was only begun.
    let state = row.preview.is_some().then(|| status(row.status));
    let badge = || view! { <span class="badge">{unread} <span class="vh">{t::unread(unread)}</span></span> };
    view! {
        <li
            class="conversation"
            class:unread=unread != 0
            class:active=move || inbox.active.get() == Some(id)
            id=row_id(id)
            role="option"
            aria-selected=move || (app.route.get().conversation == Some(id)).to_string()
            aria-posinset=move || place(id)
            aria-setsize=move || total.get()
            on:click=move |_| {
                let id = inbox.meant(id);
                inbox.heading.set_value(None);
                inbox.active.set(Some(id));
                app.open(id);
            }
        >
            {face}
            <div class="lines">
                <div class="line">
                    <span class="guardians">{head}</span>
                    {company(&row)}
                    {when(inbox, &row)}
                </div>
                <div class="line">
                    <p class="student">
                        {icon("cap")}
                        <span><span class="vh">{common::student()}</span> {about}</span>
                    </p>
                    {state}
                </div>
                <div class="line">
                    <p class="preview">{preview(inbox, &row)}</p>
                    {row.assignee.as_ref().map(care)}
                    {(unread > 0).then(badge)}
                </div>
            </div>
        </li>
    }
}

/// Who takes care, by their initials.
fn care(person: &PersonItem) -> impl IntoView + use<> {
    let words = if person.is_me { team::you_take_care().to_owned() } else { team::care_of(&person.name) };
    let title = words.clone();
    view! {
        <span class="row-care" class:mine=person.is_me title=title>
            <span aria-hidden="true">{names::initials(&person.name)}</span>
            <span class="vh">{words}</span>
        </span>
    }
}

fn kind(inbox: Inbox, row: &InboxRow) -> ChannelKind {
    let me = inbox.app.me_untracked();
    me.channels
        .iter()
        .find(|channel| channel.id == row.channel_id)
        .map_or(ChannelKind::General, |channel| channel.kind)
}

/// The other guardians with whom a guardian shares the conversation.
fn company(row: &InboxRow) -> impl IntoView + use<> {
    let company = t::company(&row.others, row.has_twin);
    (!company.is_empty()).then(|| view! { <span class="company">{company}</span> })
}

/// The mark of a family that waits for the school, with how long; for the others, when something last happened.
fn when(inbox: Inbox, row: &InboxRow) -> AnyView {
    let minute = inbox.app.minute;
    match row.waiting_since {
        Some(since) => {
            let waited = move || {
                minute.track();
                dates::wait(time::wait(since, clock::now()))
            };
            view! {
                <span class="when waiting tabular" title=move || format!("{}{}", t::waiting_for(), waited())>
                    {tiny_icon("pending")}
                    <span class="vh">{t::waiting_for()}</span>
                    {waited}
                </span>
            }
            .into_any()
        }
        None => {
            let then = clock::civil(row.last_activity);
            let said = move || {
                minute.track();
                dates::short(then, clock::today())
            };
            view! { <time class="when">{said}</time> }.into_any()
        }
    }
}

fn preview(inbox: Inbox, row: &InboxRow) -> impl IntoView + use<> {
    let unsent = (row.unsent > 0).then(
        || view! { <span class="unsent">{tiny_icon("clock")}</span> <span class="vh">{t::unsent()}</span> },
    );
    let text = match (draft(row), &row.preview) {
        (Some(draft), _) => {
            view! { <span class="draft-mark">{t::draft()}</span> {format!(" {draft}")} }.into_any()
        }
        (None, Some(line)) => view! { {prefix(inbox.side, line)} {said(line)} }.into_any(),
        (None, None) => t::no_message().into_any(),
    };
    view! { {unsent} {text} }
}

/// What waits to be sent: "2 arquivos, Segue o contrato", "áudio".
fn draft(row: &InboxRow) -> Option<String> {
    let words = row.draft.trim();
    let parts = [
        row.has_take.then(|| files::draft_take().to_owned()),
        (row.draft_files > 0).then(|| files::count(row.draft_files as usize)),
        (!words.is_empty()).then(|| words.to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The words of a message; of a file its symbol and what it is.
fn said(line: &PreviewLine) -> AnyView {
    match line.file {
        None => line.text.clone().into_any(),
        Some((kind, duration_ms)) => {
            let symbol = match kind {
                AttachmentKind::Image => "image",
                AttachmentKind::Video => "video",
                AttachmentKind::Voice => "mic",
                AttachmentKind::Document => "file",
            };
            let duration = duration_ms.map(clocks::length);
            view! { {tiny_icon(symbol)} {files::preview(kind, &line.text, duration)} }.into_any()
        }
    }
}

/// "Você: ", "Ana: ". A family's words need no name in the staff's list: it stands above.
fn prefix(reader: Side, line: &PreviewLine) -> String {
    match (line.is_mine, line.side, reader) {
        (true, _, _) => t::mine_prefix().to_owned(),
        (false, Side::Family, Side::School) => String::new(),
        (false, Side::Family | Side::School, _) => format!("{}: ", names::first(&line.author)),
    }
}
