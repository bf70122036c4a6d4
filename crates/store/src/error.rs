//! Failures of a store, in words of no driver.

/// The driver's own word, for the log. It never holds texts of people.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing can be done now: the disk is full, read-only or failing.
    #[error("the database cannot be used now: {0}")]
    Unavailable(#[source] Source),
    /// A change contradicts what is there: an identifier is taken, or what it refers to is missing.
    #[error("the change contradicts what the database has: {0}")]
    Conflict(#[source] Source),
    /// A row that others refer to is not there.
    #[error("the database lacks a {0}")]
    Missing(&'static str),
    /// A row is there, and a value in it is not what it should be.
    #[error("a row cannot be read: {0}")]
    Unreadable(#[source] Source),
    /// Anything else that the driver says.
    #[error("database: {0}")]
    Backend(#[source] Source),
    /// Pages of the file are not what they should be. Says which, in the driver's words.
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

impl StoreError {
    /// Whether trying again later can help: disk full, read-only or failing, or the server stops.
    pub fn is_passing(&self) -> bool {
        match self {
            // Somebody will put a backup in the place of what is damaged: what waits on devices is not lost.
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
