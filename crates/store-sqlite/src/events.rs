//! The log of changes with their readers: pointers, no contents.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntityId, SchoolId};
use conversas_store::log::{Pointed, Pointer, Scope};
use rusqlite::{Connection, params};

use crate::sql::{Id, Ids};

/// Writes a pointer into each scope.
pub(crate) fn append(conn: &Connection, pointer: Pointer, scopes: &[Scope]) -> rusqlite::Result<()> {
    let (kind, conversation_id) = match pointer.to {
        Pointed::Conversation(id) => (0, Some(Id(id))),
        Pointed::Entry(id) => (1, Some(Id(id))),
        Pointed::Directory => (2, None),
    };
    for scope in scopes {
        conn.prepare_cached(
            "INSERT OR IGNORE INTO events (scope, seq, kind, conversation_id) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![scope.0.as_bytes(), pointer.seq.0, kind, conversation_id])?;
    }
    Ok(())
}

/// The first pointers of these scopes after a number, in order, each number once; and whether there are more. Of each scope
/// one pointer more than the limit is looked at, and no further one.
pub(crate) fn after(
    conn: &Connection,
    scopes: &[Scope],
    seq: Seq,
    limit: usize,
) -> rusqlite::Result<(Vec<Pointer>, bool)> {
    let mut statement = conn.prepare_cached(
        "SELECT e.seq, e.kind, e.conversation_id FROM json_each(?1) AS scopes
         CROSS JOIN events e ON e.scope = unhex(scopes.value) AND e.seq > ?2
             AND e.seq <= coalesce((SELECT seq FROM events WHERE scope = unhex(scopes.value) AND seq > ?2
                 ORDER BY seq LIMIT 1 OFFSET ?3), 9223372036854775807)
         ORDER BY e.seq",
    )?;
    // A scope is the identifier of a channel, a person or a school.
    let scopes: Vec<_> = scopes.iter().map(|scope| SchoolId::from_uuid(scope.0)).collect();
    let rows = statement.query_map(params![Ids(&scopes), seq.0, limit], |row| {
        let to = match (row.get::<_, i64>(1)?, row.get::<_, Option<Id<ConversationId>>>(2)?) {
            (0, Some(Id(id))) => Pointed::Conversation(id),
            (1, Some(Id(id))) => Pointed::Entry(id),
            _ => Pointed::Directory,
        };
        Ok(Pointer { seq: Seq(row.get(0)?), to })
    })?;
    let mut found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    found.dedup_by_key(|pointer| pointer.seq);
    let more = found.len() > limit;
    found.truncate(limit);
    Ok((found, more))
}

/// Notes that the school's pointers up to a number are not kept any more: cursors below it are too old from
/// then on.
pub(crate) fn close_up_to(conn: &Connection, school: SchoolId, up_to: Seq) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE schools SET pruned_to = max(pruned_to, min(?2, seq)) WHERE id = ?1")?
        .execute(params![Id(school), up_to.0])?;
    Ok(())
}

/// The scopes of a school that have pointers up to a number.
pub(crate) fn scopes_up_to(conn: &Connection, school: SchoolId, up_to: Seq) -> rusqlite::Result<Vec<Scope>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM (SELECT ?1 AS id
             UNION ALL SELECT id FROM channels WHERE school_id = ?1
             UNION ALL SELECT id FROM people WHERE school_id = ?1) AS scopes
         WHERE EXISTS (SELECT 1 FROM events WHERE scope = scopes.id AND seq <= ?2)",
    )?;
    let rows = statement.query_map(params![Id(school), up_to.0], |row| row.get::<_, Id<SchoolId>>(0))?;
    rows.map(|row| row.map(|Id(id)| Scope(id.uuid()))).collect()
}

/// Forgets a scope's oldest pointers up to a number, at most `limit`; how many.
pub(crate) fn forget(conn: &Connection, scope: Scope, up_to: Seq, limit: usize) -> rusqlite::Result<usize> {
    let sql = "DELETE FROM events WHERE scope = ?1 AND seq <= ?2 AND seq IN (SELECT seq FROM events
        WHERE scope = ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3)";
    conn.prepare_cached(sql)?.execute(params![scope.0.as_bytes(), up_to.0, limit])
}

/// Writes down the newest number of each school's log, if this day has no mark yet.
pub(crate) fn mark_day(conn: &Connection, day: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO log_days (school_id, day, seq) SELECT id, ?1, seq FROM schools",
    )?
    .execute([day])?;
    Ok(())
}

/// Answers for each school the number up to which everything is older than a day, if known. Older marks are
/// forgotten.
/// are forgotten.
pub(crate) fn older_than(conn: &Connection, day: i64) -> rusqlite::Result<Vec<(SchoolId, Seq)>> {
    let sql = "DELETE FROM log_days WHERE school_id IN (SELECT id FROM schools) AND day <= ?1 RETURNING school_id, seq";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([day], |row| Ok((row.get::<_, Id<SchoolId>>(0)?.0, Seq(row.get(1)?))))?;
    rows.collect()
}
