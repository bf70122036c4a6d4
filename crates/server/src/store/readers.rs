//! A few connections that only read.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::soundness::Damage;
use super::{StoreError, sql};

/// Reads at the same time; more wait their turn.
const CONNECTIONS: usize = 4;
/// Connections that are kept for later: those of all reads, and as many again for who glances.
const KEPT: usize = 2 * CONNECTIONS;

pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
    damage: Damage,
}

impl Readers {
    pub(super) fn new(path: &Path, damage: Damage) -> Self {
        let turns = Arc::new(Semaphore::new(CONNECTIONS));
        Readers { path: path.to_owned(), idle: Mutex::new(Vec::new()), turns, damage }
    }

    /// The turn to read, for as long as it is held.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        self.turns.clone().acquire_owned().await.map_err(|_| StoreError::Closed)
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
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(conn);
        }
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::fixture::House;
    use crate::store::Store;

    #[tokio::test]
    async fn a_turn_is_over_when_its_read_is_and_not_when_nobody_waits_for_it() {
        let house = House::new().await;
        let (begun, has_begun) = mpsc::channel();
        let (go, may_go) = mpsc::channel::<()>();
        let may_go = Arc::new(Mutex::new(may_go));
        let reads: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                let (store, begun, may_go) = (house.store.clone(), begun.clone(), may_go.clone());
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
        let turns = house.store.inner.readers.turns.clone();
        assert_eq!(turns.available_permits(), 0, "they still read");
        (0..CONNECTIONS).for_each(|_| go.send(()).unwrap());
        drop(turns.acquire_many(u32::try_from(CONNECTIONS).unwrap()).await.unwrap());
    }

    #[tokio::test]
    async fn no_more_connections_are_kept_than_are_needed() {
        fn glances(store: &Store, more: usize) -> Result<(), StoreError> {
            store.glance(|_| if more == 0 { Ok(()) } else { glances(store, more - 1) })
        }
        let house = House::new().await;
        glances(&house.store, 3 * KEPT).unwrap();
        assert_eq!(house.store.inner.readers.idle.lock().unwrap().len(), KEPT);
    }
}
