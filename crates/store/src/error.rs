//! Failures of a store, in words of no driver.

/// The driver's own word, for the log. It never holds texts of people.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store can do nothing now: the disk is full, read-only or failing.
    #[error("the database cannot be used now: {0}")]
    Unavailable(#[source] Source),
    /// A change contradicts the stored rows: an identifier is taken, or a row that it refers to is missing.
    #[error("the change contradicts what the database has: {0}")]
    Conflict(#[source] Source),
    /// A row that others refer to is missing.
    #[error("the database lacks a {0}")]
    Missing(&'static str),
    /// A row has a value that is not valid.
    #[error("a row cannot be read: {0}")]
    Unreadable(#[source] Source),
    /// Another error of the driver.
    #[error("database: {0}")]
    Backend(#[source] Source),
    /// Pages of the file are damaged. Names the page, in the driver's words.
    #[error("the database is damaged ({0}): put a backup in its place; nothing was written into it")]
    Damaged(String),
    /// The file is a database of another program.
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

impl StoreError {
    /// Whether trying again later can help: disk full, read-only or failing, or the server stops.
    pub fn is_passing(&self) -> bool {
        match self {
            // The damaged data will be replaced by a backup, and what waits on devices is not lost.
            StoreError::Unavailable(_) | StoreError::Undone | StoreError::Closed | StoreError::Damaged(_) => {
                true
            }
            StoreError::Conflict(_)
            | StoreError::Missing(_)
            | StoreError::Unreadable(_)
            | StoreError::Backend(_)
            | StoreError::Panicked
            | StoreError::TooNew
            | StoreError::Foreign
            | StoreError::Incomplete
            | StoreError::InUse
            | StoreError::NotThere(_)
            | StoreError::AlreadyThere(_)
            | StoreError::Folder(_) => false,
        }
    }
}
