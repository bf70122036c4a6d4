//! Whether the database belongs to this program and is whole. A file that is not is left unwritten.

use std::collections::BTreeSet;
use std::path::Path;

use conversas_sqlite::health;
use conversas_store::StoreError;
use rusqlite::{Connection, OpenFlags};

use crate::error::told;
use crate::migrations;

/// "CONV", as migration 0006 writes it. Files of earlier servers have none.
const APPLICATION: i64 = 0x434F_4E56;

/// Refuses a file of another program or of a newer server, one that lacks something, and a damaged one. Only
/// reads. A file that is missing or still empty is fine. Reads all of the file, which takes about a second
/// for each gigabyte.
pub(crate) fn require_ours(path: &Path) -> Result<(), StoreError> {
    if std::fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Ok(());
    }
    let conn = reading(path).map_err(told)?;
    is_ours(&conn)?;
    look_through(&conn)
}

fn reading(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(conn)
}

fn is_ours(conn: &Connection) -> Result<(), StoreError> {
    let number = |pragma| conn.query_row(pragma, [], |row| row.get::<_, i64>(0)).map_err(told);
    let application = number("PRAGMA application_id")?;
    let version = usize::try_from(number("PRAGMA user_version")?).unwrap_or(usize::MAX);
    let there = columns(conn).map_err(told)?;
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
    let mut expected = Connection::open_in_memory().map_err(told)?;
    if migrations::run_up_to(&mut expected, version).map_err(told)? < version {
        return Err(StoreError::TooNew);
    }
    if columns(&expected).map_err(told)?.is_subset(&there) { Ok(()) } else { Err(StoreError::Incomplete) }
}

/// Each table and index with its columns.
fn columns(conn: &Connection) -> rusqlite::Result<BTreeSet<(String, String)>> {
    let sql = "SELECT sqlite_schema.name, pragma_table_info.name
            FROM sqlite_schema JOIN pragma_table_info(sqlite_schema.name) WHERE sqlite_schema.type = 'table'
        UNION ALL SELECT name, '' FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Looks through all pages.
pub(crate) fn look_through(conn: &Connection) -> Result<(), StoreError> {
    health::damage(conn).map_err(told)?.map_or(Ok(()), |what| Err(StoreError::Damaged(what)))
}
