//! A few connections that read beside the writer, each read on one snapshot.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinError;

use crate::connection::run;

/// The reason why a read was not answered.
#[derive(Debug)]
pub enum ReadError {
    /// SQLite gave no connection or no snapshot.
    Database(rusqlite::Error),
    /// The read panicked, or the program ends.
    Lost(JoinError),
}

/// A function that opens a connection.
type Open = Box<dyn Fn() -> rusqlite::Result<Connection> + Send + Sync>;

/// The connections for reading. Clones share them.
#[derive(Clone)]
pub struct Readers {
    pool: Arc<Pool>,
}

struct Pool {
    open: Open,
    idle: Mutex<Vec<Connection>>,
    /// The number of connections that are kept for later: one for each read at a time, and as many again for
    /// glances.
    kept: usize,
    turns: Arc<Semaphore>,
}

impl Readers {
    /// Allows at most `most` reads at the same time; more wait their turn. Connections are opened when they
    /// are needed.
    pub fn new(
        most: usize,
        open: impl Fn() -> rusqlite::Result<Connection> + Send + Sync + 'static,
    ) -> Readers {
        let turns = Arc::new(Semaphore::new(most));
        let (open, idle) = (Box::new(open), Mutex::new(Vec::new()));
        Readers { pool: Arc::new(Pool { open, idle, kept: 2 * most, turns }) }
    }

    /// Opens a connection for each turn now, so that a file that cannot be opened is found at the start.
    pub fn open_all(&self) -> rusqlite::Result<()> {
        for _ in 0..self.pool.turns.available_permits() {
            self.pool.give_back(self.open()?);
        }
        Ok(())
    }

    /// Runs `read` on one snapshot, on a thread that may wait for the disk. A caller that stops waiting before its turn is
    /// not served.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> T + Send + 'static,
    ) -> Result<T, ReadError> {
        let turn = self.turn().await;
        let pool = self.pool.clone();
        let reading = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, not with the caller, which may have stopped waiting.
            let _turn = turn;
            pool.read(read).map_err(ReadError::Database)
        });
        reading.await.unwrap_or_else(|error| Err(ReadError::Lost(error)))
    }

    /// Runs a `read` of one statement at once, on the caller's thread and without a turn.
    pub fn glance<T>(&self, read: impl FnOnce(&Connection) -> T) -> rusqlite::Result<T> {
        let conn = self.pool.take()?;
        let result = read(&conn);
        self.pool.give_back(conn);
        Ok(result)
    }

    /// Opens a connection like those for reading, for the caller alone.
    pub fn open(&self) -> rusqlite::Result<Connection> {
        (self.pool.open)()
    }

    /// Waits for a turn to read, which lasts as long as it is held.
    async fn turn(&self) -> OwnedSemaphorePermit {
        self.pool.turns.clone().acquire_owned().await.expect("nobody closes it")
    }
}

impl Pool {
    fn read<T>(&self, read: impl FnOnce(&Connection) -> T) -> rusqlite::Result<T> {
        let conn = self.take()?;
        run(&conn, "BEGIN")?;
        let result = read(&conn);
        // A connection that cannot leave its snapshot is not used again.
        if run(&conn, "COMMIT").is_ok() {
            self.give_back(conn);
        }
        Ok(result)
    }

    fn take(&self) -> rusqlite::Result<Connection> {
        // The lock may be poisoned: no holder panics in the middle of a change, so its data are whole.
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| (self.open)(), Ok)
    }

    fn give_back(&self, conn: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < self.kept {
            idle.push(conn);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// The number of reads at the same time.
    const MOST: usize = 4;

    fn in_memory() -> Readers {
        Readers::new(MOST, Connection::open_in_memory)
    }

    #[tokio::test]
    async fn a_turn_is_over_when_its_read_is_and_not_when_nobody_waits_for_it() {
        let readers = in_memory();
        let (begun, has_begun) = mpsc::channel();
        let (go, may_go) = mpsc::channel::<()>();
        let may_go = Arc::new(Mutex::new(may_go));
        let reads: Vec<_> = (0..MOST)
            .map(|_| {
                let (readers, begun, may_go) = (readers.clone(), begun.clone(), may_go.clone());
                tokio::spawn(async move {
                    let read = readers.read(move |_| {
                        begun.send(()).unwrap();
                        may_go.lock().unwrap().recv().unwrap();
                    });
                    read.await
                })
            })
            .collect();
        let all_have_begun = tokio::task::spawn_blocking(move || {
            (0..MOST).for_each(|_| has_begun.recv().unwrap());
        });
        all_have_begun.await.unwrap();
        for read in reads {
            read.abort();
            assert!(read.await.unwrap_err().is_cancelled());
        }
        let turns = readers.pool.turns.clone();
        assert_eq!(turns.available_permits(), 0, "they still read");
        (0..MOST).for_each(|_| go.send(()).unwrap());
        drop(turns.acquire_many(u32::try_from(MOST).unwrap()).await.unwrap());
    }

    #[tokio::test]
    async fn no_more_connections_are_kept_than_are_needed() {
        fn glances(readers: &Readers, more: usize) -> rusqlite::Result<()> {
            readers.glance(|_| if more == 0 { Ok(()) } else { glances(readers, more - 1) })?
        }
        let readers = in_memory();
        glances(&readers, 6 * MOST).unwrap();
        assert_eq!(readers.pool.idle.lock().unwrap().len(), 2 * MOST);
    }

    #[tokio::test]
    async fn a_read_that_panics_takes_no_turn_and_no_connection_from_the_next() {
        let readers = in_memory();
        readers.open_all().unwrap();
        for _ in 0..2 * MOST {
            let lost = readers.read(|_| panic!("on purpose")).await;
            assert!(matches!(lost, Err(ReadError::Lost(error)) if error.is_panic()));
        }
        let one = readers.read(|conn| conn.query_row("SELECT 1", [], |row| row.get::<_, i64>(0))).await;
        assert!(matches!(one, Ok(Ok(1))));
    }

    #[tokio::test]
    async fn a_read_sees_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.sqlite3");
        let writer = crate::connection::writing(&path).unwrap();
        writer.execute_batch("CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT").unwrap();
        let readers = Readers::new(1, move || Connection::open(&path));
        let counts = readers.read(move |conn| {
            let count =
                || conn.query_row("SELECT count(*) FROM notes", [], |row| row.get::<_, i64>(0)).unwrap();
            let before = count();
            writer.execute("INSERT INTO notes DEFAULT VALUES", []).unwrap();
            (before, count())
        });
        assert!(matches!(counts.await, Ok((0, 0))));
    }
}
