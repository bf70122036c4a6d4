//! Receipts, by person and operation: another person's `op_id` tells nothing.

use conversas_domain::ids::{OpId, PersonId};
use conversas_domain::moment::Moment;
use conversas_protocol::Receipt;
use rusqlite::{Connection, OptionalExtension, params};

use crate::sql::{Id, Json};

pub(crate) fn load(conn: &Connection, person: PersonId, op: OpId) -> rusqlite::Result<Option<Receipt>> {
    let found = conn
        .prepare_cached("SELECT receipt_json FROM receipts WHERE person_id = ?1 AND op_id = ?2")?
        .query_row(params![Id(person), Id(op)], |row| row.get::<_, Json<Receipt>>(0))
        .optional()?;
    Ok(found.map(|json| json.0))
}

pub(crate) fn insert(
    conn: &Connection,
    person: PersonId,
    receipt: &Receipt,
    at: Moment,
) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO receipts (person_id, op_id, at, receipt_json) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![Id(person), Id(receipt.op_id), at.0, Json(receipt)])?;
    Ok(())
}

/// Brings receipts to a moment where they are later, at most `limit`; how many.
pub(crate) fn clamp(conn: &Connection, now: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "UPDATE receipts SET at = ?1 WHERE (person_id, op_id) IN (SELECT person_id, op_id FROM receipts
        WHERE at > ?1 ORDER BY at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![now.0, limit])
}

/// Forgets the oldest receipts before a moment, at most `limit`; how many.
pub(crate) fn forget(conn: &Connection, before: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "DELETE FROM receipts WHERE (person_id, op_id) IN (SELECT person_id, op_id FROM receipts
        WHERE at < ?1 ORDER BY at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![before.0, limit])
}

/// Forgets the oldest receipts before a moment that refused something, at most `limit`; how many. A damaged
/// receipt stays as long as one that refused nothing.
pub(crate) fn forget_refused(conn: &Connection, before: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "DELETE FROM receipts WHERE (person_id, op_id) IN (SELECT person_id, op_id FROM receipts
        WHERE at < ?1 AND CASE WHEN json_valid(receipt_json) THEN receipt_json ->> '$.outcome.type' = 'rejected' END
        ORDER BY at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![before.0, limit])
}
