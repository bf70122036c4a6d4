//! The program that a file belongs to, found out before anything is written: a file of another program or of
//! a newer app is reached by neither settings nor migrations.

use std::fs;
use std::io::Read;
use std::path::Path;

use conversas_sqlite::connection::PATIENCE;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Error, OpenFlags, ffi};

use super::{Result, StoreError};

/// "CVAP", as migration 0017 writes it. Stores of earlier apps have none.
const APPLICATION: i64 = 0x4356_4150;
/// Tables that every version has had: a store of an earlier app is recognized by them.
const SIGNS: [&str; 3] = ["bootstraps", "outbox", "session"];
/// The size in bytes of a file in which no table stands yet.
const ONE_PAGE: u64 = 4_096;

/// The facts that a file says about itself.
struct Said {
    application: i64,
    version: i64,
    /// The tables; only read from a file without an application number.
    tables: Vec<String>,
}

/// Refuses a file of another program, or of a newer app than the one whose stores have version `newest`. Only
/// reads. A file that is missing or still empty is fine.
pub(super) fn require_ours(path: &Path, newest: u32) -> Result<()> {
    let length = fs::metadata(path).map_or(0, |file| file.len());
    if length == 0 {
        return Ok(());
    }
    match look(path) {
        Ok(said) => judge(&said, newest),
        // A crash ended the very first write: SQLite undoes it when the file is opened for writing.
        Err(error) if is_taken_back(&error) && length <= ONE_PAGE => Ok(()),
        // A damaged file may still be of a newer app.
        Err(error) => Err(match header(path).map(|said| judge(&said, newest)) {
            Some(Err(StoreError::TooNew)) => StoreError::TooNew,
            _ => error.into(),
        }),
    }
}

fn judge(said: &Said, newest: u32) -> Result<()> {
    let has_signs = SIGNS.iter().all(|sign| said.tables.iter().any(|table| table == sign));
    match said.application {
        APPLICATION => {}
        0 if has_signs || (said.tables.is_empty() && said.version == 0) => {}
        _ => return Err(StoreError::Foreign),
    }
    if said.version > i64::from(newest) { Err(StoreError::TooNew) } else { Ok(()) }
}

fn look(path: &Path) -> rusqlite::Result<Said> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // The log is left beside the file as it is.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(PATIENCE)?;
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    if application != 0 {
        // A newer app's tables may be such that this program cannot even read their names.
        return Ok(Said { application, version, tables: Vec::new() });
    }
    let mut query = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(Said { application, version, tables })
}

/// Reads the facts from the bytes at the file's beginning, which may be whole when the rest is not.
fn header(path: &Path) -> Option<Said> {
    let mut bytes = [0; 100];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut bytes));
    read.inspect_err(|error| {
        tracing::warn!(kind = ?error.kind(), "the beginning of the store cannot be read");
    })
    .ok()?;
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(i32::from_be_bytes).map(i64::from);
    let is_database = bytes.starts_with(b"SQLite format 3\0");
    let said = Said { version: number(60)?, application: number(68)?, tables: Vec::new() };
    is_database.then_some(said)
}

fn is_taken_back(error: &Error) -> bool {
    matches!(error, Error::SqliteFailure(failure, _) if failure.extended_code == ffi::SQLITE_READONLY_ROLLBACK)
}

#[cfg(test)]
mod tests;
