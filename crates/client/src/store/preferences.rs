//! Table `preferences`: small values the interface keeps on this device, by name. They survive a sign-out.

use rusqlite::{Connection, OptionalExtension, params};

use super::Result;

/// A session ended here, and its token may still be kept.
const ENDED: &str = "session_ended";

pub(crate) fn load(db: &Connection, key: &str) -> Result<Option<String>> {
    let sql = "SELECT value FROM preferences WHERE key = ?1";
    Ok(db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

pub(crate) fn save(db: &Connection, key: &str, value: &str) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO preferences VALUES (?1, ?2)")?.execute(params![key, value])?;
    Ok(())
}

/// In the transaction that ends a session, and in the one that begins the next.
pub(crate) fn set_token_left(db: &Connection, is_left: bool) -> Result<()> {
    if is_left {
        return save(db, ENDED, "");
    }
    db.prepare_cached("DELETE FROM preferences WHERE key = ?1")?.execute([ENDED])?;
    Ok(())
}

/// Whether the token of a session that ended here may still be kept.
pub(crate) fn is_token_left(db: &Connection) -> Result<bool> {
    Ok(load(db, ENDED)?.is_some())
}
