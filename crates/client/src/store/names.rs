//! Table `names`: conversations by the beginnings of words in guardian and student names.

use conversas_domain::search::fold;
use rusqlite::{Connection, params};

use super::Result;

/// Lower case words without accents, one space between: how names are stored and what is looked for.
pub(crate) fn words_of(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<_> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether every word looked for begins a word of `names`; both as [`words_of`] makes them.
pub(crate) fn matches(names: &str, wanted: &str) -> bool {
    wanted.split(' ').all(|wanted| names.split(' ').any(|word| word.starts_with(wanted)))
}

/// The same as an FTS5 query.
pub(crate) fn query_of(wanted: &str) -> String {
    let terms: Vec<_> =
        wanted.split(' ').filter(|w| !w.is_empty()).map(|word| format!("\"{word}\"*")).collect();
    terms.join(" ")
}

pub(crate) fn replace(db: &Connection, n: i64, words: &str) -> Result<()> {
    remove(db, n)?;
    add(db, n, words)
}

pub(crate) fn add(db: &Connection, n: i64, words: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO names (rowid, words) VALUES (?1, ?2)")?.execute(params![n, words])?;
    Ok(())
}

pub(crate) fn remove(db: &Connection, n: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM names WHERE rowid = ?1")?.execute([n])?;
    Ok(())
}

/// At most `limit` conversations (their `n`) with matching names.
pub(crate) fn find(db: &Connection, wanted: &str, limit: usize) -> Result<Vec<i64>> {
    let mut query = db.prepare_cached("SELECT rowid FROM names WHERE names MATCH ?1 LIMIT ?2")?;
    let rows = query.query_map(params![query_of(wanted), limit as i64], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joao_finds_joao_with_accents_at_the_beginning_of_any_word() {
        let names = words_of("Maria João d'Ávila");
        assert_eq!(names, "maria joao d avila");
        assert!(matches(&names, &words_of("jo avi")));
        assert!(!matches(&names, &words_of("oao")));
    }
}
