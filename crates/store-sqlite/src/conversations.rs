//! Conversations: what lists and rules need, ready to read.

use conversas_domain::conversation::{Counts, Progress, guardian_set};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, PersonId, SchoolId, StudentId};
use conversas_domain::inbox::{staff_key, waiting};
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Ticket;
use conversas_protocol::StudentRef;
use conversas_store::threads::{ConversationRow, Conversations, End};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use crate::error::{cannot_be_read, column_of};
use crate::sql::{Id, Ids, Json, name_in, text_in};

mod pages;

pub(crate) use pages::{of_channel, of_guardian};

const COLUMNS: &str = "c.id, c.school_id, c.channel_id, c.student_id, t.ticket_json, c.family_count,
    c.school_count, c.staff_seq, c.staff_activity, c.shared_seq, c.shared_activity, c.preview_seq, c.family_seq,
    c.school_seq, c.family_delivered, c.family_read, c.school_delivered, c.school_read, c.handled_count";

/// Writes a new conversation without entries.
pub(crate) fn insert(
    conn: &Connection,
    row: &ConversationRow,
    guardians: &[PersonId],
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO conversations (id, school_id, channel_id, student_id, guardian_set, ticket_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        Id(row.id),
        Id(row.school_id),
        Id(row.channel_id),
        Id(row.student_id),
        set_key(guardians),
        Id(row.ticket.id)
    ])?;
    Ok(())
}

/// Loads a conversation. A conversation that lost its ticket is unreadable, not missing: devices erase
/// conversations that are said to be gone.
pub(crate) fn load(conn: &Connection, id: ConversationId) -> rusqlite::Result<Option<ConversationRow>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM conversations c LEFT JOIN tickets t ON t.id = c.ticket_id WHERE c.id = ?1"
    ))?
    .query_row([Id(id)], from_row)
    .optional()
    .inspect_err(|error| tell_damage(id, error))
}

/// Loads conversations, each with its student. An unreadable conversation, or one that lost its ticket, hides
/// no other; one that lost its student has a student without a name.
pub(crate) fn load_all(conn: &Connection, ids: &[ConversationId]) -> rusqlite::Result<Conversations> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, s.name, s.class_group
         FROM json_each(?1) AS ids CROSS JOIN conversations c ON c.id = unhex(ids.value)
         LEFT JOIN tickets t ON t.id = c.ticket_id LEFT JOIN students s ON s.id = c.student_id"
    ))?;
    let mut rows = statement.query([Ids(ids)])?;
    let mut found = Conversations::default();
    while let Some(row) = rows.next()? {
        match with_student(row) {
            Ok(whole) => found.rows.push(whole),
            Err(error) if cannot_be_read(&error) => {
                let id = row.get::<_, Id<ConversationId>>(0)?.0;
                tell_damage(id, &error);
                found.unreadable.push(id);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

fn with_student(row: &Row<'_>) -> rusqlite::Result<(ConversationRow, StudentRef)> {
    let found = from_row(row)?;
    let id = found.student_id;
    Ok((found, StudentRef { id, name: name_in(row, 19, id)?, class_group: text_in(row, 20)? }))
}

/// Logs damage with the column alone, because the driver's own words may quote the row.
fn tell_damage(id: ConversationId, error: &rusqlite::Error) {
    if cannot_be_read(error) {
        tracing::error!(conversation = %id, column = column_of(error), "a conversation cannot be read");
    }
}

pub(crate) fn exists(conn: &Connection, id: ConversationId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM conversations WHERE id = ?1")?.exists([Id(id)])
}

/// Writes everything of a row that can change.
pub(crate) fn save(conn: &Connection, row: &ConversationRow) -> rusqlite::Result<()> {
    let waits = waiting(&row.ticket, false);
    let inbox = staff_key(row.id, row.ticket.status, waits, row.staff_end.at);
    conn.prepare_cached(
        "UPDATE conversations SET ticket_id = :ticket, family_count = :family_count, school_count = :school_count,
             staff_seq = :staff_seq, staff_activity = :staff_activity,
             shared_seq = :shared_seq, shared_activity = :shared_activity,
             preview_seq = :preview, family_seq = :family_seq, school_seq = :school_seq,
             family_delivered = :family_delivered, family_read = :family_read,
             school_delivered = :school_delivered, school_read = :school_read,
             inbox_rank = :rank, inbox_time = :time, handled_count = :handled
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": Id(row.id),
        ":ticket": Id(row.ticket.id),
        ":family_count": row.counts.family,
        ":school_count": row.counts.school,
        ":staff_seq": row.staff_end.seq.0,
        ":staff_activity": row.staff_end.at.0,
        ":shared_seq": row.shared_end.seq.0,
        ":shared_activity": row.shared_end.at.0,
        ":preview": row.preview.0,
        ":family_seq": row.family_seq.0,
        ":school_seq": row.school_seq.0,
        ":family_delivered": row.family.delivered.0,
        ":family_read": row.family.read.0,
        ":school_delivered": row.school.delivered.0,
        ":school_read": row.school.read.0,
        ":rank": inbox.rank,
        ":time": inbox.time,
        ":handled": row.handled,
    })?;
    Ok(())
}

/// The conversation of exactly this channel, student and set of guardians (rule 1).
pub(crate) fn same(
    conn: &Connection,
    channel: ChannelId,
    student: StudentId,
    guardians: &[PersonId],
) -> rusqlite::Result<Option<ConversationId>> {
    conn.prepare_cached(
        "SELECT id FROM conversations WHERE channel_id = ?1 AND student_id = ?2 AND guardian_set = ?3",
    )?
    .query_row(params![Id(channel), Id(student), set_key(guardians)], |row| {
        row.get::<_, Id<ConversationId>>(0).map(|id| id.0)
    })
    .optional()
}

/// Writes the set of guardians by which a conversation is found.
pub(crate) fn set_guardians(
    conn: &Connection,
    id: ConversationId,
    guardians: &[PersonId],
) -> rusqlite::Result<()> {
    conn.execute(
        "UPDATE conversations SET guardian_set = ?2 WHERE id = ?1",
        params![Id(id), set_key(guardians)],
    )?;
    Ok(())
}

pub(crate) fn set_key(guardians: &[PersonId]) -> Vec<u8> {
    guardian_set(guardians).iter().flat_map(|id| *id.uuid().as_bytes()).collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ConversationRow> {
    let seq = |column| row.get(column).map(Seq);
    let moment = |column| row.get(column).map(Moment);
    Ok(ConversationRow {
        id: row.get::<_, Id<ConversationId>>(0)?.0,
        school_id: row.get::<_, Id<SchoolId>>(1)?.0,
        channel_id: row.get::<_, Id<ChannelId>>(2)?.0,
        student_id: row.get::<_, Id<StudentId>>(3)?.0,
        ticket: row.get::<_, Json<Ticket>>(4)?.0,
        counts: Counts { family: row.get(5)?, school: row.get(6)? },
        staff_end: End { seq: seq(7)?, at: moment(8)? },
        shared_end: End { seq: seq(9)?, at: moment(10)? },
        preview: seq(11)?,
        family_seq: seq(12)?,
        school_seq: seq(13)?,
        family: Progress { delivered: seq(14)?, read: seq(15)? },
        school: Progress { delivered: seq(16)?, read: seq(17)? },
        handled: row.get(18)?,
    })
}
