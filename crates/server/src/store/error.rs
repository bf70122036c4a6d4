//! What can go wrong in the store.

use rusqlite::ErrorCode as Sqlite;

/// A failure of the store. Never holds texts of people: only SQLite's own words.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The transaction that held this change was undone as a whole.
    #[error("the transaction was undone")]
    Undone,
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
    /// A change panicked.
    #[error("a change panicked")]
    Panicked,
    /// The file was written by a newer server.
    #[error("the data was written by a newer version of the server")]
    TooNew,
    /// Another server uses the folder.
    #[error("another server uses this folder")]
    InUse,
    /// There is no data in the folder.
    #[error(
        "there is no Conversas data in {0}. Check --data and whether its disk is mounted; for a new server run \
         `conversas-server init --data {0}` first"
    )]
    NotThere(String),
    /// There is data in the folder already.
    #[error("{0} has Conversas data already")]
    AlreadyThere(String),
    /// The folder cannot be used.
    #[error("the data folder: {0}")]
    Folder(#[from] std::io::Error),
}

impl StoreError {
    /// Whether trying again later can help: disk full, read-only or failing, or the server stops.
    pub fn is_passing(&self) -> bool {
        match self {
            StoreError::Undone | StoreError::Closed => true,
            StoreError::Panicked | StoreError::TooNew | StoreError::InUse | StoreError::Folder(_) => false,
            StoreError::NotThere(_) | StoreError::AlreadyThere(_) => false,
            StoreError::Database(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    Sqlite::DiskFull
                        | Sqlite::ReadOnly
                        | Sqlite::SystemIoFailure
                        | Sqlite::CannotOpen
                        | Sqlite::DatabaseBusy
                        | Sqlite::DatabaseLocked
                        | Sqlite::OutOfMemory
                )
            ),
        }
    }
}
