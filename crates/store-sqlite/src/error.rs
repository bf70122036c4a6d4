//! SQLite's errors in the port's words.

use conversas_sqlite::health::Failure;
use conversas_store::StoreError;

use crate::soundness;

/// An error of the driver as callers hear it. It keeps its source for the log, and damage is remembered.
pub(crate) fn told(error: rusqlite::Error) -> StoreError {
    match Failure::of(&error) {
        Failure::Damage => {
            soundness::heard_of_damage();
            StoreError::Damaged(error.to_string())
        }
        Failure::Unavailable => StoreError::Unavailable(error.into()),
        Failure::Conflict => StoreError::Conflict(error.into()),
        Failure::Other if matches!(error, rusqlite::Error::QueryReturnedNoRows) => StoreError::Missing("row"),
        Failure::Other => StoreError::Backend(error.into()),
    }
}
