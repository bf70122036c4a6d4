//! SQLite's errors in the port's words.

use conversas_sqlite::health::Failure;
use conversas_store::StoreError;

use crate::damage;

/// Turns an error of the driver into one of the port, which keeps it as the source for the log. Damage is
/// remembered.
pub(crate) fn told(error: rusqlite::Error) -> StoreError {
    match Failure::of(&error) {
        Failure::Damage => {
            damage::heard_of_damage();
            StoreError::Damaged(error.to_string())
        }
        Failure::Unavailable => StoreError::Unavailable(error.into()),
        Failure::Conflict => StoreError::Conflict(error.into()),
        Failure::Other if matches!(error, rusqlite::Error::QueryReturnedNoRows) => StoreError::Missing("row"),
        Failure::Other if cannot_be_read(&error) => StoreError::Unreadable(error.into()),
        Failure::Other => StoreError::Backend(error.into()),
    }
}

/// Whether the driver had a row, and a value in it was not what it should be.
pub(crate) fn cannot_be_read(error: &rusqlite::Error) -> bool {
    column_of(error).is_some()
}

/// The column whose value was not what it should be.
pub(crate) fn column_of(error: &rusqlite::Error) -> Option<usize> {
    use rusqlite::Error;
    match error {
        Error::FromSqlConversionFailure(column, ..)
        | Error::Utf8Error(column, _)
        | Error::IntegralValueOutOfRange(column, _)
        | Error::InvalidColumnType(column, ..) => Some(*column),
        _ => None,
    }
}
