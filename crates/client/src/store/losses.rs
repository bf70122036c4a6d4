//! Table `losses`: that data were damaged and could not all be brought over. A row stays until the person has been told.

use rusqlite::{Connection, OptionalExtension};

use super::Result;

/// A loss has happened; what is kept of the data has this number.
pub(crate) fn note(db: &Connection, number: u32) -> Result<()> {
    db.execute("INSERT OR REPLACE INTO losses (number) VALUES (?1)", [number])?;
    Ok(())
}

/// The newest loss after which the folder of files was not looked through yet.
pub(crate) fn unswept(db: &Connection) -> Result<Option<u32>> {
    let sql = "SELECT number FROM losses WHERE NOT is_swept ORDER BY number DESC";
    Ok(db.query_row(sql, [], |row| row.get(0)).optional()?)
}

/// The folder of files was looked through.
pub(crate) fn set_swept(db: &Connection) -> Result<()> {
    db.execute("UPDATE losses SET is_swept = 1", [])?;
    Ok(())
}

/// Whether there is one that the person has not been told of.
pub(crate) fn any(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM losses")?.exists([])?)
}

/// The person has been told.
pub(crate) fn forget(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM losses", [])?;
    Ok(())
}
