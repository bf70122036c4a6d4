//! Keys that the server made for itself and that outlive its process.

use rusqlite::{Connection, OptionalExtension, params};

/// Answers the key of this name; `fresh` becomes it if there is none yet.
pub(crate) fn get_or_insert(conn: &Connection, name: &str, fresh: [u8; 32]) -> rusqlite::Result<[u8; 32]> {
    conn.execute("INSERT OR IGNORE INTO secrets (name, value) VALUES (?1, ?2)", params![name, fresh])?;
    conn.query_row("SELECT value FROM secrets WHERE name = ?1", [name], |row| row.get(0))
}

/// Replaces the key of this name; answers the key before, if there was one.
pub(crate) fn replace(conn: &Connection, name: &str, fresh: [u8; 32]) -> rusqlite::Result<Option<[u8; 32]>> {
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
