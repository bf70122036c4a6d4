//! The database: opening and closing the file, and the order of its users.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use conversas_domain::moment::Moment;
use conversas_sqlite::connection;
use conversas_sqlite::readers::{ReadError, Readers};
use conversas_sqlite::writer::Writer;
use conversas_store::accounts::{KnownDevice, TokenHash};
use conversas_store::upkeep::Purpose;
use conversas_store::{AfterCommit, Backend, Lane, ReadJob, Scope, StoreError, Waiting, WriteJob, private};
use rusqlite::{Connection, OpenFlags};

use crate::damage::Damage;
use crate::error::told;
use crate::session::Session;
use crate::writer::Job;
use crate::{devices, installation, migrations, soundness, sweeps, writer};

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
    writer: Writer<Job>,
    _lock: File,
}

/// The number of reads at the same time; more wait their turn.
const READERS: usize = 4;

/// The database in the folder.
const FILE: &str = "conversas.sqlite3";

/// Whether a database was made in the folder. An empty file is none: SQLite would take it for a new database.
fn is_there(folder: &Path) -> bool {
    std::fs::metadata(folder.join(FILE)).is_ok_and(|file| file.len() > 0)
}

impl Sqlite {
    /// Makes the database in a folder, which is made if missing. Fails if there is one already. `after_commit` hears which
    /// scopes committed changes concern.
    pub fn create(folder: &Path, after_commit: impl AfterCommit) -> Result<Sqlite, StoreError> {
        Sqlite::make(folder, None, after_commit)
    }

    /// Makes the database in a folder, which is made if missing, and notes in it its purpose and, by a clock
    /// that is believed, that nothing in it is older than now. Fails if there is one already.
    pub fn create_for(purpose: Purpose, folder: &Path, now: Moment) -> Result<Sqlite, StoreError> {
        Sqlite::make(folder, Some((purpose, now)), |_: &[Scope]| {})
    }

    fn make(
        folder: &Path,
        made: Option<(Purpose, Moment)>,
        after_commit: impl AfterCommit,
    ) -> Result<Sqlite, StoreError> {
        private::folder(folder)?;
        if is_there(folder) {
            return Err(StoreError::AlreadyThere(folder.display().to_string()));
        }
        Sqlite::begin(folder, made, after_commit)
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

    /// Only one server can have it. A file that is damaged or of another program is refused and not written
    /// to.
    fn begin(
        folder: &Path,
        made: Option<(Purpose, Moment)>,
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
        if let Some((purpose, now)) = made {
            note_made(&mut conn, purpose, now).map_err(told)?;
        }
        let damage = Damage::default();
        let writer = writer::start(conn, after_commit, damage.clone())?;
        let readers = Readers::new(READERS, move || reading(&path));
        let open = Mutex::new(Some(Open { writer, _lock: lock }));
        Ok(Sqlite { inner: Arc::new(Inner { open, readers, damage }) })
    }

    /// Queues a change. A closed database drops it.
    pub(crate) fn submit(&self, job: Job) -> Result<(), StoreError> {
        self.inner.damage.require_none()?;
        match &*self.opened() {
            // Ignored: a writer that ended drops the job, and with it the answer's channel, which says so.
            Some(open) => drop(open.writer.submit(job)),
            None => drop(job),
        }
        Ok(())
    }

    /// Runs a read in its turn.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Session<'_>) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let damage = self.inner.damage.clone();
        let reading = self.inner.readers.read(move |conn| damage.watch(|| read(&Session::new(conn))));
        reading.await.map_err(|error| match error {
            ReadError::Database(error) => told(error),
            ReadError::Lost(error) => {
                tracing::error!(panicked = error.is_panic(), "a read ended badly");
                StoreError::Panicked
            }
        })
    }

    /// Runs a read of one statement at once, on the caller's thread.
    fn glance<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let looked = |conn: &Connection| self.inner.damage.watch(|| read(conn).map_err(told));
        self.inner.readers.glance(looked).map_err(told)?
    }

    fn opened(&self) -> MutexGuard<'_, Option<Open>> {
        self.inner.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check_now(&self) -> Result<(), StoreError> {
        self.inner.damage.require_none()?;
        self.glance(|conn| conn.prepare_cached("SELECT 1 FROM schools LIMIT 1")?.exists([]).map(drop))
    }
}

impl Backend for Sqlite {
    fn read(&self, job: ReadJob) -> Waiting<'_, ()> {
        Box::pin(self.run(|session| job(session.as_read())))
    }

    /// Runs one change after the other, so the lane does not matter.
    fn write(&self, _: Lane, job: WriteJob) -> Result<(), StoreError> {
        self.submit(Box::new(move |session| job(session.as_write())))
    }

    /// The row is read at once on the caller's thread: handing it to another thread takes longer than reading
    /// it.
    fn device(&self, token: TokenHash) -> Waiting<'_, KnownDevice> {
        Box::pin(std::future::ready(self.glance(|conn| devices::by_token(conn, &token))))
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

/// Notes the purpose of data that were just made, and that nothing in them is older than now.
fn note_made(conn: &mut Connection, purpose: Purpose, now: Moment) -> rusqlite::Result<()> {
    let tx = conn.transaction()?;
    installation::set_purpose(&tx, purpose)?;
    sweeps::set(&tx, now)?;
    tx.commit()
}

/// Opens the connection that writes.
pub(crate) fn writing(path: &Path) -> rusqlite::Result<Connection> {
    let conn = connection::writing(path)?;
    configure(&conn)?;
    Ok(conn)
}

/// Opens a connection that reads.
fn reading(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    connection::configure(&conn)?;
    configure(&conn)?;
    Ok(conn)
}

/// Sets everything else that each connection of the server needs.
pub(crate) fn configure(conn: &Connection) -> rusqlite::Result<()> {
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)
}
