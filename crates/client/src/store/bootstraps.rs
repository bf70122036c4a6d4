//! Table `bootstraps`: which lists are downloaded, and how far each download got.

use std::collections::BTreeSet;

use conversas_domain::ids::ChannelId;
use rusqlite::{Connection, params};

use super::Result;
use super::sql::Id;
use crate::list::List;

/// A download that is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pending {
    pub(crate) list: List,
    /// The page at which the download continues; none: not begun.
    pub(crate) next: Option<String>,
}

/// Makes a list wanted; answers whether it was not before.
pub(crate) fn want(db: &Connection, list: List) -> Result<bool> {
    let sql = "INSERT INTO bootstraps (list) VALUES (?1) ON CONFLICT DO NOTHING";
    Ok(db.prepare_cached(sql)?.execute([Id(list.key())])? == 1)
}

/// Makes several lists wanted; answers whether any was not before.
pub(crate) fn want_all<'a>(db: &Connection, lists: impl IntoIterator<Item = &'a List>) -> Result<()> {
    lists.into_iter().try_for_each(|list| want(db, *list).map(drop))
}

pub(crate) fn forget(db: &Connection, list: List) -> Result<()> {
    db.prepare_cached("DELETE FROM bootstraps WHERE list = ?1")?.execute([Id(list.key())])?;
    Ok(())
}

pub(crate) fn is_wanted(db: &Connection, list: List) -> Result<bool> {
    let sql = "SELECT 1 FROM bootstraps WHERE list = ?1";
    Ok(db.prepare_cached(sql)?.exists([Id(list.key())])?)
}

/// Whether a list is here as a whole.
pub(crate) fn is_done(db: &Connection, list: List) -> Result<bool> {
    let sql = "SELECT 1 FROM bootstraps WHERE list = ?1 AND done";
    Ok(db.prepare_cached(sql)?.exists([Id(list.key())])?)
}

pub(crate) fn wanted(db: &Connection) -> Result<Vec<List>> {
    let mut query = db.prepare_cached("SELECT list FROM bootstraps")?;
    let rows = query.query_map([], |row| Ok(List::from_key(row.get::<_, Id<ChannelId>>(0)?.0)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Answers the lists of which something was downloaded.
pub(crate) fn begun(db: &Connection) -> Result<BTreeSet<List>> {
    let mut query = db.prepare_cached("SELECT list FROM bootstraps WHERE done OR next IS NOT NULL")?;
    let rows = query.query_map([], |row| Ok(List::from_key(row.get::<_, Id<ChannelId>>(0)?.0)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn progress(db: &Connection, list: List, next: Option<&str>) -> Result<()> {
    db.prepare_cached("UPDATE bootstraps SET next = ?2, done = ?2 IS NULL WHERE list = ?1")?
        .execute(params![Id(list.key()), next])?;
    Ok(())
}

/// Whether a list is still wanted and its download is where it was when a page was asked for.
pub(crate) fn is_at(db: &Connection, pending: &Pending) -> Result<bool> {
    let sql = "SELECT 1 FROM bootstraps WHERE list = ?1 AND next IS ?2 AND NOT done";
    Ok(db.prepare_cached(sql)?.exists(params![Id(pending.list.key()), pending.next])?)
}

/// Makes one list be downloaded from the beginning.
pub(crate) fn again(db: &Connection, list: List) -> Result<()> {
    let sql = "UPDATE bootstraps SET next = NULL, done = 0 WHERE list = ?1";
    db.prepare_cached(sql)?.execute([Id(list.key())])?;
    Ok(())
}

/// Makes all lists be downloaded from the beginning.
pub(crate) fn restart(db: &Connection) -> Result<()> {
    db.execute("UPDATE bootstraps SET next = NULL, done = 0", [])?;
    Ok(())
}

/// Answers everything that is to be downloaded: lists of which nothing is here first, so that each is usable
/// soon.
pub(crate) fn all_pending(db: &Connection) -> Result<Vec<Pending>> {
    let sql = "SELECT list, next FROM bootstraps WHERE NOT done ORDER BY next IS NOT NULL, list";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([], |row| {
        Ok(Pending { list: List::from_key(row.get::<_, Id<ChannelId>>(0)?.0), next: row.get(1)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether something is to be downloaded.
pub(crate) fn any_pending(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM bootstraps WHERE NOT done")?.exists([])?)
}

/// Answers the lists to begin with, in this order: the reader's own, because a list that was only looked into
/// is not opened by a download. Only where none of their own is wanted, the answer is one of the others.
pub(crate) fn first_wanted(db: &Connection, own: &BTreeSet<List>) -> Result<BTreeSet<List>> {
    let wanted: BTreeSet<List> = wanted(db)?.into_iter().collect();
    let mine: BTreeSet<List> = wanted.intersection(own).copied().collect();
    Ok(if mine.is_empty() { wanted } else { mine })
}

/// Marks everything wanted as downloaded.
pub(crate) fn finish_all(db: &Connection) -> Result<()> {
    db.execute("UPDATE bootstraps SET next = NULL, done = 1", [])?;
    Ok(())
}
