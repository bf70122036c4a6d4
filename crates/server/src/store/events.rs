//! The log of what changed, for whom: pointers, no contents.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, PersonId, SchoolId};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::sql::Id;
use super::{StoreError, Tx};

/// Who may see a change: a channel's staff, one person, or everybody of a school. Unique over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope(pub(crate) Uuid);

impl Scope {
    /// The staff of a channel.
    pub fn channel(id: ChannelId) -> Scope {
        Scope(id.uuid())
    }
    /// One person.
    pub fn person(id: PersonId) -> Scope {
        Scope(id.uuid())
    }
    /// Everybody of a school.
    pub fn school(id: SchoolId) -> Scope {
        Scope(id.uuid())
    }
}

/// What a pointer points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pointed {
    /// A conversation's state.
    Conversation(ConversationId),
    /// A conversation's state, and the new entry with the pointer's number.
    Entry(ConversationId),
    /// What a reader may see.
    Directory,
}

/// One line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pointer {
    pub(crate) seq: Seq,
    pub(crate) to: Pointed,
}

/// Writes a pointer into each scope and rings there after the commit.
pub(crate) fn append(tx: &mut Tx<'_>, pointer: Pointer, scopes: &[Scope]) -> Result<(), StoreError> {
    let (kind, conversation_id) = match pointer.to {
        Pointed::Conversation(id) => (0, Some(Id(id))),
        Pointed::Entry(id) => (1, Some(Id(id))),
        Pointed::Directory => (2, None),
    };
    for scope in scopes {
        tx.prepare_cached(
            "INSERT OR IGNORE INTO events (scope, seq, kind, conversation_id) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![scope.0.as_bytes(), pointer.seq.0, kind, conversation_id])?;
        tx.ring(*scope);
    }
    Ok(())
}

/// The first pointers of these scopes after a number, in order, each number once; and whether there are more.
pub(crate) fn after(
    conn: &Connection,
    scopes: &[Scope],
    seq: Seq,
    limit: usize,
) -> Result<(Vec<Pointer>, bool), StoreError> {
    let mut found = Vec::new();
    let mut statement = conn.prepare_cached(
        "SELECT seq, kind, conversation_id FROM events WHERE scope = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    for scope in scopes {
        let rows = statement.query_map(params![scope.0.as_bytes(), seq.0, limit + 1], |row| {
            let to = match (row.get::<_, i64>(1)?, row.get::<_, Option<Id<ConversationId>>>(2)?) {
                (0, Some(Id(id))) => Pointed::Conversation(id),
                (1, Some(Id(id))) => Pointed::Entry(id),
                _ => Pointed::Directory,
            };
            Ok(Pointer { seq: Seq(row.get(0)?), to })
        })?;
        for row in rows {
            found.push(row?);
        }
    }
    found.sort_unstable_by_key(|pointer: &Pointer| pointer.seq);
    found.dedup_by_key(|pointer| pointer.seq);
    let more = found.len() > limit;
    found.truncate(limit);
    Ok((found, more))
}

/// Says that the school's pointers up to a number are not kept any more: cursors below it are too old from then on.
pub(crate) fn close_up_to(tx: &Tx<'_>, school: SchoolId, up_to: Seq) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE schools SET pruned_to = max(pruned_to, min(?2, seq)) WHERE id = ?1")?
        .execute(params![Id(school), up_to.0])?;
    Ok(())
}

/// The scopes of a school that have pointers up to a number.
pub(crate) fn scopes_up_to(
    conn: &Connection,
    school: SchoolId,
    up_to: Seq,
) -> Result<Vec<Scope>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM (SELECT ?1 AS id
             UNION ALL SELECT id FROM channels WHERE school_id = ?1
             UNION ALL SELECT id FROM people WHERE school_id = ?1) AS scopes
         WHERE EXISTS (SELECT 1 FROM events WHERE scope = scopes.id AND seq <= ?2)",
    )?;
    let rows = statement.query_map(params![Id(school), up_to.0], |row| row.get::<_, Id<SchoolId>>(0))?;
    Ok(rows.map(|row| row.map(|Id(id)| Scope(id.uuid()))).collect::<Result<_, _>>()?)
}

/// Forgets a scope's oldest pointers up to a number, at most `limit`; how many.
pub(crate) fn forget(tx: &Tx<'_>, scope: Scope, up_to: Seq, limit: usize) -> Result<usize, StoreError> {
    let sql = "DELETE FROM events WHERE scope = ?1 AND seq <= ?2 AND seq IN (SELECT seq FROM events
        WHERE scope = ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3)";
    Ok(tx.prepare_cached(sql)?.execute(params![scope.0.as_bytes(), up_to.0, limit])?)
}

/// Writes down where each school's log stands, if this day has not been looked at yet.
pub(crate) fn mark_day(tx: &Tx<'_>, day: i64) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO log_days (school_id, day, seq) SELECT id, ?1, seq FROM schools",
    )?
    .execute([day])?;
    Ok(())
}

/// For each school the number up to which everything is older than a day, if that is known. Marks that are older still
/// are forgotten.
pub(crate) fn older_than(tx: &Tx<'_>, day: i64) -> Result<Vec<(SchoolId, Seq)>, StoreError> {
    let sql = "DELETE FROM log_days WHERE school_id IN (SELECT id FROM schools) AND day <= ?1 RETURNING school_id, seq";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([day], |row| Ok((row.get::<_, Id<SchoolId>>(0)?.0, Seq(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
