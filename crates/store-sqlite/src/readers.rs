//! A few connections that only read.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use conversas_store::StoreError;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::told;
use crate::session::Session;
use crate::soundness::Damage;
use crate::sql;
use crate::sqlite::configure;

/// Reads at the same time; more wait their turn.
const CONNECTIONS: usize = 4;
/// Connections that are kept for later: those of all reads, and as many again for who glances.
const KEPT: usize = 2 * CONNECTIONS;

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
    damage: Damage,
}

impl Readers {
    pub(crate) fn new(path: &Path, damage: Damage) -> Self {
        let turns = Arc::new(Semaphore::new(CONNECTIONS));
        Readers { path: path.to_owned(), idle: Mutex::new(Vec::new()), turns, damage }
    }

    /// The turn to read, for as long as it is held.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        self.turns.clone().acquire_owned().await.map_err(|_| StoreError::Closed)
    }

    /// Runs `read` on one snapshot. To be called by the holder of a turn.
    pub(crate) fn run<T>(&self, read: impl FnOnce(&Session<'_>) -> T) -> Result<T, StoreError> {
        let conn = self.take().map_err(told)?;
        sql::run(&conn, "BEGIN").map_err(told)?;
        let result = self.damage.watch(|| read(&Session::new(&conn)));
        // A connection that cannot leave its snapshot is not used again.
        if sql::run(&conn, "COMMIT").is_ok() {
            self.give_back(conn);
        }
        Ok(result)
    }

    /// Runs a `read` of one statement.
    pub(crate) fn glance<T>(&self, read: impl FnOnce(&Session<'_>) -> T) -> Result<T, StoreError> {
        let conn = self.take().map_err(told)?;
        let result = self.damage.watch(|| read(&Session::new(&conn)));
        self.give_back(conn);
        Ok(result)
    }

    fn give_back(&self, conn: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(conn);
        }
    }

    fn take(&self) -> rusqlite::Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| self.open(), Ok)
    }

    pub(crate) fn open(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags)?;
        configure(&conn)?;
        Ok(conn)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use conversas_store::{Scope, Store};

    use super::*;
    use crate::Sqlite;

    fn opened() -> (tempfile::TempDir, Sqlite) {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = Sqlite::create(folder.path(), |_: &[Scope]| {}).unwrap();
        (folder, sqlite)
    }

    #[tokio::test]
    async fn a_turn_is_over_when_its_read_is_and_not_when_nobody_waits_for_it() {
        let (_folder, sqlite) = opened();
        let (begun, has_begun) = mpsc::channel();
        let (go, may_go) = mpsc::channel::<()>();
        let may_go = Arc::new(Mutex::new(may_go));
        let reads: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                let (store, begun, may_go) = (Store::new(sqlite.clone()), begun.clone(), may_go.clone());
                tokio::spawn(async move {
                    let read = store.read(move |_| {
                        begun.send(()).unwrap();
                        may_go.lock().unwrap().recv().unwrap();
                        Ok::<_, StoreError>(())
                    });
                    read.await
                })
            })
            .collect();
        let all_have_begun = tokio::task::spawn_blocking(move || {
            (0..CONNECTIONS).for_each(|_| has_begun.recv().unwrap());
        });
        all_have_begun.await.unwrap();
        for read in reads {
            read.abort();
            assert!(read.await.unwrap_err().is_cancelled());
        }
        let turns = sqlite.inner.readers.turns.clone();
        assert_eq!(turns.available_permits(), 0, "they still read");
        (0..CONNECTIONS).for_each(|_| go.send(()).unwrap());
        drop(turns.acquire_many(u32::try_from(CONNECTIONS).unwrap()).await.unwrap());
    }

    #[tokio::test]
    async fn no_more_connections_are_kept_than_are_needed() {
        fn glances(readers: &Readers, more: usize) -> Result<(), StoreError> {
            readers.glance(|_| if more == 0 { Ok(()) } else { glances(readers, more - 1) })?
        }
        let (_folder, sqlite) = opened();
        glances(&sqlite.inner.readers, 3 * KEPT).unwrap();
        assert_eq!(sqlite.inner.readers.idle.lock().unwrap().len(), KEPT);
    }
}
