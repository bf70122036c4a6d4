//! What is kept of damaged data in a profile's folder, as long as something in it may be needed.
//!
//! | name | what |
//! |---|---|
//! | `damaged-N.sqlite` | a store that could not be read to its end, with its log |
//! | `damaged-N.files` | files that no row of the new store names; in `takes`, the takes of that moment |

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Result, StoreError};

/// How all the names begin.
const ASIDE: &str = "damaged-";
/// A database is up to three files.
const SUFFIXES: [&str; 3] = ["", LOG, "-shm"];
/// The one with what is not in the main file yet.
const LOG: &str = "-wal";

/// The first number under which nothing is kept.
pub(super) fn free(folder: &Path) -> Result<u32> {
    let has_store =
        |number| SUFFIXES.iter().any(|suffix| with_suffix(&store(folder, number), suffix).exists());
    let is_free = |number: &u32| !has_store(*number) && !files(folder, *number).exists();
    (1..).find(is_free).ok_or(StoreError::Unavailable)
}

/// The numbers under which something is kept.
fn numbers(folder: &Path) -> BTreeSet<u32> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let number = |name: String| name.strip_prefix(ASIDE)?.split('.').next()?.parse().ok();
    entries.filter_map(|entry| number(entry.file_name().into_string().ok()?)).collect()
}

/// How often something is kept.
pub(crate) fn count(folder: &Path) -> u32 {
    u32::try_from(numbers(folder).len()).unwrap_or(u32::MAX)
}

fn store(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{ASIDE}{number}.sqlite"))
}

/// Where files are kept.
pub(crate) fn files(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{ASIDE}{number}.files"))
}

/// Gives a closed store another name, with its log.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    for suffix in SUFFIXES {
        let from = with_suffix(from, suffix);
        if from.exists() {
            fs::rename(from, with_suffix(to, suffix))?;
        }
    }
    Ok(())
}

/// Keeps a store under a number.
pub(super) fn keep_store(folder: &Path, path: &Path, number: u32) -> io::Result<()> {
    rename(path, &store(folder, number))
}

/// Keeps the log of a store that was kept just before, when the machine stopped in between: under the number of the newest
/// store without a log, else under a free one.
pub(super) fn keep_log(folder: &Path, path: &Path) -> Result<()> {
    let lacks_log = |number: &u32| {
        let store = store(folder, *number);
        store.exists() && !with_suffix(&store, LOG).exists()
    };
    let number = numbers(folder).into_iter().rev().find(lacks_log);
    let number = number.map_or_else(|| free(folder), Ok)?;
    keep_store(folder, path, number).map_err(|error| {
        tracing::error!(kind = ?error.kind(), "the log of a damaged store cannot be kept");
        StoreError::Unavailable
    })
}

/// Removes a store, with its log.
pub(super) fn remove(path: &Path) {
    SUFFIXES.into_iter().for_each(|suffix| remove_any(&with_suffix(path, suffix)));
}

/// Nothing in the store of this number is needed any more.
pub(super) fn forget_store(folder: &Path, number: u32) {
    remove(&store(folder, number));
}

/// Removes all that is kept: its person may not read it any more.
pub(super) fn forget_all(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(ASIDE) {
            remove_any(&entry.path());
        }
    }
}

/// Keeps the takes of this moment under a number, whatever becomes of them: under second names, which take no room, where
/// the disk has such.
pub(crate) fn keep_takes(folder: &Path, number: u32) -> io::Result<()> {
    let from = folder.join("takes");
    if !from.is_dir() {
        return Ok(());
    }
    let to = files(folder, number).join("takes");
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if !entry.file_type()?.is_file() || copy.exists() {
            continue;
        }
        crate::private::folder(&to)?;
        if fs::hard_link(entry.path(), &copy).is_err() {
            fs::copy(entry.path(), &copy)?;
        }
    }
    Ok(())
}

fn remove_any(path: &Path) {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(kind = ?error.kind(), "damaged data cannot be removed");
        }
        _ => {}
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
