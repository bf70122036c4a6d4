//! Keys that the server made for itself and that outlive it.

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;

/// Puts a key in the place of the one of this name; the one that was there, if there was one.
pub(crate) fn replace(
    conn: &Connection,
    name: &str,
    fresh: [u8; 32],
) -> Result<Option<[u8; 32]>, StoreError> {
    let before = conn
        .prepare_cached("SELECT value FROM secrets WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    conn.prepare_cached(
        "INSERT INTO secrets (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![name, fresh])?;
    Ok(before)
}
