//! Table `rescued`: words that could not be sent and were taken away, and notices that something without
//! words is lost, to be shown once (rules 19 and 20).

use std::fmt;

use conversas_domain::moment::Moment;
use rusqlite::{Connection, params};

use super::Result;

/// A loss without words that could be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Something waited to be sent, and nothing in it can be read.
    Unreadable,
    /// A recording of a conversation that is gone.
    Voice,
}

impl Lost {
    fn name(self) -> &'static str {
        match self {
            Lost::Unreadable => "unreadable",
            Lost::Voice => "voice",
        }
    }

    /// Reads a name; a loss that only a later version knows is told as something that cannot be read.
    fn named(name: &str) -> Lost {
        if name == Lost::Voice.name() { Lost::Voice } else { Lost::Unreadable }
    }
}

/// Words that could not be sent because the access was taken away, or a notice of a loss.
#[derive(Clone, PartialEq, Eq)]
pub struct RescuedText {
    /// The row's number: greater than those of all rows that were there when it was added.
    pub n: i64,
    /// The student the conversation was about.
    pub student: String,
    /// The words; empty where something is lost.
    pub text: String,
    /// The loss; none: the row has words, which can be copied.
    pub lost: Option<Lost>,
    /// The moment of writing, by this device's clock.
    pub written_at: Moment,
}

impl fmt::Debug for RescuedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RescuedText");
        shown.field("written_at", &self.written_at).field("lost", &self.lost).finish_non_exhaustive()
    }
}

pub(crate) fn add(db: &Connection, student: &str, text: &str, written_at: Moment) -> Result<()> {
    db.prepare_cached("INSERT INTO rescued (student, text, written_at) VALUES (?1, ?2, ?3)")?
        .execute(params![student, text, written_at.0])?;
    Ok(())
}

/// Adds a notice that something without words is lost.
pub(crate) fn add_lost(db: &Connection, lost: Lost, written_at: Moment) -> Result<()> {
    db.prepare_cached("INSERT INTO rescued (student, text, written_at, lost) VALUES ('', '', ?1, ?2)")?
        .execute(params![written_at.0, lost.name()])?;
    Ok(())
}

/// Whether there are rescued texts.
pub(crate) fn any(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM rescued")?.exists([])?)
}

/// Answers all rescued texts, oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<RescuedText>> {
    let mut query =
        db.prepare_cached("SELECT student, text, written_at, lost, n FROM rescued ORDER BY written_at, n")?;
    let rows = query.query_map([], |row| {
        let lost: Option<String> = row.get(3)?;
        Ok(RescuedText {
            n: row.get(4)?,
            student: row.get(0)?,
            text: row.get(1)?,
            written_at: Moment(row.get(2)?),
            lost: lost.as_deref().map(Lost::named),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Forgets the rescued texts up to the last one that was shown.
pub(crate) fn forget(db: &Connection, last: i64) -> Result<()> {
    db.execute("DELETE FROM rescued WHERE n <= ?1", [last])?;
    Ok(())
}
