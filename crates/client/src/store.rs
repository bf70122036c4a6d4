//! The device's SQLite file: all SQL of the client is in this folder, one file per table.
//!
//! One thread writes, each job in one transaction, durable when it answers (WAL, `synchronous=FULL`); a few readers
//! run beside it. Files of tables hold functions over a connection; this file knows threads and nothing of tables.
//! To add a table: a migration in `schema.rs`, a file here.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use rusqlite::{Connection, Transaction};
use tokio::sync::{Semaphore, oneshot};

pub(crate) mod anew;
pub(crate) mod attached;
pub(crate) mod bootstraps;
pub(crate) mod conversations;
pub(crate) mod drafts;
pub(crate) mod dump;
pub(crate) mod entries;
pub(crate) mod erase;
mod error;
pub(crate) mod fetched;
pub(crate) mod files;
pub(crate) mod filters;
pub(crate) mod inbox;
pub(crate) mod merged;
pub(crate) mod names;
pub(crate) mod orders;
pub(crate) mod outbox;
pub(crate) mod preferences;
#[cfg(test)]
mod query_plans;
pub(crate) mod refolding;
mod rescue;
pub(crate) mod rescued;
pub(crate) mod rows;
mod schema;
pub(crate) mod session;
pub(crate) mod sql;
pub(crate) mod unknown;
pub(crate) mod unsent;
pub(crate) mod words;

pub use drafts::DraftPlace;
pub use error::StoreError;
pub(crate) use error::{MayBeDamage, Result};
pub use fetched::StorageUse;
pub(crate) use rescue::open_or_rebuild;
pub use rescued::RescuedText;
pub use unsent::Unsent;

/// How many reads run at once.
const READERS: usize = 3;

/// The writer's thread.
const WRITER: &str = "conversas-store";

/// Nobody who writes waits for a file that is read, decoded or hashed: that is done before the transaction.
pub(crate) fn assert_not_writing() {
    debug_assert_ne!(std::thread::current().name(), Some(WRITER), "everybody who writes would wait");
}

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The open store. Dropping it lets the queued jobs finish and closes the file.
pub(crate) struct Store {
    jobs: Option<mpsc::Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    readers: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
    suspect: PathBuf,
}

impl Store {
    fn start(path: &Path, writer: Connection) -> Result<Store> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let readers = (0..READERS).map(|_| schema::open_reader(path)).collect::<Result<Vec<_>>>()?;
        let thread = std::thread::Builder::new()
            .name(WRITER.into())
            .spawn(move || {
                let mut writer = writer;
                while let Ok(job) = queue.recv() {
                    job(&mut writer);
                }
            })
            .map_err(|error| {
                tracing::error!(kind = ?error.kind(), "the store's writer cannot start");
                StoreError::Unavailable
            })?;
        Ok(Store {
            jobs: Some(jobs),
            writer: Some(thread),
            readers: Arc::new(Mutex::new(readers)),
            permits: Arc::new(Semaphore::new(READERS)),
            suspect: path.with_file_name(rescue::SUSPECT),
        })
    }

    /// Runs `work` in one transaction; committed when this answers `Ok`, untouched when it answers `Err`.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: MayBeDamage + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let outcome = in_transaction(connection, work);
            // Nobody waits any more when the caller was cancelled; the write stands all the same.
            let _ = answer.send(outcome);
        });
        let jobs = self.jobs.as_ref().ok_or(StoreError::Unavailable)?;
        jobs.send(job).map_err(StoreError::unanswered)?;
        let outcome = answered.await.map_err(StoreError::unanswered)?;
        self.suspect_if_damaged(&outcome);
        outcome
    }

    /// Runs `work` on a reading connection: all its statements see the same moment.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(StoreError::unanswered)?;
        let readers = Arc::clone(&self.readers);
        let reading = tokio::task::spawn_blocking(move || {
            // What holds the lock cannot panic half way.
            let taken = readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = taken.ok_or(StoreError::Unavailable)?;
            let outcome = at_one_moment(&connection, work);
            readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            drop(permit);
            outcome
        });
        let outcome = reading.await.map_err(StoreError::lost)?;
        self.suspect_if_damaged(&outcome);
        outcome
    }

    /// What was erased is in no file any more: the log, which still has it, is brought into the database and emptied;
    /// what was left of a damaged store goes.
    pub(crate) async fn scrub(&self) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        let folder = self.suspect.parent().map(Path::to_owned);
        let job: Job = Box::new(move |connection| {
            folder.as_deref().into_iter().for_each(rescue::forget_aside);
            let left =
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
            let _ = answer.send(left.map_err(StoreError::from));
        });
        let jobs = self.jobs.as_ref().ok_or(StoreError::Unavailable)?;
        jobs.send(job).map_err(StoreError::unanswered)?;
        let is_busy = answered.await.map_err(StoreError::unanswered)?? != 0;
        if is_busy {
            tracing::warn!("somebody reads: what was erased leaves the log later");
        }
        Ok(())
    }

    /// Damage met in the middle makes the next start look closely, and rebuild.
    fn suspect_if_damaged<T, E: MayBeDamage>(&self, outcome: &std::result::Result<T, E>) {
        if outcome.as_ref().is_err_and(MayBeDamage::is_damage) {
            tracing::error!("the store is damaged; the next start rebuilds it");
            let _ = crate::private::create(&self.suspect);
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.jobs = None;
        let writer = self.writer.take().filter(|writer| writer.thread().id() != std::thread::current().id());
        if let Some(Err(_)) = writer.map(JoinHandle::join) {
            tracing::error!("the store's writer panicked");
        }
    }
}

fn at_one_moment<T>(connection: &Connection, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let snapshot = connection.unchecked_transaction()?;
    let value = work(&snapshot)?;
    snapshot.finish()?;
    Ok(value)
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
