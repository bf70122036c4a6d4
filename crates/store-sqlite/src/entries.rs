//! The entries of threads.

use conversas_domain::conversation::Counts;
use conversas_domain::entry::{Audience, EntryKind, NewEntry, Seq};
use conversas_domain::ids::{ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_store::threads::{ByOthers, Entry, EntryPlace};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::{cannot_be_read, column_of};
use crate::sql::{Id, Ids, Json, Numbered};

const COLUMNS: &str = "id, conversation_id, seq, ticket_id, author_id, side_json, at, written_at, family_count, school_count, kind_json";

pub(crate) fn insert(conn: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    let NewEntry { id, ticket_id, author_id, side, at, written_at, kind } = &entry.entry;
    conn.prepare_cached(&format!(
        "INSERT INTO entries ({COLUMNS}, staff_only, is_reply) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
    ))?
    .execute(params![
        Id(*id),
        Id(entry.conversation_id),
        entry.seq.0,
        Id(*ticket_id),
        Id(*author_id),
        Json(side),
        at.0,
        written_at.0,
        entry.counts.family,
        entry.counts.school,
        Json(kind),
        kind.audience() == Audience::StaffOnly,
        matches!(kind, EntryKind::Message { .. }),
    ])?;
    Ok(())
}

/// The places of the entries with these identifiers.
pub(crate) fn places(conn: &Connection, ids: &[EntryId]) -> rusqlite::Result<Vec<EntryPlace>> {
    let mut statement = conn.prepare_cached(
        "SELECT e.id, e.conversation_id, e.staff_only FROM json_each(?1) AS ids
         CROSS JOIN entries e ON e.id = unhex(ids.value)",
    )?;
    let rows = statement.query_map([Ids(ids)], |row| {
        let audience = if row.get(2)? { Audience::StaffOnly } else { Audience::Everyone };
        let conversation_id = row.get::<_, Id<ConversationId>>(1)?.0;
        Ok(EntryPlace { id: row.get::<_, Id<EntryId>>(0)?.0, conversation_id, audience })
    })?;
    rows.collect()
}

/// The entries of a thread with these identifiers, oldest first, each once. A damaged one is left out.
pub(crate) fn by_ids(
    conn: &Connection,
    conversation: ConversationId,
    ids: &[EntryId],
) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM (SELECT DISTINCT unhex(value) AS wanted_id FROM json_each(?1)) AS wanted
         CROSS JOIN entries ON id = wanted_id AND conversation_id = ?2 ORDER BY seq"
    ))?;
    let rows = statement.query_map(params![Ids(ids), Id(conversation)], whole)?;
    rows.filter_map(rusqlite::Result::transpose).collect()
}

/// The entries at these places, in no order. A damaged one is left out.
pub(crate) fn at(conn: &Connection, places: &[(ConversationId, Seq)]) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM (SELECT unhex(value ->> 0) AS thread, value ->> 1 AS number FROM json_each(?1)) AS wanted
         CROSS JOIN entries ON conversation_id = wanted.thread AND seq = wanted.number"
    ))?;
    let places: Vec<_> = places.iter().map(|(id, seq)| (*id, seq.0)).collect();
    let rows = statement.query_map([Numbered(&places)], whole)?;
    rows.filter_map(rusqlite::Result::transpose).collect()
}

/// The entries before a number, newest first. A damaged one is left out, and one more is read in its place: a page that has
/// less than its limit would be taken for the last one.
pub(crate) fn before(
    conn: &Connection,
    conversation: ConversationId,
    seq: Seq,
    reader: Side,
    limit: usize,
) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM entries WHERE conversation_id = ?1 AND seq < ?2 AND staff_only <= ?3
         ORDER BY seq DESC"
    ))?;
    let rows = statement.query_map(params![Id(conversation), seq.0, reader == Side::School], whole)?;
    rows.filter_map(rusqlite::Result::transpose).take(limit).collect()
}

/// The newest message that another staff member wrote in a ticket after a number.
pub(crate) fn colleagues_answer(
    conn: &Connection,
    conversation: ConversationId,
    ticket: TicketId,
    me: PersonId,
    after: Seq,
) -> rusqlite::Result<Option<Seq>> {
    let found = conn
        .prepare_cached(
            "SELECT seq FROM entries WHERE conversation_id = ?1 AND seq > ?2 AND ticket_id = ?3
               AND is_reply AND side_json = ?4 AND author_id <> ?5
             ORDER BY seq DESC LIMIT 1",
        )?
        .query_row(params![Id(conversation), after.0, Id(ticket), Json(Side::School), Id(me)], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(found.map(Seq))
}

/// The newest acts of everybody but one person after a number. A damaged entry counts as neither, because its
/// kind is not known.
pub(crate) fn by_others(
    conn: &Connection,
    conversation: ConversationId,
    me: PersonId,
    after: Seq,
) -> rusqlite::Result<ByOthers> {
    let mut statement = conn.prepare_cached(
        "SELECT max(seq) FILTER (WHERE kind IN ('message', 'forwarded')), max(seq) FILTER (WHERE kind = 'guardian_added')
         FROM (SELECT seq, conversation_id, author_id, CASE WHEN json_valid(kind_json) THEN kind_json ->> 'kind' END AS kind
             FROM entries)
         WHERE conversation_id = ?1 AND seq > ?2 AND author_id <> ?3",
    )?;
    let seq = |row: &Row<'_>, column| row.get::<_, Option<i64>>(column).map(|seq| seq.map(Seq));
    statement.query_row(params![Id(conversation), after.0, Id(me)], |row| {
        Ok(ByOthers { wrote: seq(row, 0)?, joined: seq(row, 1)? })
    })
}

/// Reads an entry; none if more of its row is damaged than its kind.
fn whole(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    match from_row(row) {
        Err(error) if cannot_be_read(&error) => {
            let conversation = row.get::<_, Id<ConversationId>>(1).map(|id| id.0);
            let (seq, column) = (row.get::<_, i64>(2), column_of(&error));
            // Only the entry's place is logged, because the driver's own words may quote the row.
            tracing::error!(
                conversation = conversation.ok().map(tracing::field::display),
                seq = seq.ok(),
                column,
                "an entry cannot be read and is left out"
            );
            Ok(None)
        }
        found => found.map(Some),
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        conversation_id: row.get::<_, Id<ConversationId>>(1)?.0,
        seq: Seq(row.get(2)?),
        counts: Counts { family: row.get(8)?, school: row.get(9)? },
        entry: NewEntry {
            id: row.get::<_, Id<EntryId>>(0)?.0,
            ticket_id: row.get::<_, Id<TicketId>>(3)?.0,
            author_id: row.get::<_, Id<PersonId>>(4)?.0,
            side: row.get::<_, Json<Side>>(5)?.0,
            at: Moment(row.get(6)?),
            written_at: Moment(row.get(7)?),
            kind: kind_in(row, 10)?,
        },
    })
}

/// Reads a kind. A kind of a newer server, or a damaged one, only replaces its own entry.
fn kind_in(row: &Row<'_>, column: usize) -> rusqlite::Result<EntryKind> {
    let json = row.get_ref(column)?.as_bytes().unwrap_or_default();
    Ok(serde_json::from_slice(json).unwrap_or_else(|error| {
        let entry = row.get::<_, Id<EntryId>>(0).map(|id| id.0);
        tracing::error!(?entry, line = error.line(), column = error.column(), "an entry cannot be read");
        EntryKind::Unreadable
    }))
}
