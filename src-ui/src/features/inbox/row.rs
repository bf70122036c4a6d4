//! A row of the list: people, student, last message, status.

use std::sync::Arc;

use conversas_domain::attachment::{AttachmentKind, FileGlimpse};
use conversas_domain::channel::ChannelKind;
use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;
use conversas_ipc::{InboxRow, PersonItem, PreviewLine};
use leptos::prelude::*;

use super::blank::bones;
use super::keys::row_id;
use super::model::Inbox;
use crate::clock;
use crate::components::{avatar_stack, channel_tile, status, student, tiny_icon};
use crate::i18n::{common, dates, files, inbox as t, team};
use crate::state::{clocks, names, time};

/// A place of the list: a row, or a gap that is still loading. The pointer tells a changed row from the same one.
#[derive(Clone, PartialEq)]
pub(super) enum Slot {
    /// A row.
    Row(Arc<InboxRow>),
    /// The row at this place is not here yet.
    Gap(usize),
}

impl Slot {
    /// The key by which the page tells one place from another.
    pub(super) fn key(&self) -> (Option<ConversationId>, usize) {
        match self {
            Slot::Row(row) => (Some(row.id), Arc::as_ptr(row) as usize),
            Slot::Gap(place) => (None, *place),
        }
    }
}

/// The view of a place of the list.
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
        Side::School => names::listed(&row.guardians),
        Side::Family => row.channel.clone(),
    };
    let face = match inbox.side {
        Side::School => avatar_stack(&row.guardians).into_any(),
        Side::Family => channel_tile(kind(inbox, &row)).into_any(),
    };
    let unread = row.unread;
    let class = names::short_class(&row.class_group);
    // A conversation that was only begun has no status to show.
    let state = row.preview.is_some().then(|| status(row.status));
    let badge = || view! { <span class="badge">{unread} <span class="vh">{t::unread(unread)}</span></span> };
    view! {
        <li
            class="conversation"
            class:unread=unread != 0
            class:active=move || inbox.active.get() == Some(id)
            id=row_id(id)
            role="option"
            aria-selected=move || (app.route().get().conversation == Some(id)).to_string()
            aria-posinset=move || place(id)
            aria-setsize=move || total.get()
            on:click=move |event| {
                let id = inbox.meant(id, &event);
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
                    {student(row.student.clone(), &class)}
                    {state}
                </div>
                <div class="line">
                    <p class="preview">{preview(inbox, &row)}</p>
                    {row.assignee.as_ref().map(|person| care(inbox, person))}
                    {(unread > 0).then(badge)}
                </div>
            </div>
        </li>
    }
}

impl Inbox {
    /// A name as short as it may be beside the others that stand in the rows in view.
    fn short(self, name: &str) -> String {
        let me = self.app.me_untracked();
        let mut all = vec![me.name.clone(), name.to_owned()];
        let view = self.view.get_untracked();
        self.list.with_untracked(|list| {
            for row in view.filter_map(|place| list.row(place)) {
                all.extend(row.preview.as_ref().map(|line| line.author.clone()));
                all.extend(row.assignee.as_ref().map(|person| person.name.clone()));
            }
        });
        // One person may stand in several rows.
        all.sort_unstable();
        all.dedup();
        names::short(name, &all)
    }
}

/// The initials of the person who takes care.
fn care(inbox: Inbox, person: &PersonItem) -> impl IntoView + use<> {
    let words = if person.is_me {
        team::you_take_care().to_owned()
    } else {
        team::care_of(&inbox.short(&person.name))
    };
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

/// The mark of a family that waits for the school, with the duration; for others, the time of the last
/// activity.
fn when(inbox: Inbox, row: &InboxRow) -> AnyView {
    let minute = inbox.app.minute();
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
    // An item that needs a decision does not go by waiting.
    let mark = match (row.undecided, row.unsent) {
        (1.., _) => Some(("unsent undecided", "blocked", t::undecided())),
        (0, 1..) => Some(("unsent", "clock", t::unsent())),
        (0, 0) => None,
    };
    let unsent = mark.map(|(class, symbol, words)| {
        view! { <span class=class>{tiny_icon(symbol)}</span> <span class="vh">{words}</span> }
    });
    let text = match (draft(row), &row.preview) {
        (Some(draft), _) => {
            view! { <span class="draft-mark">{t::draft()}</span> {format!(" {draft}")} }.into_any()
        }
        (None, Some(line)) => view! { {prefix(inbox, line)} {said(inbox, line)} }.into_any(),
        (None, None) => t::no_message().into_any(),
    };
    view! { {unsent} {text} }
}

/// The unsent draft: "2 arquivos, Segue o contrato", "áudio".
fn draft(row: &InboxRow) -> Option<String> {
    let words = row.draft.trim();
    let parts = [
        row.has_take.then(|| files::draft_take().to_owned()),
        (row.draft_files > 0).then(|| files::count(row.draft_files as usize)),
        (!words.is_empty()).then(|| names::isolated(words)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The words of a message; for a file its symbol and its kind.
fn said(inbox: Inbox, line: &PreviewLine) -> AnyView {
    // Without a name before it, a voice message names its speaker.
    let speaker = prefix(inbox, line).is_empty().then(|| inbox.app.short(&line.author));
    match line.file {
        None if line.is_unknown() => common::update_to_see().into_any(),
        None => names::isolated(&line.text).into_any(),
        Some(FileGlimpse { kind, duration_ms }) => {
            let symbol = match kind {
                AttachmentKind::Image => "image",
                AttachmentKind::Video => "video",
                AttachmentKind::Voice | AttachmentKind::Audio => "mic",
                AttachmentKind::Document => "file",
            };
            let duration = duration_ms.map(clocks::length);
            let name = names::isolated(&line.text);
            view! { {tiny_icon(symbol)} {files::preview(kind, &name, duration, speaker.as_deref())} }
                .into_any()
        }
    }
}

/// "Você: ", "Ana: ", "Ana encaminhou: ". A family's words need no name in the staff's list, because the row
/// names the family.
fn prefix(inbox: Inbox, line: &PreviewLine) -> String {
    if line.is_forwarded {
        let author = (!line.is_mine).then(|| inbox.short(&line.author));
        return t::forwarded_prefix(author.as_deref());
    }
    match (line.is_mine, line.side, inbox.side) {
        (true, _, _) => t::mine_prefix().to_owned(),
        (false, Side::Family, Side::School) => String::new(),
        (false, Side::Family | Side::School, _) => format!("{}: ", inbox.short(&line.author)),
    }
}
