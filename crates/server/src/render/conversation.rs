//! A conversation as one reader sees it.

use conversas_domain::attachment::FileGlimpse;
use conversas_domain::conversation::{Progress, ReadMark};
use conversas_domain::entry::EntryKind;
use conversas_domain::person::Side;
use conversas_domain::text::MessageText;
use conversas_domain::ticket::Ticket;
use conversas_protocol::{ConversationView, GuardianRef, PersonRef, Preview, StudentRef, TicketView};

use super::names::{Mentions, Names};
use crate::store::StoreError;
use crate::store::threads::{ConversationRow, Entry};

/// Characters of the newest message that travel with a conversation.
const PREVIEW: usize = 200;

/// A conversation with the sets that its view is built of.
pub(super) struct Parts {
    pub(super) row: ConversationRow,
    pub(super) student: StudentRef,
    pub(super) guardians: Vec<GuardianRef>,
    /// The earlier tickets, newest first.
    pub(super) earlier: Vec<Ticket>,
    /// The newest message.
    pub(super) preview: Option<Entry>,
    /// The reader's own read mark.
    pub(super) mark: ReadMark,
}

impl Parts {
    /// Adds everybody whose name the view needs.
    pub(super) fn mention(&self, mentions: &mut Mentions) {
        for ticket in self.earlier.iter().chain([&self.row.ticket]) {
            mentions.people.extend(ticket.steps.iter().map(|step| step.by).chain(ticket.assignee));
        }
        mentions.people.extend(self.preview.as_ref().map(|newest| newest.entry.author_id));
    }

    pub(super) fn view(self, side: Side, names: &Names) -> Result<ConversationView, StoreError> {
        let row = self.row;
        let end = match side {
            Side::Family => row.shared_end,
            Side::School => row.staff_end,
        };
        // The progress of people of a side says who has read what, which only that side may see.
        let (family, school) = match side {
            Side::Family => (Progress::default(), row.school),
            Side::School => (row.family, Progress::default()),
        };
        let ticket = |ticket| ticket_view(side, ticket, names);
        Ok(ConversationView {
            id: row.id,
            channel_id: row.channel_id,
            student: self.student,
            guardians: self.guardians,
            preview: self.preview.map(|newest| preview(newest, names)).transpose()?,
            ticket: ticket(row.ticket)?,
            earlier: self.earlier.into_iter().map(ticket).collect::<Result<_, _>>()?,
            last_activity: end.at,
            last_seq: end.seq,
            counts: row.counts,
            handled: (side == Side::School).then_some(row.handled),
            my_mark: self.mark,
            family,
            school,
        })
    }
}

fn ticket_view(reader: Side, mut ticket: Ticket, names: &Names) -> Result<TicketView, StoreError> {
    if reader == Side::Family {
        ticket.replied_by.clear();
        ticket.assignee = None;
    }
    let mut people: Vec<PersonRef> = Vec::new();
    for id in ticket.steps.iter().map(|step| step.by).chain(ticket.assignee) {
        if !people.iter().any(|person| person.id == id) {
            people.push(names.person(id)?);
        }
    }
    Ok(TicketView { ticket, people })
}

fn preview(newest: Entry, names: &Names) -> Result<Preview, StoreError> {
    let entry = newest.entry;
    Ok(Preview {
        author: names.person(entry.author_id)?,
        side: entry.side,
        file: entry.kind.attachment().map(FileGlimpse::of),
        text: beginning(&entry.kind),
        is_forwarded: matches!(entry.kind, EntryKind::Forwarded { .. }),
        at: entry.at,
    })
}

/// The beginning of a message: its words, or its file's name.
fn beginning(kind: &EntryKind) -> String {
    let name = kind.attachment().map(|attachment| attachment.name.as_str());
    let said = kind.text().map(MessageText::as_str).or(name).unwrap_or_default();
    said.chars().take(PREVIEW).collect()
}
