//! Opening the store. A store that is damaged, or that cannot be opened though this version made it, is made
//! anew: data that only this device had are brought over as far as they can be read, and the rest comes from
//! the server. The new store is whole before it takes the place of the old one, whenever the machine stops. A
//! store of another program or a newer app is refused and left as it is, and a store that cannot be read just
//! now waits until it can.
//! that cannot be read just now waits until it can.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use conversas_sqlite::connection::empty_log;
use conversas_sqlite::health;
use rusqlite::{Connection, ffi};

use super::{Result, Store, StoreError, aside, losses, schema};
use crate::files::folder::Folder;
use crate::private;

/// Tables with data that the server cannot give back.
const MINE: &[&str] = &[
    "session",
    "outbox",
    "files",
    "drafts",
    "merged",
    "filters",
    "orders",
    "preferences",
    "rescued",
    "losses",
    "takes",
    "doomed_takes",
];

/// Opens the store; answers whether it was rebuilt.
pub(crate) fn open_or_rebuild(folder: &Path) -> Result<(Store, bool)> {
    private::folder(folder).map_err(unavailable)?;
    let path = folder.join("conversas.sqlite");
    let (fresh, suspect) = (fresh(&path), folder.join(SUSPECT));
    if !path.exists() && fresh.exists() {
        // A rebuild was cut short: a log of the old store would be taken for the new one's.
        aside::keep_log(folder, &path)?;
        fs::rename(&fresh, &path).map_err(unavailable)?;
    }
    if is_empty(&path) && was_used(folder) {
        tracing::error!("the store is gone; making a new one");
        return Ok((rebuild(folder, &path)?, true));
    }
    match open_healthy(&path, suspect.exists()) {
        Ok(store) => {
            [fresh, making(&path)].iter().for_each(|left| aside::remove(left));
            trust(&suspect);
            Ok((store, false))
        }
        // The next start could not open such a store either.
        Err(error @ (StoreError::Damaged | StoreError::Fault(_))) => {
            tracing::error!(%error, "the store cannot be opened; rebuilding it");
            let store = rebuild(folder, &path)?;
            trust(&suspect);
            Ok((store, true))
        }
        Err(
            error @ (StoreError::Unavailable | StoreError::InUse | StoreError::TooNew | StoreError::Foreign),
        ) => Err(error),
    }
}

/// The next start need not look closely any more. It is slow for nothing if the file stays.
fn trust(suspect: &Path) {
    match fs::remove_file(suspect) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(kind = ?error.kind(), "every start looks through the store");
        }
        _ => {}
    }
}

/// A file whose presence makes the next start look closely.
pub(super) const SUSPECT: &str = "check-store";

fn open_healthy(path: &Path, look_closely: bool) -> Result<Store> {
    let writer = schema::open_writer(path)?;
    // Touches every table's root page; deeper damage is met when it is read, and looked for at the next
    // start.
    for table in [
        "session",
        "bootstraps",
        "conversations",
        "inbox",
        "counters",
        "entries",
        "outbox",
        "drafts",
        "takes",
    ] {
        let mut first = writer.prepare(&format!("SELECT * FROM {table} LIMIT 1"))?;
        first.query([])?.next()?;
    }
    if look_closely && health::damage(&writer)?.is_some() {
        return Err(StoreError::Damaged);
    }
    Store::start(path, writer)
}

/// Makes a new store from the readable data of the old one, which is kept unless all was read. The new store
/// says from its first moment that something is lost. An error leaves the old store as it is.
fn rebuild(folder: &Path, path: &Path) -> Result<Store> {
    let (making, fresh) = (making(path), fresh(path));
    [&making, &fresh].into_iter().for_each(|left| aside::remove(left));
    let number = aside::free(folder)?;
    let writer = schema::open_writer(&making)?;
    let is_whole = !is_empty(path) && bring_over(&writer, path)?;
    if !is_whole {
        losses::note(&writer, number)?;
    }
    let is_in_one_file = empty_log(&writer)?;
    writer.close().map_err(|(_, error)| error)?;
    if !is_in_one_file {
        return Err(StoreError::InUse);
    }
    aside::rename(&making, &fresh).map_err(unavailable)?;
    aside::keep_store(folder, path, number).map_err(unavailable)?;
    aside::rename(&fresh, path).map_err(unavailable)?;
    if is_whole {
        aside::forget_store(folder, number);
    }
    Store::start(path, schema::open_writer(path)?)
}

/// The path of a store that is being made. Such a store may be half made, and is never opened under this name
/// again.
fn making(path: &Path) -> PathBuf {
    path.with_extension("sqlite-making")
}

