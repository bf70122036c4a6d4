//! The device's SQLite file: all SQL of the client is in this folder, one file per table.
//!
//! One thread writes, each job in one transaction, durable when it answers (WAL, `synchronous=FULL`); a few readers
//! run beside it. Files of tables hold functions over a connection; this file knows threads and nothing of tables.
//! To add a table: a migration in `schema.rs`, a file here.

use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};

use rusqlite::{Connection, Transaction};
use tokio::sync::{Semaphore, oneshot};

pub(crate) mod bootstraps;
pub(crate) mod conversations;
pub(crate) mod drafts;
pub(crate) mod dump;
pub(crate) mod entries;
pub(crate) mod erase;
mod error;
pub(crate) mod filters;
pub(crate) mod inbox;
pub(crate) mod names;
pub(crate) mod outbox;
pub(crate) mod preferences;
pub(crate) mod rescued;
mod rescue;
pub(crate) mod rows;
mod schema;
pub(crate) mod session;
pub(crate) mod sql;
pub(crate) mod words;

pub use error::StoreError;
pub use rescued::RescuedText;
pub(crate) use error::Result;
pub(crate) use rescue::open_or_rebuild;

/// How many reads run at once.
const READERS: usize = 3;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The open store. Dropping the last handle ends the writer thread after its queued jobs.
pub(crate) struct Store {
    jobs: mpsc::Sender<Job>,
    readers: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Store {
    fn start(path: &Path, writer: Connection) -> Result<Store> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let readers = (0..READERS).map(|_| schema::open_reader(path)).collect::<Result<Vec<_>>>()?;
        std::thread::Builder::new()
            .name("conversas-store".into())
            .spawn(move || {
                let mut writer = writer;
                while let Ok(job) = queue.recv() {
                    job(&mut writer);
                }
            })
            .map_err(|_| StoreError::Unavailable)?;
        Ok(Store { jobs, readers: Arc::new(Mutex::new(readers)), permits: Arc::new(Semaphore::new(READERS)) })
    }

    /// Runs `work` in one transaction; committed when this answers `Ok`, untouched when it answers `Err`.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let outcome = in_transaction(connection, work);
            // Nobody waits any more when the caller was cancelled; the write stands all the same.
            let _ = answer.send(outcome);
        });
        self.jobs.send(job).map_err(|_| StoreError::Unavailable)?;
        answered.await.map_err(|_| StoreError::Unavailable)?
    }

    /// Runs `work` on a reading connection.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Unavailable)?;
        let readers = Arc::clone(&self.readers);
        let reading = tokio::task::spawn_blocking(move || {
            let taken = readers.lock().map_err(|_| StoreError::Unavailable)?.pop();
            let connection = taken.ok_or(StoreError::Unavailable)?;
            let outcome = work(&connection);
            readers.lock().map_err(|_| StoreError::Unavailable)?.push(connection);
            drop(permit);
            outcome
        });
        reading.await.map_err(|_| StoreError::Unavailable)?
    }
}

fn in_transaction<T, E: From<StoreError>>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let tx = connection
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .map_err(StoreError::from)?;
    let value = work(&tx)?;
    tx.commit().map_err(StoreError::from)?;
    Ok(value)
}
