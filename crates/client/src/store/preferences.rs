//! Table `preferences`: small values the interface keeps on this device, by name. They survive a sign-out.

use rusqlite::{Connection, OptionalExtension, params};

use super::Result;

pub(crate) fn load(db: &Connection, key: &str) -> Result<Option<String>> {
    let sql = "SELECT value FROM preferences WHERE key = ?1";
    Ok(db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

pub(crate) fn save(db: &Connection, key: &str, value: &str) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO preferences VALUES (?1, ?2)")?.execute(params![key, value])?;
    Ok(())
}
