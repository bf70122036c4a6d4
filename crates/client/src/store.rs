//! The device's SQLite file: all SQL of the client is in this folder, one file per table.
//!
//! One thread writes, each job in one transaction, durable when it answers; a few readers run beside it: `conversas-sqlite`
//! has both. Files of tables hold functions over a connection; this file knows threads and nothing of tables. The rest of the
//! client passes a [`Connection`] or [`Transaction`] on, and does not name their driver. To add a table: a migration in
//! `schema.rs`, a file here.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use conversas_sqlite::connection::empty_log;
use conversas_sqlite::readers::{ReadError, Readers};
use conversas_sqlite::writer::Writer;
use tokio::sync::oneshot;

pub(crate) mod anew;
pub(crate) mod aside;
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
pub(crate) mod losses;
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
mod soundness;
pub(crate) mod sql;
pub(crate) mod takes;
pub(crate) mod unconfirmed;
pub(crate) mod unknown;
pub(crate) mod unsent;
pub(crate) mod words;

pub use error::StoreError;
pub(crate) use error::{MayBeDamage, Result};
pub(crate) use rescue::open_or_rebuild;
/// A connection while a read uses it, and a transaction while a change does.
pub(crate) use rusqlite::{Connection, Transaction};
pub use session::Owner;
pub use takes::{TakeRow, VoiceState};

/// How many reads run at once.
const READERS: usize = 3;

/// The writer's thread.
const WRITER: &str = "conversas-store";

/// Panics in the writer's thread: files are read, decoded and hashed before a transaction, so that no write
/// waits for them.
pub(crate) fn assert_not_writing() {
    debug_assert_ne!(std::thread::current().name(), Some(WRITER), "everybody who writes would wait");
}

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The open store. Dropping it lets the queued jobs finish and closes the file.
pub(crate) struct Store {
    writer: Writer<Job>,
    readers: Readers,
    suspect: PathBuf,
}

impl Store {
    fn start(path: &Path, writer: Connection) -> Result<Store> {
        let file = path.to_owned();
        let readers = Readers::new(READERS, move || schema::open_reader(&file));
        readers.open_all()?;
        let write = |mut writer: Connection, jobs: &Receiver<Job>| {
            jobs.iter().for_each(|job| job(&mut writer));
        };
        let writer = Writer::start(WRITER, writer, write).map_err(|error| {
            tracing::error!(kind = ?error.kind(), "the store's writer cannot start");
            StoreError::Unavailable
        })?;
        Ok(Store { writer, readers, suspect: path.with_file_name(rescue::SUSPECT) })
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
            // Ignored: the caller may have been dropped; the write stands all the same.
            let _ = answer.send(outcome);
        });
        self.writer.submit(job).map_err(StoreError::unanswered)?;
        let outcome = answered.await.map_err(StoreError::unanswered)?;
        self.suspect_if_damaged(&outcome);
        outcome
    }

    /// Runs `work` on a reading connection: all its statements see the same moment.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let outcome = self.readers.read(work).await.unwrap_or_else(|error| match error {
            ReadError::Database(error) => Err(error.into()),
            ReadError::Lost(error) => Err(StoreError::lost(error)),
        });
        self.suspect_if_damaged(&outcome);
        outcome
    }

    /// Empties the log, and removes copies of damaged data whose person has been told of them.
    pub(crate) async fn scrub(&self) -> Result<()> {
        let profile = self.suspect.parent().unwrap_or(Path::new("")).to_owned();
        let ending = self.write(move |tx| losses::end(tx, &profile)).await;
        self.empty_log().await?;
        ending
    }

    /// Brings the log, which still has what was erased, into the database and empties it.
    pub(crate) async fn empty_log(&self) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let _ = answer.send(empty_log(connection).map_err(StoreError::from));
        });
        self.writer.submit(job).map_err(StoreError::unanswered)?;
        let is_empty = answered.await.map_err(StoreError::unanswered)??;
        if !is_empty {
            tracing::warn!("somebody reads: what was erased leaves the log later");
        }
        Ok(())
    }

    /// Marks the store for a close look at the next start, which may rebuild it, if an outcome says that data
    /// are damaged.
    fn suspect_if_damaged<T, E: MayBeDamage>(&self, outcome: &std::result::Result<T, E>) {
        if outcome.as_ref().is_err_and(MayBeDamage::is_damage) {
            tracing::error!("the store is damaged; the next start rebuilds it");
            if let Err(error) = crate::private::create(&self.suspect) {
                tracing::error!(kind = ?error.kind(), "the next start will not know that the store is damaged");
            }
        }
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
