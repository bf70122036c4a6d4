//! A few connections that only read.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::soundness::Damage;
use super::{StoreError, sql};

/// Reads at the same time; more wait their turn.
const CONNECTIONS: usize = 4;

pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    turns: Semaphore,
    damage: Damage,
}

impl Readers {
    pub(super) fn new(path: &Path, damage: Damage) -> Self {
        let turns = Semaphore::new(CONNECTIONS);
        Readers { path: path.to_owned(), idle: Mutex::new(Vec::new()), turns, damage }
    }

    pub(super) fn turns(&self) -> &Semaphore {
        &self.turns
    }

    /// Runs `read` on one snapshot. To be called by who holds a turn.
    pub(super) fn run<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let conn = self.take()?;
        sql::run(&conn, "BEGIN")?;
        let result = self.damage.watch(|| read(&conn));
        // A connection that cannot leave its snapshot is not used again.
        if sql::run(&conn, "COMMIT").is_ok() {
            self.give_back(conn);
        }
        result
    }

    /// Runs a `read` of one statement.
    pub(super) fn glance<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let conn = self.take()?;
        let result = self.damage.watch(|| read(&conn));
        self.give_back(conn);
        result
    }

    fn give_back(&self, conn: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| self.open(), Ok)
    }

    fn open(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags)?;
        super::configure(&conn)?;
        Ok(conn)
    }
}
