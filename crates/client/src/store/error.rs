//! Failures of the device's disk.

use conversas_sqlite::health::Failure;
use rusqlite::ErrorCode;
use tokio::task::JoinError;

/// A failed read or write. Nothing was half done: writes are transactions.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, read-only, or cannot be reached; or memory is short.
    #[error("the disk cannot be used")]
    Unavailable,
    /// Another program has the file and does not let go of it.
    #[error("another program uses the store")]
    InUse,
    /// The file was written by a newer app. Nothing was written into it.
    #[error("the store is of a newer version of the app")]
    TooNew,
    /// The file is a database of another program. Nothing was written into it.
    #[error("the store is the database of another program")]
    Foreign,
    /// The file is not a healthy database.
    #[error("the store is damaged")]
    Damaged,
    /// The app has a fault.
    #[error("the store refused a statement")]
    Fault(#[source] rusqlite::Error),
}

impl StoreError {
    /// Reports a writer that has ended, so that the work was not done.
    pub(crate) fn unanswered(error: impl std::fmt::Display) -> StoreError {
        tracing::error!(%error, "work on the store ended without an answer");
        StoreError::Unavailable
    }

    /// Reports work on the disk that ended without an answer. The text of its panic is left out, because it
    /// may quote somebody.
    pub(crate) fn lost(error: JoinError) -> StoreError {
        tracing::error!(task = %error.id(), is_panic = error.is_panic(), "work on the disk was lost");
        StoreError::Unavailable
    }
}

/// Errors that can say whether the file was found damaged.
pub(crate) trait MayBeDamage: From<StoreError> {
    /// Whether the file was found damaged.
    fn is_damage(&self) -> bool;
}

impl MayBeDamage for StoreError {
    fn is_damage(&self) -> bool {
        matches!(self, StoreError::Damaged)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        if let Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) = error.sqlite_error_code() {
            return StoreError::InUse;
        }
        match Failure::of(&error) {
            Failure::Unavailable => StoreError::Unavailable,
            Failure::Damage => StoreError::Damaged,
            Failure::Conflict | Failure::Other => StoreError::Fault(error),
        }
    }
}

/// Shorthand of this module.
pub(crate) type Result<T> = std::result::Result<T, StoreError>;
