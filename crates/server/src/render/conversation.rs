//! A conversation as one reader sees it.

use conversas_domain::conversation::Progress;
use conversas_domain::entry::EntryKind;
use conversas_domain::ids::{ConversationId, PersonId};
use conversas_domain::permission::Action;
use conversas_domain::person::{Actor, Side};
use conversas_domain::text::MessageText;
use conversas_domain::ticket::Ticket;
use conversas_protocol::{
    ConversationView, FileGlimpse, GuardianRef, PersonRef, Preview, StudentRef, TicketView,
};
use rusqlite::Connection;

use crate::access;
use crate::store::conversations::ConversationRow;
use crate::store::{StoreError, entries, marks, participants, people, students, tickets};

/// Earlier tickets that travel with a conversation.
const EARLIER: usize = 12;
/// Characters of the newest message that travel with a conversation.
const PREVIEW: usize = 200;

/// The view; none if the reader may not see it, or it does not exist.
pub(crate) fn conversation(
    conn: &Connection,
    reader: Actor,
    id: ConversationId,
) -> Result<Option<ConversationView>, StoreError> {
    match access::visible(conn, reader, id, Action::Read)? {
        Some((row, _)) => view(conn, reader, row).map(Some),
        None => Ok(None),
    }
}

fn view(conn: &Connection, reader: Actor, row: ConversationRow) -> Result<ConversationView, StoreError> {
    let side = reader.side();
    let end = match side {
        Side::Family => row.shared_end,
        Side::School => row.staff_end,
    };
    // A side's own progress says who of it has read what: that is nobody's business but theirs.
    let (family, school) = match side {
        Side::Family => (Progress::default(), row.school),
        Side::School => (row.family, Progress::default()),
    };
    let earlier = tickets::before(conn, row.id, row.ticket.number, EARLIER)?;
    Ok(ConversationView {
        id: row.id,
        channel_id: row.channel_id,
        student: student(conn, &row)?,
        guardians: guardians(conn, &row)?,
        preview: preview(conn, &row)?,
        ticket: ticket(conn, side, row.ticket)?,
        earlier: earlier.into_iter().map(|t| ticket(conn, side, t)).collect::<Result<_, _>>()?,
        last_activity: end.at,
        last_seq: end.seq,
        counts: row.counts,
        handled: (side == Side::School).then_some(row.handled),
        my_mark: marks::load(conn, reader.person_id, row.id)?,
        family,
        school,
    })
}

fn student(conn: &Connection, row: &ConversationRow) -> Result<StudentRef, StoreError> {
    let (_, student) = students::load(conn, row.student_id)?.ok_or(StoreError::Missing("student"))?;
    Ok(student)
}

fn guardians(conn: &Connection, row: &ConversationRow) -> Result<Vec<GuardianRef>, StoreError> {
    let guardian = |id: PersonId| {
        Ok(GuardianRef {
            id,
            name: people::name(conn, id)?,
            relationship: students::relationship(conn, id, row.student_id)?,
        })
    };
    participants::of(conn, row.id)?.into_iter().map(guardian).collect()
}

fn ticket(conn: &Connection, reader: Side, mut ticket: Ticket) -> Result<TicketView, StoreError> {
    if reader == Side::Family {
        ticket.replied_by.clear();
        ticket.assignee = None;
    }
    let mut people: Vec<PersonRef> = Vec::new();
    for id in ticket.steps.iter().map(|step| step.by).chain(ticket.assignee) {
        if !people.iter().any(|person| person.id == id) {
            people.push(people::by_id(conn, id)?);
        }
    }
    Ok(TicketView { ticket, people })
}

fn preview(conn: &Connection, row: &ConversationRow) -> Result<Option<Preview>, StoreError> {
    let Some(newest) = entries::by_seq(conn, row.id, row.preview)? else { return Ok(None) };
    let entry = newest.entry;
    Ok(Some(Preview {
        author: people::by_id(conn, entry.author_id)?,
        side: entry.side,
        file: entry.kind.attachment().map(FileGlimpse::of),
        text: beginning(&entry.kind),
        at: entry.at,
    }))
}

/// A message's words, or its file's name.
fn beginning(kind: &EntryKind) -> String {
    let name = kind.attachment().map(|attachment| attachment.name.as_str());
    let said = kind.text().map(MessageText::as_str).or(name).unwrap_or_default();
    said.chars().take(PREVIEW).collect()
}
