//! Table `rescued`: words that could not be sent and were taken away, and notices that something without
//! words is lost, to be shown once (rules 19 and 20).

use conversas_domain::moment::Moment;
use conversas_view::{Lost, RescuedText};
use rusqlite::{Connection, params};

use super::Result;

fn name(lost: Lost) -> &'static str {
    match lost {
        Lost::Unreadable => "unreadable",
        Lost::Voice => "voice",
    }
}

/// A loss that only a later version knows is told as something that cannot be read.
fn named(kept: &str) -> Lost {
    if kept == name(Lost::Voice) { Lost::Voice } else { Lost::Unreadable }
}

pub(crate) fn add(db: &Connection, student: &str, text: &str, written_at: Moment) -> Result<()> {
    db.prepare_cached("INSERT INTO rescued (student, text, written_at) VALUES (?1, ?2, ?3)")?
        .execute(params![student, text, written_at.0])?;
    Ok(())
}

/// Adds a notice that something without words is lost.
pub(crate) fn add_lost(db: &Connection, lost: Lost, written_at: Moment) -> Result<()> {
    db.prepare_cached("INSERT INTO rescued (student, text, written_at, lost) VALUES ('', '', ?1, ?2)")?
        .execute(params![written_at.0, name(lost)])?;
    Ok(())
}

/// Whether there are rescued texts.
pub(crate) fn any(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM rescued")?.exists([])?)
}

/// Answers all rescued texts, oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<RescuedText>> {
    let mut query =
        db.prepare_cached("SELECT n, text, written_at, lost FROM rescued ORDER BY written_at, n")?;
    let rows = query.query_map([], |row| {
        let lost: Option<String> = row.get(3)?;
        Ok(RescuedText {
            n: row.get(0)?,
            text: row.get(1)?,
            written_at: Moment(row.get(2)?),
            lost: lost.as_deref().map(named),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Forgets the rescued texts up to the last one that was shown.
pub(crate) fn forget(db: &Connection, last: i64) -> Result<()> {
    db.execute("DELETE FROM rescued WHERE n <= ?1", [last])?;
    Ok(())
}
