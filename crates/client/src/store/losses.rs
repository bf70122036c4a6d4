//! Table `losses`: one row for each time that data were damaged and could not all be brought over. A row
//! stays until no copy of the data is kept any more, which is no sooner than the person has been told.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::{Result, aside};

/// Notes a loss; the copy of its data has this number.
pub(crate) fn note(db: &Connection, number: u32) -> Result<()> {
    db.execute("INSERT OR REPLACE INTO losses (number) VALUES (?1)", [number])?;
    Ok(())
}

/// Answers the newest loss after which the folder of files was not looked through yet.
pub(crate) fn unswept(db: &Connection) -> Result<Option<u32>> {
    let sql = "SELECT number FROM losses WHERE NOT is_swept ORDER BY number DESC";
    Ok(db.query_row(sql, [], |row| row.get(0)).optional()?)
}

/// Notes that the folder of files was looked through.
pub(crate) fn set_swept(db: &Connection) -> Result<()> {
    db.execute("UPDATE losses SET is_swept = 1", [])?;
    Ok(())
}

/// Whether there is a loss that the person has not been told of.
pub(crate) fn any(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM losses WHERE NOT is_told")?.exists([])?)
}

/// Whether copies are removed as soon as the person has been told.
pub(crate) fn goes(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM losses WHERE NOT is_told AND is_to_go")?.exists([])?)
}

/// Whether there is a loss, told or not.
pub(crate) fn happened(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM losses")?.exists([])?)
}

/// Notes that the person has been told.
pub(crate) fn set_told(db: &Connection) -> Result<()> {
    db.execute("UPDATE losses SET is_told = 1", [])?;
    Ok(())
}

/// Ends all losses, because their person's data were erased on this device: nobody is told any more, and the
/// copies are to be removed.
pub(crate) fn set_erased(db: &Connection, profile: &Path) -> Result<()> {
    adopt(db, profile)?;
    db.execute("UPDATE losses SET is_told = 1, is_to_go = 1", [])?;
    Ok(())
}

/// Ends all losses after something was erased for good, which may stand in the copies: they are to be removed
/// as soon as the person has been told so. Later copies stay.
pub(crate) fn end(db: &Connection, profile: &Path) -> Result<()> {
    adopt(db, profile)?;
    db.execute("UPDATE losses SET is_to_go = 1, is_told = 0 WHERE NOT is_to_go", [])?;
    let_go(db, profile)
}

/// Adds rows for copies that have none, because their row was in a store that could not be read either.
/// Whether the person was told of such a loss is not known: they are told again.
fn adopt(db: &Connection, profile: &Path) -> Result<()> {
    for number in aside::numbers(profile)? {
        db.execute("INSERT OR IGNORE INTO losses (number, is_swept) VALUES (?1, 1)", [number])?;
    }
    Ok(())
}

/// Removes copies that are to be removed and of which the person has been told. Where the disk refuses, or
/// does not say what is there, the row stays, so that the next start tries again.
pub(crate) fn let_go(db: &Connection, profile: &Path) -> Result<()> {
    let mut query = db.prepare_cached("SELECT number FROM losses WHERE is_told AND is_to_go")?;
    let numbers = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()?;
    for number in numbers {
        if aside::forget(profile, number) {
            db.execute("DELETE FROM losses WHERE number = ?1", [number])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
