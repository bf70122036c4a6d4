//! Table `rescued`: unsent words of conversations that were taken away, kept to be shown once (rule 20).

use std::fmt;

use conversas_domain::moment::Moment;
use rusqlite::{Connection, params};

use super::Result;

/// Words that could not be sent because the access was taken away.
#[derive(Clone, PartialEq, Eq)]
pub struct RescuedText {
    /// The student the conversation was about.
    pub student: String,
    /// The words.
    pub text: String,
    /// This device's clock.
    pub written_at: Moment,
}

impl fmt::Debug for RescuedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RescuedText").field("written_at", &self.written_at).finish_non_exhaustive()
    }
}

pub(crate) fn add(db: &Connection, student: &str, text: &str, written_at: Moment) -> Result<()> {
    db.prepare_cached("INSERT INTO rescued (student, text, written_at) VALUES (?1, ?2, ?3)")?
        .execute(params![student, text, written_at.0])?;
    Ok(())
}

/// Whether there are any.
pub(crate) fn any(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM rescued")?.exists([])?)
}

/// Oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<RescuedText>> {
    let mut query =
        db.prepare_cached("SELECT student, text, written_at FROM rescued ORDER BY written_at, n")?;
    let rows = query.query_map([], |row| {
        Ok(RescuedText { student: row.get(0)?, text: row.get(1)?, written_at: Moment(row.get(2)?) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// They were shown.
pub(crate) fn forget(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM rescued", [])?;
    Ok(())
}
