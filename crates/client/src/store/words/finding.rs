//! Entries that have words, newest first.
//!
//! The index is quick with words that few entries have. A word that nearly every entry has is met soon among the newest ones,
//! so those are looked at first.

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::search::Sought;
use rusqlite::{Connection, params};

use super::STORED;
use crate::store::names::query_of;
use crate::store::sql::Id;
use crate::store::{Result, entries};

/// The number of newest entries that are looked at before the index is asked.
const NEWEST: u32 = 300;
/// The number of entries up to which a conversation is looked through without the index.
const SHORT: u32 = 2_000;

/// Answers numbers of entries with all the words, newest first, older than `before`; of one conversation, if
/// one is given.
pub(crate) fn find(
    db: &Connection,
    wanted: &Sought,
    conversation_id: Option<ConversationId>,
    before: Option<Seq>,
    limit: u32,
) -> Result<Vec<Seq>> {
    let before = before.unwrap_or(Seq(i64::MAX));
    let among = match conversation_id {
        Some(id) if entries::count_up_to(db, id, SHORT + 1)? <= SHORT => u32::MAX,
        _ => NEWEST,
    };
    let Looked { mut found, on } = look(db, wanted, conversation_id, before, among, limit)?;
    if let Some(on) = on {
        let lacks = limit - u32::try_from(found.len()).unwrap_or(limit);
        found.append(&mut ask_index(db, wanted, conversation_id, on, lacks)?);
    }
    Ok(found)
}

struct Looked {
    found: Vec<Seq>,
    /// The number where the search goes on; none: enough was found, or nothing is left.
    on: Option<Seq>,
}

fn look(
    db: &Connection,
    wanted: &Sought,
    conversation_id: Option<ConversationId>,
    before: Seq,
    among: u32,
    limit: u32,
) -> Result<Looked> {
    let condition = if conversation_id.is_some() { "conversation_id = ?3 AND" } else { "?3 IS NULL AND" };
    let sql = format!(
        "SELECT seq, {STORED}
         FROM entries WHERE {condition} seq < ?1
         ORDER BY seq DESC LIMIT ?2"
    );
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query(params![before.0, among, conversation_id.map(Id)])?;
    let (mut found, mut seen, mut last) = (Vec::new(), 0, before);
    while let Some(row) = rows.next()? {
        seen += 1;
        last = Seq(row.get(0)?);
        let text: Option<String> = row.get(1)?;
        if text.is_some_and(|text| wanted.is_in(&text)) {
            found.push(last);
            if found.len() >= limit as usize {
                return Ok(Looked { found, on: None });
            }
        }
    }
    Ok(Looked { found, on: (seen == among).then_some(last) })
}

fn ask_index(
    db: &Connection,
    wanted: &Sought,
    conversation_id: Option<ConversationId>,
    before: Seq,
    limit: u32,
) -> Result<Vec<Seq>> {
    let sql = match conversation_id {
        None => {
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid < ?2 AND ?4 IS NULL
             ORDER BY rowid DESC LIMIT ?3"
        }
        Some(_) => {
            "SELECT words.rowid FROM words JOIN entries ON entries.seq = words.rowid
             WHERE words MATCH ?1 AND words.rowid < ?2 AND entries.conversation_id = ?4
             ORDER BY words.rowid DESC LIMIT ?3"
        }
    };
    let mut query = db.prepare_cached(sql)?;
    let asked = params![query_of(wanted), before.0, limit, conversation_id.map(Id)];
    let rows = query.query_map(asked, |row| row.get(0).map(Seq))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use conversas_domain::search;
    use proptest::prelude::*;

    use super::super::{add, remove};
    use super::*;
    use crate::search::excerpt::around_first_match;
    use crate::store::schema;

    /// Letters of many scripts with and without their marks, ways of writing them, and separators between
    /// words.
    const TEXT: &str =
        "[aãáAÃàấđĐdłŁlßsSøœoeéñNnİıi\\u{301}\\u{303}1１º休み学校ガｶﾞกำลูป\\u{e48}학교לשָ\\u{ad} .,'、]{1,14}";
    const SOUGHT: &str =
        "[aãáAÃàấđĐdłŁlßsSøœoeéñNnİıi\\u{301}\\u{303}1１º休み学校ガｶﾞกำลูป\\u{e48}학교לשָ\\u{ad} .,'、]{1,3}";

    fn index() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let db = schema::open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
        (folder, db)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn the_index_finds_what_reading_finds_and_the_marks_show_it(
            text in TEXT, sought in SOUGHT,
        ) {
            thread_local! {
                static INDEX: (tempfile::TempDir, Connection) = index();
            }
            let wanted = Sought::parse(&sought);
            prop_assume!(!wanted.is_empty());
            let by_index = INDEX.with(|(_, db)| {
                add(db, Seq(1), &text).expect("a row");
                let found = ask_index(db, &wanted, None, Seq(i64::MAX), 1).expect("an answer");
                remove(db, Seq(1)).expect("it was there");
                !found.is_empty()
            });
            prop_assert_eq!(by_index, wanted.is_in(&text), "{:?} in {:?}", sought, text);
            let pieces = around_first_match(&text, &wanted);
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            prop_assert_eq!(whole, text.split_whitespace().collect::<Vec<_>>().join(" "));
            if by_index {
                let marked: String = pieces.iter().filter(|piece| piece.is_match).map(|piece| piece.text.as_str()).collect();
                let letters = |text: &str| search::fold(text).chars().filter(|c| c.is_alphanumeric()).count();
                prop_assert!(letters(&marked) >= letters(&sought).min(1), "{:?}", marked);
            }
        }
    }
}