/// The path of a whole store that is to take the place of this one.
fn fresh(path: &Path) -> PathBuf {
    path.with_extension("sqlite-new")
}

fn is_empty(path: &Path) -> bool {
    fs::metadata(path).map_or(0, |file| file.len()) == 0
}

/// Whether the profile was used, so that there must have been a store.
fn was_used(folder: &Path) -> bool {
    let has_takes = fs::read_dir(folder.join("takes")).is_ok_and(|mut takes| takes.next().is_some());
    has_takes || folder.join("session.secret").exists() || !Folder::of(folder).ids().is_empty()
}

/// Reports an error of the system, which goes to the log without the path, because that would name the
/// person.
fn unavailable(error: std::io::Error) -> StoreError {
    tracing::error!(kind = ?error.kind(), "the profile's folder cannot be used");
    StoreError::Unavailable
}

/// Copies the rows of a table. `which`: a condition; empty: all. The damaged store may be of an earlier version, with fewer
/// columns and tables.
fn copy(writer: &Connection, table: &str, which: &str, is_earlier: bool) -> rusqlite::Result<usize> {
    let shared = "SELECT group_concat(name) FROM pragma_table_info(?1, 'main')
        WHERE name IN (SELECT name FROM pragma_table_info(?1, 'damaged'))";
    let columns: Option<String> = writer.query_row(shared, [table], |row| row.get(0))?;
    let Some(columns) = columns else {
        return if is_earlier { Ok(0) } else { Err(rusqlite::Error::QueryReturnedNoRows) };
    };
    let sql = format!(
        "INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM damaged.{table} {which}"
    );
    writer.execute(&sql, [])
}

/// Copies the conversations that no server knows. Their places are made when the store is opened, as after a
/// migration that removed all places; 255 stands for no place.
fn copy_made_here(writer: &Connection, is_earlier: bool) -> rusqlite::Result<usize> {
    let table = "conversations";
    // The index may be whole where the table is not. Earlier versions have no such index.
    let any = format!(
        "SELECT EXISTS (SELECT 1 FROM damaged.{table} INDEXED BY conversations_made_here WHERE provisional)"
    );
    if let Ok(false) = writer.query_row(&any, [], |row| row.get(0)) {
        return Ok(0);
    }
    copy(writer, table, "WHERE provisional", is_earlier)?;
    writer.execute("UPDATE main.conversations SET rank = 255, names = ''", [])
}

/// Answers whether a table could be read. An error is one that may pass: it is no reason to replace the
/// store.
fn could_be_read(table: &str, outcome: rusqlite::Result<usize>) -> Result<bool> {
    let error = match outcome {
        Ok(rows) => {
            tracing::info!(table, rows, "brought over");
            return Ok(true);
        }
        Err(error) => error,
    };
    tracing::error!(table, code = ?error.sqlite_error_code(), "could not be read");
    if is_bad_page(&error) {
        return Ok(false);
    }
    match StoreError::from(error) {
        error @ (StoreError::Unavailable | StoreError::InUse) => Err(error),
        StoreError::Damaged | StoreError::Fault(_) | StoreError::TooNew | StoreError::Foreign => Ok(false),
    }
}

/// Whether the disk does not give back a page of the file. Such a page is lost for good; the file is kept all
/// the same.
fn is_bad_page(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS))
}

/// Copies table by table; a table that cannot be read is left behind. Answers whether all were read.
pub(super) fn bring_over(writer: &Connection, damaged: &Path) -> Result<bool> {
    if !could_be_read("all", writer.execute("ATTACH ?1 AS damaged", [damaged.to_string_lossy()]))? {
        return Ok(false);
    }
    let version = writer.pragma_query_value(Some("damaged"), "user_version", |row| row.get::<_, u32>(0));
    let is_earlier = version.is_ok_and(|version| version < schema::newest());
    let mut is_all = true;
    for table in MINE {
        is_all &= could_be_read(table, copy(writer, table, "", is_earlier))?;
    }
    is_all &= could_be_read("conversations", copy_made_here(writer, is_earlier))?;
    // Fetched files come from the server again, because nothing here says whether they are still the reader's.
    let ending = writer.execute_batch(
        "UPDATE main.session SET cursor = NULL; UPDATE main.outbox SET arrived = 0;
         DELETE FROM main.files WHERE state = 'fetched'; DETACH damaged;",
    );
    Ok(could_be_read("session", ending.map(|()| 1))? && is_all)
}

#[cfg(test)]
mod tests;
