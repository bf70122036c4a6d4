//! Everything that is kept: one SQLite file, and all of the SQL.
//!
//! One writer thread ([`Store::write`]), a few readers ([`Store::read`]); a file per table. What is written and who hears of
//! it is decided in [`crate::ledger`]. To add a table: a migration, a file here.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use conversas_domain::moment::Moment;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

pub(crate) mod attachment_refs;
pub(crate) mod attachments;
pub(crate) mod channels;
pub(crate) mod conversations;
pub(crate) mod devices;
pub(crate) mod entries;
mod error;
pub(crate) mod events;
pub(crate) mod installation;
pub(crate) mod known_addresses;
pub(crate) mod looks;
pub(crate) mod loose_contents;
pub(crate) mod marks;
pub(crate) mod members;
mod migrations;
pub(crate) mod participants;
pub(crate) mod people;
pub(crate) mod progress;
#[cfg(test)]
mod query_plans;
mod readers;
pub(crate) mod readiness;
pub(crate) mod receipts;
pub(crate) mod replies;
pub(crate) mod schools;
pub(crate) mod secrets;
mod soundness;
mod sql;
pub(crate) mod students;
pub(crate) mod sweeps;
pub(crate) mod tickets;
mod tx;
mod writer;

pub use error::StoreError;
pub use events::Scope;
pub use people::NewPerson;
pub use tx::Tx;

use crate::private;
use readers::Readers;
use soundness::Damage;
use writer::Writer;

/// The data of all schools. Clones share it; the last one closes it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    /// None once the store is closed.
    open: Mutex<Option<Open>>,
    readers: Readers,
    damage: Damage,
}

/// Hears which scopes committed changes concern, on the writer's thread: it must be quick.
pub trait AfterCommit: Fn(&[Scope]) + Send + 'static {}

impl<F: Fn(&[Scope]) + Send + 'static> AfterCommit for F {}

/// The database in the folder.
const FILE: &str = "conversas.sqlite3";

/// Whether a store was made in the folder. An empty file is none: SQLite would take it for a new database.
pub(crate) fn is_there(folder: &Path) -> bool {
    std::fs::metadata(folder.join(FILE)).is_ok_and(|file| file.len() > 0)
}

/// The writer ends before another server may have the folder.
struct Open {
    writer: Writer,
    _lock: File,
}

impl Store {
    /// Makes the store in a folder, which is made if missing. Fails if there is one already.
    /// `after_commit` gets the scopes that committed changes concern.
    pub fn create(folder: &Path, after_commit: impl AfterCommit) -> Result<Store, StoreError> {
        Store::make(folder, None, after_commit)
    }

    /// The same, by a clock that says so: nothing in it is older.
    pub(crate) fn create_at(folder: &Path, now: Moment) -> Result<Store, StoreError> {
        Store::make(folder, Some(now), |_: &[Scope]| {})
    }

    fn make(folder: &Path, now: Option<Moment>, after_commit: impl AfterCommit) -> Result<Store, StoreError> {
        private::folder(folder)?;
        if is_there(folder) {
            return Err(StoreError::AlreadyThere(folder.display().to_string()));
        }
        Store::begin(folder, now, after_commit)
    }

    /// Opens the store in a folder. Fails if there is none: a server that began anew on a folder by mistake would know
    /// nobody. Only one server can have it.
    pub fn open(folder: &Path, after_commit: impl AfterCommit) -> Result<Store, StoreError> {
        // A folder that cannot be looked into is told apart from one without data.
        std::fs::metadata(folder.join(FILE)).map(drop).or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        if !is_there(folder) {
            return Err(StoreError::NotThere(folder.display().to_string()));
        }
        Store::begin(folder, None, after_commit)
    }

    /// Only one server can have it. What is not ours or is damaged is refused and not written to.
    fn begin(
        folder: &Path,
        made_at: Option<Moment>,
        after_commit: impl AfterCommit,
    ) -> Result<Store, StoreError> {
        private::folder(folder)?;
        let lock = private::new_file().write(true).truncate(true).open(folder.join("lock"))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => StoreError::InUse,
            TryLockError::Error(error) => StoreError::Folder(error),
        })?;
        let path = folder.join(FILE);
        soundness::require_ours(&path)?;
        // SQLite gives the files beside it the same rights.
        drop(private::new_file().append(true).open(&path)?);
        for name in ["lock", FILE, "conversas.sqlite3-wal", "conversas.sqlite3-shm"] {
            private::file(&folder.join(name))?;
        }
        let mut conn = Connection::open(&path)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        configure(&conn)?;
        migrations::run(&mut conn)?;
        if let Some(now) = made_at {
            sweeps::set(&conn, now)?;
        }
        let damage = Damage::default();
        let writer = Writer::start(conn, after_commit, damage.clone())?;
        let readers = Readers::new(&path, damage.clone());
        let open = Mutex::new(Some(Open { writer, _lock: lock }));
        Ok(Store { inner: Arc::new(Inner { open, readers, damage }) })
    }

    /// Runs a change in the writer's transaction; answers once it is durable. An `Err` undoes it.
    pub async fn write<T, E, F>(&self, change: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.inner.damage.require_none()?;
        let (answer, answered) = tokio::sync::oneshot::channel();
        match &*self.opened() {
            Some(open) => open.writer.submit(change, |result| drop(answer.send(result))),
            None => drop(answer),
        }
        answered.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Runs a read on one snapshot of the data.
    pub async fn read<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let turn = self.inner.readers.turn().await?;
        let inner = self.inner.clone();
        let reading = tokio::task::spawn_blocking(move || {
            // The turn ends with the work: who asked may have stopped to wait for it.
            let _turn = turn;
            inner.readers.run(read)
        });
        reading.await.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "a read ended badly");
            Err(StoreError::Panicked.into())
        })
    }

    /// Reads a row or two at once on this thread: to hand so little to another one takes longer than to do it.
    pub(crate) fn glance<T, E, F>(&self, read: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Connection) -> Result<T, E>,
    {
        self.inner.readers.glance(read)
    }

    /// Ends the writer after what it was given, and lets another server have the folder. Blocks until then.
    pub fn close(&self) {
        drop(self.opened().take());
    }

    fn opened(&self) -> MutexGuard<'_, Option<Open>> {
        self.inner.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks through all of the file; once it is found damaged nothing is written any more.
    pub(crate) async fn look_through(&self) -> Result<(), StoreError> {
        let looked = self.read(soundness::look_through).await;
        if let Err(StoreError::Damaged(_)) = &looked {
            self.inner.damage.is_found();
        }
        looked
    }

    /// Whether the data can be read and is not damaged, as far as anybody has noticed.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.inner.damage.require_none()?;
        self.glance(|conn| Ok(conn.prepare_cached("SELECT 1 FROM schools LIMIT 1")?.exists([]).map(drop)?))
    }
}

/// What every connection needs.
fn configure(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    // Sorting needs no file, and none that others could read.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // Otherwise a statement is compiled anew for each value that is bound to it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}
