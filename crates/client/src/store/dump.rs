//! For tests: everything synced as text by key, to compare two devices; a full disk, and a bad one.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use conversas_domain::ids::{ChannelId, ConversationId};
use rusqlite::Connection;

use super::sql::Id;
use super::{Result, StoreError};

pub(crate) fn synced(db: &Connection) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    let mut query = db.prepare("SELECT id, view, shown, unread, names FROM conversations")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id: Id<ConversationId> = row.get(0)?;
        let (view, shown): (String, String) = (row.get(1)?, row.get(2)?);
        let (unread, names): (i64, String) = (row.get(3)?, row.get(4)?);
        all.insert(format!("conversation {}", id.0), format!("{view} {shown} {unread} {names}"));
    }
    let mut query = db.prepare("SELECT seq, view FROM entries")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        all.insert(format!("entry {:020}", row.get::<_, i64>(0)?), row.get(1)?);
    }
    let mut query =
        db.prepare("SELECT list, status, involvement, total, unread, waiting FROM counters WHERE total > 0")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let list: Id<ChannelId> = row.get(0)?;
        let (status, involvement): (i64, i64) = (row.get(1)?, row.get(2)?);
        let numbers: (i64, i64, i64) = (row.get(3)?, row.get(4)?, row.get(5)?);
        all.insert(format!("cell {} {status} {involvement}", list.0), format!("{numbers:?}"));
    }
    Ok(all)
}

/// Keeps the file from growing, or lets it grow again.
pub(crate) fn limit(db: &Connection, full: bool) -> Result<()> {
    let pages: i64 = if full { 1 } else { 1 << 30 };
    // The answer is the limit that holds: never less than the file's size.
    db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
    Ok(())
}

/// Refuses rows of files from now on, as on a full disk, or takes them again.
pub(crate) fn refuse_files(db: &Connection, refuse: bool) -> Result<()> {
    db.execute_batch(if refuse {
        "CREATE TRIGGER refuses_files BEFORE INSERT ON files BEGIN SELECT RAISE(ABORT, 'by a test'); END"
    } else {
        "DROP TRIGGER refuses_files"
    })?;
    Ok(())
}

/// Refuses sign-ins and sign-outs from now on, as on a full disk, or takes them again.
pub(crate) fn refuse_sessions(db: &Connection, refuse: bool) -> Result<()> {
    db.execute_batch(if refuse {
        "CREATE TRIGGER refuses BEFORE INSERT ON session BEGIN SELECT RAISE(ABORT, 'by a test'); END"
    } else {
        "DROP TRIGGER refuses"
    })?;
    Ok(())
}

/// Refuses to block rows of the outbox from now on, as on a full disk, or takes it again.
pub(crate) fn refuse_decisions(db: &Connection, refuse: bool) -> Result<()> {
    db.execute_batch(if refuse {
        "CREATE TRIGGER refuses_decisions BEFORE UPDATE ON outbox WHEN new.state LIKE '%blocked%'
         BEGIN SELECT RAISE(ABORT, 'by a test'); END"
    } else {
        "DROP TRIGGER refuses_decisions"
    })?;
    Ok(())
}

/// Cuts off the end of a column in the oldest row of a table: the column is no JSON any more.
pub(crate) fn tear(path: &Path, table: &str, column: &str) -> Result<()> {
    let sql = format!(
        "UPDATE {table} SET {column} = substr({column}, 1, length({column}) - 1)
         WHERE rowid = (SELECT min(rowid) FROM {table})"
    );
    Connection::open(path)?.execute(&sql, [])?;
    Ok(())
}

/// Replaces a word of a newer server, wherever it was kept, by one that this program knows.
pub(crate) fn teach(path: &Path, strange: &str, known: &str) -> Result<()> {
    let db = Connection::open(path)?;
    for (table, column) in
        [("entries", "view"), ("conversations", "view"), ("unknown_changes", "change"), ("outbox", "state")]
    {
        db.execute(&format!("UPDATE {table} SET {column} = replace({column}, ?1, ?2)"), [strange, known])?;
    }
    Ok(())
}

/// Removes the rows of all takes, doomed ones too.
pub(crate) fn forget_takes(path: &Path) -> Result<()> {
    Connection::open(path)?.execute_batch("BEGIN; DELETE FROM takes; DELETE FROM doomed_takes; COMMIT")?;
    Ok(())
}

/// Overwrites the root page of a table.
pub(crate) fn destroy(path: &Path, table: &str) -> Result<()> {
    let db = Connection::open(path)?;
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let page: u64 = db.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| {
        row.get::<_, u32>(0).map(u64::from)
    })?;
    let size: u64 = db.query_row("PRAGMA page_size", [], |row| row.get::<_, u32>(0).map(u64::from))?;
    drop(db);
    let overwrite = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.seek(SeekFrom::Start((page - 1) * size))?;
        file.write_all(&[0xA5; 512])
    };
    overwrite().map_err(|error| {
        tracing::error!(kind = ?error.kind(), "the page cannot be overwritten");
        StoreError::Unavailable
    })
}
