//! Migrations, only ever added, and the settings of a connection.

use std::path::Path;

use conversas_sqlite::{connection, migrations};
use rusqlite::{Connection, OpenFlags};

use super::error::Result;
use super::{anew, soundness};
use crate::private;

/// The migrations, in order; `user_version` is how many were applied.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_inbox_in_order.sql"),
    include_str!("migrations/0003_incomplete_histories.sql"),
    include_str!("migrations/0004_service.sql"),
    include_str!("migrations/0005_files.sql"),
    include_str!("migrations/0006_attached.sql"),
    include_str!("migrations/0007_merged.sql"),
    include_str!("migrations/0008_installation.sql"),
    include_str!("migrations/0009_drafts_by_place.sql"),
    include_str!("migrations/0010_waiting.sql"),
    include_str!("migrations/0012_one_folding.sql"),
    include_str!("migrations/0013_entries_by_id.sql"),
    include_str!("migrations/0014_unknown.sql"),
    include_str!("migrations/0015_targets.sql"),
    include_str!("migrations/0016_unconfirmed.sql"),
    include_str!("migrations/0017_application.sql"),
    include_str!("migrations/0018_losses.sql"),
    include_str!("migrations/0019_told_losses.sql"),
    include_str!("migrations/0020_takes.sql"),
];

/// The version of a store with every migration applied.
pub(super) fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// Opens the connection that writes, and applies missing migrations, each in its own transaction. A file of
/// another program or of a newer app is left as it is.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    soundness::require_ours(path, newest())?;
    // SQLite gives its log the same permissions.
    let is_made = path.exists() || private::create(path).is_ok();
    if !is_made {
        tracing::warn!("the store is made by SQLite, with the permissions that are usual");
    }
    let mut connection = connection::writing(path)?;
    // Erased data must not stay in the file's free pages (rule 21).
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    migrations::run(&mut connection, MIGRATIONS)?;
    let tx = connection.transaction()?;
    anew::places(&tx)?;
    tx.commit()?;
    Ok(connection)
}

/// A connection that reads.
pub(crate) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection::configure(&connection)?;
    Ok(connection)
}

/// A store as it was before the migration that first contains `named`.
#[cfg(test)]
pub(crate) fn open_before(path: &Path, named: &str) -> Connection {
    let connection = Connection::open(path).expect("a new file");
    let earlier = MIGRATIONS.iter().take_while(|migration| !migration.contains(named));
    for (migration, version) in earlier.zip(1u32..) {
        connection.execute_batch(migration).expect("an earlier version");
        connection.pragma_update(None, "user_version", version).expect("a number");
    }
    connection
}

#[cfg(test)]
mod tests;
