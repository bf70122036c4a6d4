//! SQLite's errors in the port's words.

use conversas_store::StoreError;
use rusqlite::ErrorCode as Code;

use crate::soundness;

/// An error of the driver as callers hear it. It keeps its source for the log, and damage is remembered.
pub(crate) fn told(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(Code::DatabaseCorrupt | Code::NotADatabase) => {
            soundness::heard_of_damage();
            StoreError::Damaged(error.to_string())
        }
        Some(
            Code::DiskFull
            | Code::ReadOnly
            | Code::SystemIoFailure
            | Code::CannotOpen
            | Code::DatabaseBusy
            | Code::DatabaseLocked
            | Code::OutOfMemory,
        ) => StoreError::Unavailable(error.into()),
        Some(Code::ConstraintViolation) => StoreError::Conflict(error.into()),
        _ if matches!(error, rusqlite::Error::QueryReturnedNoRows) => StoreError::Missing("row"),
        _ => StoreError::Backend(error.into()),
    }
}
