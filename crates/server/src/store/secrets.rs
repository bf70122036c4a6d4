//! Keys that the server made for itself and that outlive it.

use rusqlite::{Connection, params};

use super::StoreError;

/// The key of this name; `fresh` becomes it if there is none yet.
pub(crate) fn get_or_insert(conn: &Connection, name: &str, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
    conn.execute("INSERT OR IGNORE INTO secrets (name, value) VALUES (?1, ?2)", params![name, fresh])?;
    Ok(conn.query_row("SELECT value FROM secrets WHERE name = ?1", [name], |row| row.get(0))?)
}
