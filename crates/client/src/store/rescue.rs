//! Opening the store; one that is damaged, or cannot be opened by this version, is moved aside and begun anew, with what only this device knew brought over as
//! far as it can be read. The rest comes from the server.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Result, Store, StoreError, schema};
use crate::private;

/// Tables that the server cannot give back.
const MINE: &[&str] =
    &["session", "outbox", "files", "drafts", "merged", "filters", "orders", "preferences", "rescued"];

/// The store, and whether it was rebuilt.
pub(crate) fn open_or_rebuild(folder: &Path) -> Result<(Store, bool)> {
    private::folder(folder).map_err(unavailable)?;
    let path = folder.join("conversas.sqlite");
    let suspect = folder.join(SUSPECT);
    match open_healthy(&path, suspect.exists()) {
        Ok(store) => {
            let _ = std::fs::remove_file(&suspect);
            Ok((store, false))
        }
        // Whatever cannot be opened now will not be at the next start either.
        Err(error @ (StoreError::Damaged | StoreError::Fault(_))) => {
            tracing::error!(%error, "the store cannot be opened; rebuilding it");
            let aside = move_aside(folder, &path)?;
            let writer = schema::open_writer(&path)?;
            if bring_over(&writer, &aside) {
                forget_aside(folder);
            }
            let _ = std::fs::remove_file(&suspect);
            Ok((Store::start(&path, writer)?, true))
        }
        Err(StoreError::Unavailable) => Err(StoreError::Unavailable),
    }
}

/// How the names of stores that were moved aside begin.
const ASIDE: &str = "damaged-";

/// A file whose presence makes the next start look closely.
pub(super) const SUSPECT: &str = "check-store";

fn open_healthy(path: &Path, look_closely: bool) -> Result<Store> {
    let writer = schema::open_writer(path)?;
    // Touches every table's root page; damage deeper down is met when it is read, and looked for at the next start.
    for table in
        ["session", "bootstraps", "conversations", "inbox", "counters", "entries", "outbox", "drafts"]
    {
        let mut first = writer.prepare(&format!("SELECT * FROM {table} LIMIT 1"))?;
        first.query([])?.next()?;
    }
    if look_closely {
        let verdict: String = writer.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(StoreError::Damaged);
        }
    }
    Store::start(path, writer)
}

fn move_aside(folder: &Path, path: &Path) -> Result<PathBuf> {
    let free = (1..).map(|n| folder.join(format!("{ASIDE}{n}.sqlite"))).find(|aside| !aside.exists());
    let aside = free.ok_or(StoreError::Unavailable)?;
    for suffix in ["", "-wal", "-shm"] {
        let from = with_suffix(path, suffix);
        if from.exists() {
            std::fs::rename(from, with_suffix(&aside, suffix)).map_err(unavailable)?;
        }
    }
    Ok(aside)
}

/// What the system says goes to the log; the path would name the person.
fn unavailable(error: std::io::Error) -> StoreError {
    tracing::error!(kind = ?error.kind(), "the profile's folder cannot be used");
    StoreError::Unavailable
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The damaged store may be of an earlier version, with fewer columns.
fn copy(writer: &Connection, table: &str) -> rusqlite::Result<usize> {
    let shared = "SELECT group_concat(name) FROM pragma_table_info(?1, 'main')
        WHERE name IN (SELECT name FROM pragma_table_info(?1, 'damaged'))";
    let columns: String = writer.query_row(shared, [table], |row| row.get(0))?;
    let sql = format!("INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM damaged.{table}");
    writer.execute(&sql, [])
}

/// Copies table by table; one that cannot be read is left behind. Answers whether all were read.
pub(super) fn bring_over(writer: &Connection, aside: &Path) -> bool {
    if writer.execute("ATTACH ?1 AS damaged", [aside.to_string_lossy()]).is_err() {
        return false;
    }
    let mut is_all = true;
    for table in MINE {
        match copy(writer, table) {
            Ok(rows) => tracing::info!(table, rows, "brought over"),
            Err(error) => {
                is_all = false;
                tracing::error!(table, code = ?error.sqlite_error_code(), "could not be read");
            }
        }
    }
    // What was fetched comes from the server again: nothing here says whether it is still the reader's.
    let ending = writer.execute_batch(
        "UPDATE main.session SET cursor = NULL; UPDATE main.outbox SET arrived = 0;
         DELETE FROM main.files WHERE state = 'fetched'; DETACH damaged;",
    );
    is_all && ending.is_ok()
}

/// Removes what was moved aside: nothing in it is needed, or its person may not read it any more.
pub(super) fn forget_aside(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_aside = entry.file_name().to_string_lossy().starts_with(ASIDE);
        if is_aside && let Err(error) = std::fs::remove_file(entry.path()) {
            tracing::warn!(kind = ?error.kind(), "a damaged store cannot be removed");
        }
    }
}
