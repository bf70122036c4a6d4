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

use crate::access;
use crate::store::threads::ConversationRow;
use crate::store::{Read, StoreError};

/// Earlier tickets that travel with a conversation.
const EARLIER: usize = 12;
/// Characters of the newest message that travel with a conversation.
const PREVIEW: usize = 200;

/// The view; none if the reader may not see it, or it does not exist.
pub(crate) fn conversation(
    db: &dyn Read,
    reader: Actor,
    id: ConversationId,
) -> Result<Option<ConversationView>, StoreError> {
    match access::visible(db, reader, id, Action::Read)? {
        Some((row, _)) => view(db, reader, row).map(Some),
        None => Ok(None),
    }
}

fn view(db: &dyn Read, reader: Actor, row: ConversationRow) -> Result<ConversationView, StoreError> {
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
    let earlier = db.tickets_before(row.id, row.ticket.number, EARLIER)?;
    Ok(ConversationView {
        id: row.id,
        channel_id: row.channel_id,
        student: student(db, &row)?,
        guardians: guardians(db, &row)?,
        preview: preview(db, &row)?,
        ticket: ticket(db, side, row.ticket)?,
        earlier: earlier.into_iter().map(|t| ticket(db, side, t)).collect::<Result<_, _>>()?,
        last_activity: end.at,
        last_seq: end.seq,
        counts: row.counts,
        handled: (side == Side::School).then_some(row.handled),
        my_mark: db.read_mark(reader.person_id, row.id)?,
        family,
        school,
    })
}

fn student(db: &dyn Read, row: &ConversationRow) -> Result<StudentRef, StoreError> {
    let (_, student) = db.student(row.student_id)?.ok_or(StoreError::Missing("student"))?;
    Ok(student)
}

fn guardians(db: &dyn Read, row: &ConversationRow) -> Result<Vec<GuardianRef>, StoreError> {
    let guardian = |id: PersonId| {
        Ok(GuardianRef { id, name: db.person_name(id)?, relationship: db.relationship(id, row.student_id)? })
    };
    db.participants(row.id)?.into_iter().map(guardian).collect()
}

fn ticket(db: &dyn Read, reader: Side, mut ticket: Ticket) -> Result<TicketView, StoreError> {
    if reader == Side::Family {
        ticket.replied_by.clear();
        ticket.assignee = None;
    }
    let mut people: Vec<PersonRef> = Vec::new();
    for id in ticket.steps.iter().map(|step| step.by).chain(ticket.assignee) {
        if !people.iter().any(|person| person.id == id) {
            people.push(db.person(id)?);
        }
    }
    Ok(TicketView { ticket, people })
}

fn preview(db: &dyn Read, row: &ConversationRow) -> Result<Option<Preview>, StoreError> {
    let Some(newest) = db.entry_at(row.id, row.preview)? else { return Ok(None) };
    let entry = newest.entry;
    Ok(Some(Preview {
        author: db.person(entry.author_id)?,
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
