//! Copies of damaged data in a profile's folder, kept as long as something in them may be needed.
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

/// The beginning of the names of all copies.
const ASIDE: &str = "damaged-";
/// A database is up to three files.
const SUFFIXES: [&str; 3] = ["", LOG, "-shm"];
/// The ending of the log, with data that are not in the main file yet.
const LOG: &str = "-wal";

/// Answers a number greater than all that are in use: the newest copy has the greatest.
pub(crate) fn free(folder: &Path) -> Result<u32> {
    let greatest = numbers(folder)?.pop_last().unwrap_or_default();
    greatest.checked_add(1).ok_or(StoreError::Unavailable)
}

/// Answers the numbers of all copies. A folder that cannot be read is an error, because it may have copies.
pub(super) fn numbers(folder: &Path) -> Result<BTreeSet<u32>> {
    names(folder).map(|names| names.iter().filter_map(|name| number(name)).collect()).map_err(|error| {
        tracing::error!(kind = ?error.kind(), "what is kept of damaged data cannot be listed");
        StoreError::Unavailable
    })
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name().into_string()));
    Ok(names.collect::<io::Result<Vec<_>>>()?.into_iter().filter_map(std::result::Result::ok).collect())
}

fn number(name: &str) -> Option<u32> {
    name.strip_prefix(ASIDE)?.split('.').next()?.parse().ok()
}

/// Answers how many copies there are.
pub(crate) fn count(folder: &Path) -> Result<u32> {
    Ok(u32::try_from(numbers(folder)?.len()).unwrap_or(u32::MAX))
}

fn store(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{ASIDE}{number}.sqlite"))
}

/// Answers the folder for files of a copy.
pub(crate) fn files(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{ASIDE}{number}.files"))
}

/// Renames a closed store, with its log.
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
/// store without a log, which has the greatest number, else under a free one.
pub(super) fn keep_log(folder: &Path, path: &Path) -> Result<()> {
    let lacks_log = |number: &u32| {
        let store = store(folder, *number);
        store.exists() && !with_suffix(&store, LOG).exists()
    };
    let number = numbers(folder)?.into_iter().rev().find(lacks_log);
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

/// Removes the store of this number, when nothing in it is needed any more.
pub(super) fn forget_store(folder: &Path, number: u32) {
    remove(&store(folder, number));
}

/// Removes a copy: its person may not read it any more. Answers whether nothing is left of it.
pub(super) fn forget(folder: &Path, of: u32) -> bool {
    let Ok(names) = names(folder) else { return false };
    let kept = names.into_iter().filter(|name| number(name) == Some(of));
    kept.for_each(|name| remove_any(&folder.join(name)));
    numbers(folder).is_ok_and(|left| !left.contains(&of))
}

/// Keeps the takes of this moment under a number, whatever happens to them later: under second names, which
/// take no room, where the disk has such.
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
