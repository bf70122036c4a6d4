//! Table `words`: entries by the words in them, newest first.

use conversas_domain::entry::Seq;
use rusqlite::{Connection, params};

use super::Result;
use super::names::{query_of, words_of};

pub(crate) fn add(db: &Connection, seq: Seq, text: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?.execute(params![seq.0, text])?;
    Ok(())
}

pub(crate) fn remove(db: &Connection, seq: Seq) -> Result<()> {
    db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([seq.0])?;
    Ok(())
}

/// Numbers of entries with all the words (beginnings count), newest first, older than `before`.
pub(crate) fn find(db: &Connection, text: &str, before: Option<Seq>, limit: u32) -> Result<Vec<Seq>> {
    let wanted = query_of(&words_of(text));
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3";
    let before = before.map_or(i64::MAX, |seq| seq.0);
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params![wanted, before, limit], |row| row.get(0).map(Seq))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
