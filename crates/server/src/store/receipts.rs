//! Receipts, by who asked and which operation: another person's `op_id` tells nothing.

use conversas_domain::ids::{OpId, PersonId};
use conversas_domain::moment::Moment;
use conversas_protocol::Receipt;
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use super::sql::{Id, Json};

pub(crate) fn load(conn: &Connection, person: PersonId, op: OpId) -> Result<Option<Receipt>, StoreError> {
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
) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO receipts (person_id, op_id, at, receipt_json) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![Id(person), Id(receipt.op_id), at.0, Json(receipt)])?;
    Ok(())
}
