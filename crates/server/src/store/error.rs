//! What can go wrong in the store.

use rusqlite::ErrorCode as Sqlite;

use super::soundness;

/// A failure of the store. Never holds texts of people: only SQLite's own words.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("database: {0}")]
    Database(rusqlite::Error),
    /// Pages of the file are not what they should be. Says which, in SQLite's words.
    #[error("the database is damaged ({0}): put a backup in its place; nothing was written into it")]
    Damaged(String),
    /// A database, but of another program.
    #[error("conversas.sqlite3 in this folder is the database of another program")]
    Foreign,
    /// Tables, columns or indexes are missing.
    #[error("the database lacks tables, columns or indexes that its version has: put a backup in its place")]
    Incomplete,
    /// The transaction that held this change was undone as a whole.
    #[error("the transaction was undone")]
    Undone,
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
    /// A read or a change panicked.
    #[error("a read or a change panicked")]
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

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        soundness::heard_of(&error);
        StoreError::Database(error)
    }
}

impl StoreError {
    /// Whether trying again later can help: disk full, read-only or failing, or the server stops.
    pub fn is_passing(&self) -> bool {
        match self {
            // Somebody will put a backup in the place of what is damaged: what waits on devices is not lost.
            StoreError::Undone | StoreError::Closed | StoreError::Damaged(_) => true,
            StoreError::Panicked
            | StoreError::TooNew
            | StoreError::Foreign
            | StoreError::Incomplete
            | StoreError::InUse
            | StoreError::NotThere(_)
            | StoreError::AlreadyThere(_)
            | StoreError::Folder(_) => false,
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
                        | Sqlite::DatabaseCorrupt
                        | Sqlite::NotADatabase
                )
            ),
        }
    }
}
