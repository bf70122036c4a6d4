//! Whether the database is ours and whole. A file that is neither is not written to; damage that shows while the server
//! runs makes the store read-only.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{StoreError, migrations};

/// "CONV", as migration 0006 writes it. Files of earlier servers have none.
const APPLICATION: i64 = 0x434F_4E56;

/// Refuses a file that is not ours, is of a newer server, lacks something, or is damaged. Only reads. A file that is not
/// there yet, or has nothing in it, is fine. Reads all of the file, which takes about a second for each gigabyte.
pub(super) fn require_ours(path: &Path) -> Result<(), StoreError> {
    if std::fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    is_ours(&conn)?;
    look_through(&conn)
}

fn is_ours(conn: &Connection) -> Result<(), StoreError> {
    let number = |pragma| conn.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let application = number("PRAGMA application_id")?;
    let version = usize::try_from(number("PRAGMA user_version")?).unwrap_or(usize::MAX);
    let there = columns(conn)?;
    if application != APPLICATION && application != 0 {
        return Err(StoreError::Foreign);
    }
    if version == 0 {
        return if there.is_empty() { Ok(()) } else { Err(StoreError::Foreign) };
    }
    // Earlier servers did not write whose the file is, but every one had schools.
    if application == 0 && !there.iter().any(|(table, _)| table == "schools") {
        return Err(StoreError::Foreign);
    }
    let mut expected = Connection::open_in_memory()?;
    if migrations::run_up_to(&mut expected, version)? < version {
        return Err(StoreError::TooNew);
    }
    if columns(&expected)?.is_subset(&there) { Ok(()) } else { Err(StoreError::Incomplete) }
}

/// Each table and index with its columns.
fn columns(conn: &Connection) -> Result<BTreeSet<(String, String)>, StoreError> {
    let sql = "SELECT sqlite_schema.name, pragma_table_info.name
            FROM sqlite_schema JOIN pragma_table_info(sqlite_schema.name) WHERE sqlite_schema.type = 'table'
        UNION ALL SELECT name, '' FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Looks through all pages.
pub(super) fn look_through(conn: &Connection) -> Result<(), StoreError> {
    let said: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match said.as_str() {
        "ok" => Ok(()),
        // SQLite names pages and indexes, nothing of what people wrote.
        what => Err(StoreError::Damaged(what.to_owned())),
    }
}

thread_local! {
    /// Whether SQLite told this thread of damage since [`Damage::watch`] began to look. Reads and changes answer in types of
    /// their callers, in which SQLite's own word is lost.
    static SEEN: Cell<bool> = const { Cell::new(false) };
}

/// Remembers that an error told of damage.
pub(super) fn heard_of(error: &rusqlite::Error) {
    if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) {
        SEEN.set(true);
    }
}

/// Whether the store turned out to be damaged. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Damage {
    found: Arc<AtomicBool>,
}

impl Damage {
    /// Runs a read or a change; if SQLite tells of damage meanwhile, the store is damaged from then on.
    pub(super) fn watch<T>(&self, work: impl FnOnce() -> T) -> T {
        SEEN.set(false);
        let done = work();
        if SEEN.get() {
            self.is_found();
        }
        done
    }

    /// Refuses if SQLite told of damage in what is watched on this thread, or did before.
    pub(super) fn require_unheard(&self) -> Result<(), StoreError> {
        if SEEN.get() {
            self.is_found();
        }
        self.require_none()
    }

    /// The store is damaged: nothing is written any more.
    pub(super) fn is_found(&self) {
        if !self.found.swap(true, Ordering::SeqCst) {
            tracing::error!(
                "the database is damaged: nothing is written any more; put a backup in its place"
            );
        }
    }

    /// Refuses once the store is damaged.
    pub(super) fn require_none(&self) -> Result<(), StoreError> {
        if self.found.load(Ordering::SeqCst) {
            return Err(StoreError::Damaged("found while the server runs".into()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
