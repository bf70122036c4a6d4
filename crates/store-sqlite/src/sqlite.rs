//! The database: opening and closing the file, and whose turn it is.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use conversas_domain::moment::Moment;
use conversas_store::accounts::{KnownDevice, TokenHash};
use conversas_store::{AfterCommit, Backend, Lane, ReadJob, Scope, StoreError, Waiting, WriteJob, private};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::error::told;
use crate::readers::Readers;
use crate::session::Session;
use crate::soundness::{self, Damage};
use crate::writer::{Job, Writer};
use crate::{devices, migrations, sweeps};

/// The data of all schools in one file. Clones share it; the last one closes it.
#[derive(Clone)]
pub struct Sqlite {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    /// None once the database is closed.
    open: Mutex<Option<Open>>,
    pub(crate) readers: Readers,
    damage: Damage,
}

/// The writer ends before another server may have the folder.
struct Open {
    writer: Writer,
    _lock: File,
}

/// The database in the folder.
const FILE: &str = "conversas.sqlite3";

/// Whether a database was made in the folder. An empty file is none: SQLite would take it for a new database.
pub fn is_there(folder: &Path) -> bool {
    std::fs::metadata(folder.join(FILE)).is_ok_and(|file| file.len() > 0)
}

impl Sqlite {
    /// Makes the database in a folder, which is made if missing. Fails if there is one already. `after_commit` hears which
    /// scopes committed changes concern.
    pub fn create(folder: &Path, after_commit: impl AfterCommit) -> Result<Sqlite, StoreError> {
        Sqlite::make(folder, None, after_commit)
    }

    /// The same for later, by a clock that is believed: nothing in the database is older.
    pub fn create_at(folder: &Path, now: Moment) -> Result<Sqlite, StoreError> {
        Sqlite::make(folder, Some(now), |_: &[Scope]| {})
    }

    fn make(
        folder: &Path,
        now: Option<Moment>,
        after_commit: impl AfterCommit,
    ) -> Result<Sqlite, StoreError> {
        private::folder(folder)?;
        if is_there(folder) {
            return Err(StoreError::AlreadyThere(folder.display().to_string()));
        }
        Sqlite::begin(folder, now, after_commit)
    }

    /// Opens the database in a folder. Fails if there is none: a server that began anew on a folder by mistake would know
    /// nobody. Only one server can have it.
    pub fn open(folder: &Path, after_commit: impl AfterCommit) -> Result<Sqlite, StoreError> {
        // A folder that cannot be looked into is told apart from one without data.
        std::fs::metadata(folder.join(FILE)).map(drop).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        if !is_there(folder) {
            return Err(StoreError::NotThere(folder.display().to_string()));
        }
        Sqlite::begin(folder, None, after_commit)
    }

    /// Only one server can have it. What is not ours or is damaged is refused and not written to.
    fn begin(
        folder: &Path,
        made_at: Option<Moment>,
        after_commit: impl AfterCommit,
    ) -> Result<Sqlite, StoreError> {
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
        let mut conn = writing(&path).map_err(told)?;
        migrations::run(&mut conn)?;
        if let Some(now) = made_at {
            sweeps::set(&conn, now).map_err(told)?;
        }
        let damage = Damage::default();
        let writer = Writer::start(conn, after_commit, damage.clone())?;
        let readers = Readers::new(&path, damage.clone());
        let open = Mutex::new(Some(Open { writer, _lock: lock }));
        Ok(Sqlite { inner: Arc::new(Inner { open, readers, damage }) })
    }

    /// Queues a change. A closed database drops it.
    pub(crate) fn submit(&self, job: Job) -> Result<(), StoreError> {
        self.inner.damage.require_none()?;
        match &*self.opened() {
            Some(open) => open.writer.submit(job),
            None => drop(job),
        }
        Ok(())
    }

    /// Runs a read in its turn.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Session<'_>) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let turn = self.inner.readers.turn().await?;
        let inner = self.inner.clone();
        let reading = tokio::task::spawn_blocking(move || {
            // The turn ends with the work: the caller may have stopped to wait for it.
            let _turn = turn;
            inner.readers.run(read)
        });
        reading.await.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "a read ended badly");
            Err(StoreError::Panicked)
        })
    }

    fn opened(&self) -> MutexGuard<'_, Option<Open>> {
        self.inner.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check_now(&self) -> Result<(), StoreError> {
        self.inner.damage.require_none()?;
        self.inner.readers.glance(|session| {
            let mut any = session.conn.prepare_cached("SELECT 1 FROM schools LIMIT 1").map_err(told)?;
            any.exists([]).map(drop).map_err(told)
        })?
    }
}

impl Backend for Sqlite {
    fn read(&self, job: ReadJob) -> Waiting<'_, ()> {
        Box::pin(self.run(|session| job(session.as_read())))
    }

    /// One change runs after the other: the lane does not matter.
    fn write(&self, _: Lane, job: WriteJob) -> Result<(), StoreError> {
        self.submit(Box::new(move |session| job(session.as_write())))
    }

    /// Read at once on the caller's thread: to hand one row to another thread takes longer than to read it.
    fn device(&self, token: TokenHash) -> Waiting<'_, KnownDevice> {
        let found =
            self.inner.readers.glance(|session| devices::by_token(session.conn, &token).map_err(told));
        Box::pin(std::future::ready(found.and_then(|found| found)))
    }

    fn check(&self) -> Waiting<'_, ()> {
        Box::pin(std::future::ready(self.check_now()))
    }

    fn look_through(&self) -> Waiting<'_, ()> {
        Box::pin(async {
            let looked = self.run(|session| soundness::look_through(session.conn)).await?;
            if let Err(StoreError::Damaged(_)) = &looked {
                self.inner.damage.is_found();
            }
            looked
        })
    }

    fn close(&self) {
        drop(self.opened().take());
    }
}

/// The connection that writes.
fn writing(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open(path)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    configure(&conn)?;
    Ok(conn)
}

/// Sets what every connection needs.
pub(crate) fn configure(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    // Sorting needs no file, and none that others could read.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // Otherwise a statement is compiled anew for each value that is bound to it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}
