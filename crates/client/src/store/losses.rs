//! Table `losses`: that data were damaged and could not all be brought over. A row stays until nothing is kept of the data
//! any more, which is no sooner than the person has been told.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::{Result, aside};

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
    Ok(db.prepare_cached("SELECT 1 FROM losses WHERE NOT is_told")?.exists([])?)
}

/// Whether there is one, told or not.
pub(crate) fn happened(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM losses")?.exists([])?)
}

/// The person has been told.
pub(crate) fn set_told(db: &Connection) -> Result<()> {
    db.execute("UPDATE losses SET is_told = 1", [])?;
    Ok(())
}

/// Whose data they were is erased on this device: nobody is told any more, and what is kept is to go.
pub(crate) fn set_erased(db: &Connection) -> Result<()> {
    db.execute("UPDATE losses SET is_told = 1, is_to_go = 1", [])?;
    Ok(())
}

/// Something was erased for good, which may stand in what is kept of damaged data: that goes, at once if the person has been
/// told of it, else by [`let_go`].
pub(crate) fn end(db: &Connection, profile: &Path) -> Result<()> {
    db.execute("UPDATE losses SET is_to_go = 1", [])?;
    if any(db)? { Ok(()) } else { remove(db, profile) }
}

/// Removes what is kept, if it is to go and the person has been told of it.
pub(crate) fn let_go(db: &Connection, profile: &Path) -> Result<()> {
    let is_to_go = db.prepare_cached("SELECT 1 FROM losses WHERE is_to_go")?.exists([])?;
    if is_to_go && !any(db)? { remove(db, profile) } else { Ok(()) }
}

/// Removes the copies of damaged data; the next start tries again where the disk refuses.
fn remove(db: &Connection, profile: &Path) -> Result<()> {
    aside::forget_all(profile);
    if aside::count(profile) == 0 {
        db.execute("DELETE FROM losses", [])?;
    }
    Ok(())
}
