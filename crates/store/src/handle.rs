//! The handle that callers have of a store.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::oneshot;

use crate::accounts::{KnownDevice, TokenHash};
use crate::backend::{Backend, Lane, Ran, WriteJob};
use crate::{Read, StoreError, Write};

/// The data of all schools. Clones share it.
///
/// A change is durable when it answers, or leaves nothing behind; a read sees one snapshot:
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use conversas_store::upkeep::Upkeep;
/// use conversas_store::{Lane, Scope, Store, StoreError};
/// use conversas_store_sqlite::Sqlite;
///
/// let folder = tempfile::tempdir()?;
/// let store = Store::new(Sqlite::create(folder.path(), |_changed: &[Scope]| {})?);
///
/// let kept = store.read(|db| db.installation()).await?;
/// let undone = store.write(Lane::Any, |_tx| Err::<(), _>(StoreError::Undone)).await;
/// assert!(undone.is_err());
/// assert_eq!(store.read(|db| db.installation()).await?, kept);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Store {
    backend: Arc<dyn Backend>,
}

impl Store {
    /// A store over a database.
    pub fn new(backend: impl Backend) -> Store {
        Store { backend: Arc::new(backend) }
    }

    /// Runs a change in one transaction; answers once it is durable. An `Err` undoes it.
    pub async fn write<T, E, F>(&self, lane: Lane, change: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut dyn Write) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        self.backend.write(lane, job(change, move |result| drop(answer.send(result))))?;
        // A closed store drops the job, and with it the answer's channel.
        answered.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Runs a read on one snapshot of the data.
    pub async fn read<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&dyn Read) -> Result<T, E> + Send + 'static,
    {
        let (answer, mut answered) = oneshot::channel();
        self.backend.read(Box::new(move |db| drop(answer.send(read(db))))).await?;
        answered.try_recv().unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    /// Answers the device behind a token.
    pub async fn device(&self, token: TokenHash) -> Result<KnownDevice, StoreError> {
        self.backend.device(token).await
    }

    /// Whether the data can be read and no damage was noticed.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.backend.check().await
    }

    /// Looks through everything for damage; once it is found nothing is written any more.
    pub async fn look_through(&self) -> Result<(), StoreError> {
        self.backend.look_through().await
    }

    /// Ends the store after the changes that were submitted, and lets another server have the data. Blocks
    /// until then.
    pub fn close(&self) {
        self.backend.close();
    }
}

/// A change as a job that answers once it is durable, or with the error.
fn job<T, E, F, A>(change: F, answer: A) -> WriteJob
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnOnce(&mut dyn Write) -> Result<T, E> + Send + 'static,
    A: FnOnce(Result<T, E>) + Send + 'static,
{
    Box::new(move |tx| {
        let result = catch_unwind(AssertUnwindSafe(|| change(tx)))
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        Ran {
            keep: result.is_ok(),
            answer: Box::new(move |failed| match failed {
                Some(error) if result.is_ok() => answer(Err(error.into())),
                _ => answer(result),
            }),
        }
    })
}
