//! Table `refolding`: the rows of an earlier version's store that are to be made findable again, step by
//! step.

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use rusqlite::{Connection, OptionalExtension, params};

use super::sql::Id;
use super::words::STORED;
use super::{Result, rows, words};
use crate::reader::Reader;

/// The rows in one transaction: few, so that no write waits long.
const STEP: u32 = 200;

const ENTRIES: &str = "entries";
const CONVERSATIONS: &str = "conversations";

/// Whether some messages of an earlier version cannot be found yet.
pub(crate) fn lacks_entries(db: &Connection) -> Result<bool> {
    Ok(below(db, ENTRIES)?.is_some())
}

/// Makes the next rows findable, names before messages; answers whether anything was left to do. `wanted`:
/// set if a list is to be downloaded.
pub(crate) fn step(db: &Connection, reader: &Reader, wanted: &mut bool) -> Result<bool> {
    if let Some(n) = below(db, CONVERSATIONS)? {
        *wanted |= conversations(db, reader, n)?;
        return Ok(true);
    }
    if let Some(seq) = below(db, ENTRIES)? {
        entries(db, seq)?;
        return Ok(true);
    }
    Ok(false)
}

fn below(db: &Connection, what: &str) -> Result<Option<i64>> {
    let mut query = db.prepare_cached("SELECT below FROM refolding WHERE what = ?1")?;
    Ok(query.query_row([what], |row| row.get(0)).optional()?)
}

/// Notes how far one kind has got. None: everything of this kind is done.
fn set_below(db: &Connection, what: &str, below: Option<i64>) -> Result<()> {
    match below {
        Some(below) => db.execute("UPDATE refolding SET below = ?2 WHERE what = ?1", params![what, below])?,
        None => db.execute("DELETE FROM refolding WHERE what = ?1", [what])?,
    };
    Ok(())
}

/// Makes conversations findable; answers whether a list is to be downloaded.
fn conversations(db: &Connection, reader: &Reader, below: i64) -> Result<bool> {
    let mut query = db.prepare("SELECT n, id FROM conversations WHERE n < ?1 ORDER BY n DESC LIMIT ?2")?;
    let found = query.query_map(params![below, STEP], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Id<ConversationId>>(1)?.0))
    })?;
    let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut wanted = false;
    for (_, id) in &found {
        wanted |= rows::mend(db, reader, *id)?;
    }
    set_below(db, CONVERSATIONS, found.last().map(|(n, _)| *n))?;
    Ok(wanted)
}

fn entries(db: &Connection, below: i64) -> Result<()> {
    // Entries that came since the update have their words already.
    let sql = format!(
        "SELECT seq, {STORED}, EXISTS (SELECT 1 FROM words WHERE words.rowid = entries.seq) FROM entries
         WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2"
    );
    let mut query = db.prepare(&sql)?;
    let found = query.query_map(params![below, STEP], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, bool>(2)?))
    })?;
    let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    for (seq, text, is_done) in &found {
        if let (Some(text), false) = (text, is_done) {
            words::add(db, Seq(*seq), text)?;
        }
    }
    set_below(db, ENTRIES, found.last().map(|(seq, _, _)| *seq))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use conversas_domain::moment::Moment;
    use conversas_domain::person::Role;
    use conversas_domain::plan::Plan;
    use conversas_domain::school::School;
    use conversas_domain::search::Sought;
    use conversas_domain::text::Name;
    use conversas_protocol::{Directory, Me};
    use conversas_testkit::{fresh, views};

    use super::*;
    use crate::store::sql::Json;
    use crate::store::{names, schema};

    /// A number of entries larger than the number that is searched without the index.
    const MANY: i64 = 700;

    /// A store as it was before words were made by one folding: one conversation, whose oldest message says `oldest`.
    fn earlier_version(path: &std::path::Path, oldest: &str) {
        let db = schema::open_before(path, "refolding");
        let view = views::conversation(fresh(), "Łucja Đặng", "Tuấn Đặng", Moment(1));
        let sql = "INSERT INTO conversations VALUES (1, ?1, ?2, ?2, ?3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'łucja đặng', '', ?4, '')";
        let id = Id(view.id);
        let written = params![id, Id(view.channel_id), Id(view.student.id), Json(&view)];
        db.execute(sql, written).expect("a conversation");
        for seq in 1..=MANY {
            let text = if seq == 1 { oldest } else { "Bom dia" };
            let entry = views::message(&view, Seq(seq), text);
            db.execute("INSERT INTO entries VALUES (?1, ?2, ?3)", params![seq, Id(view.id), Json(&entry)])
                .expect("a message");
        }
    }

    fn staff() -> Reader {
        let name = |text: &str| Name::parse(text).expect("a name");
        let school = School {
            id: fresh(),
            name: name("Escola"),
            plan: Plan::Basic,
            time_zone: "America/Sao_Paulo".into(),
        };
        let me = Me { id: fresh(), name: name("Ana"), role: Role::Staff };
        Reader::of(&Arc::new(Directory { me, school, channels: vec![], students: vec![], file_limit: 0 }))
    }

    #[test]
    fn what_an_earlier_version_stored_becomes_findable_step_by_step() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("conversas.sqlite");
        earlier_version(&path, "Tuấn 学校を休みます");
        let db = schema::open_writer(&path).expect("it opens at once");
        let reader = staff();
        let found = |words: &str| {
            let found = words::find(&db, &Sought::parse(words), None, None, 5);
            found.expect("an answer").into_iter().map(|seq| seq.0).collect::<Vec<_>>()
        };
        assert!(lacks_entries(&db).expect("an answer"), "the search says that it is incomplete");
        let mut steps = 0;
        while step(&db, &reader, &mut false).expect("a step") {
            steps += 1;
        }
        assert!(steps > 2, "the work is done in several transactions");
        assert!(!lacks_entries(&db).expect("an answer"));
        assert_eq!((found("tuan"), found("休み")), (vec![1], vec![1]));
        let named = names::newest(&db, &Sought::parse("lucja dang"), 5).expect("an answer");
        assert_eq!(named.len(), 1);
    }
}
