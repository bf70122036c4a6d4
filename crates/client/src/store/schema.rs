//! Migrations, only ever added, and the settings of a connection.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::anew;
use super::error::Result;
use crate::private;

/// In order; `user_version` is how many were applied.
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
];

/// The connection that writes. Applies what lacks, each migration in its own transaction.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    // SQLite gives its log the same permissions.
    let is_made = path.exists() || private::create(path).is_ok();
    if !is_made {
        tracing::warn!("the store is made by SQLite, with the permissions that are usual");
    }
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // What is erased is not to be found in the file either (rule 21).
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    keep_statements(&connection)?;
    let applied: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (migration, version) in MIGRATIONS.iter().zip(1u32..).skip(applied as usize) {
        let tx = connection.transaction()?;
        tx.execute_batch(migration)?;
        tx.pragma_update(None, "user_version", version)?;
        tx.commit()?;
    }
    let tx = connection.transaction()?;
    anew::places(&tx)?;
    tx.commit()?;
    Ok(connection)
}

/// A connection that reads.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    keep_statements(&connection)?;
    Ok(connection)
}

fn keep_statements(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(64);
    // Otherwise a statement is compiled anew for each value that is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// A store as it was before the migration that first names something.
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
