//! Table `names`: conversations by the beginnings of words in guardian and student names.

use conversas_domain::ids::EntityId;
use conversas_domain::search::Sought;
use conversas_view::InboxRow;
use rusqlite::{Connection, params};

use super::sql::readable;
use super::{Result, conversations, takes};
use crate::list::List;

/// The words that are looked for, as an FTS5 query over [`words`](conversas_domain::search::words).
pub(crate) fn query_of(wanted: &Sought) -> String {
    wanted.phrases().map(|phrase| format!("\"{phrase}\"*")).collect::<Vec<_>>().join(" ")
}

/// Adds names and place of a conversation, after its row was added.
pub(crate) fn add(db: &Connection, n: i64) -> Result<()> {
    db.prepare_cached(&format!("{ADD} WHERE n = ?1"))?.execute([n])?;
    Ok(())
}

/// Adds all conversations that are left, after the table was emptied.
pub(crate) fn add_all(db: &Connection) -> Result<()> {
    db.execute(ADD, [])?;
    Ok(())
}

const ADD: &str = "INSERT INTO names (rowid, words, place)
    SELECT n, names, 'k' || hex(list) || ' k' || hex(list) || 's' || status || 'i' || involvement FROM conversations";

pub(crate) fn remove(db: &Connection, n: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM names WHERE rowid = ?1")?.execute([n])?;
    Ok(())
}

/// Answers at most `limit` conversations (their `n`) of a list with matching names; in these cells only, if
/// some are given.
pub(crate) fn find(
    db: &Connection,
    wanted: &Sought,
    list: List,
    cells: Option<&[(u8, u8)]>,
    limit: usize,
) -> Result<Vec<i64>> {
    let list = format!("k{}", list.key().uuid().simple());
    let places = match cells {
        None => list,
        Some(cells) => {
            let words: Vec<_> = cells.iter().map(|(status, how)| format!("{list}s{status}i{how}")).collect();
            words.join(" OR ")
        }
    };
    let asked = format!("words : ({}) AND place : ({places})", query_of(wanted));
    let mut query = db.prepare_cached("SELECT rowid FROM names WHERE names MATCH ?1 LIMIT ?2")?;
    let rows = query.query_map(params![asked, limit as i64], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The number of matches above which walking all conversations from the newest meets them soon.
const FEW: i64 = 1_000;

/// Answers the inbox rows of at most `limit` conversations of any list with matching names, newest activity
/// first.
pub(crate) fn newest(db: &Connection, wanted: &Sought, limit: u32) -> Result<Vec<InboxRow>> {
    let mut query = db.prepare_cached("SELECT rowid FROM names WHERE names MATCH ?1 LIMIT ?2")?;
    let asked = format!("words : ({})", query_of(wanted));
    let found = query.query_map(params![asked, FEW + 1], |row| row.get(0))?;
    let found = found.collect::<rusqlite::Result<Vec<i64>>>()?;
    if i64::try_from(found.len()).is_ok_and(|count| count > FEW) {
        return walk(db, wanted, limit);
    }
    let mut query = db.prepare_cached("SELECT last_activity FROM conversations WHERE n = ?1")?;
    let mut places = Vec::with_capacity(found.len());
    for n in found {
        places.push((query.query_row([n], |row| row.get::<_, i64>(0))?, n));
    }
    places.sort_unstable_by(|a, b| b.cmp(a));
    places.truncate(limit as usize);
    let mut query = db.prepare_cached("SELECT shown FROM conversations WHERE n = ?1")?;
    let rows = places.iter().map(|(_, n)| query.query_row([n], |row| readable(row, 0, n)));
    rows.filter_map(rusqlite::Result::transpose).map(|row| whole(db, row?)).collect()
}

/// A row of any list with what is not kept in it.
fn whole(db: &Connection, row: InboxRow) -> Result<InboxRow> {
    conversations::with_twin(db, takes::with_take(db, row)?)
}

fn walk(db: &Connection, wanted: &Sought, limit: u32) -> Result<Vec<InboxRow>> {
    let sql = "SELECT names, shown FROM conversations ORDER BY last_activity DESC";
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while found.len() < limit as usize {
        let Some(row) = rows.next()? else { break };
        if wanted.is_in_words(row.get_ref(0)?.as_str().unwrap_or_default()) {
            let row = readable(row, 1, "of a name")?;
            found.extend(row.map(|row| whole(db, row)).transpose()?);
        }
    }
    Ok(found)
}
