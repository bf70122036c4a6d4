//! The port that a database implements to be a store.

use std::pin::Pin;

use conversas_domain::ids::{AccountId, PersonId, SchoolId};

use crate::accounts::{KnownDevice, TokenHash};
use crate::attachments::ContentHash;
use crate::{Read, Scope, StoreError, Write};

/// An answer that comes later.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// A read on its way, which answers its caller itself.
pub type ReadJob = Box<dyn FnOnce(&dyn Read) + Send>;

/// A change on its way, which does not panic.
pub type WriteJob = Box<dyn FnOnce(&mut dyn Write) -> Ran + Send>;

/// A change that has run, before the transaction ends.
pub struct Ran {
    /// Whether its writes are kept; if not, they are undone.
    pub keep: bool,
    /// Tells the caller after the end of the transaction; with an error if the change was not committed.
    pub answer: Box<dyn FnOnce(Option<StoreError>) + Send>,
}

/// The changes beside which a change may not run. A store that runs one change after the other ignores lanes;
/// others lock the lane before the change reads anything, so that facts stay true until they are written.
/// before the change reads anything, so that facts stay true until they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Changes of the same school: they take numbers of its sequence.
    School(SchoolId),
    /// Changes of the same account: devices, wrong passwords.
    Account(AccountId),
    /// Changes of the same person: uploads, looks.
    Person(PersonId),
    /// Changes of the same stored content.
    Content(SchoolId, ContentHash),
    /// No other change: each statement is right by itself, or the change is an operator's, beside which no
    /// other one runs.
    Any,
}

/// Hears which scopes committed changes concern. Called on the store's thread, so it must return soon.
pub trait AfterCommit: Fn(&[Scope]) + Send + 'static {}

impl<F: Fn(&[Scope]) + Send + 'static> AfterCommit for F {}

/// A database. Opening one takes an [`AfterCommit`].
pub trait Backend: Send + Sync + 'static {
    /// Runs a read on one snapshot. A caller that stops waiting before its turn is not served.
    fn read(&self, job: ReadJob) -> Waiting<'_, ()>;

    /// Queues a change; refuses it at once if nothing is written any more. A job that is dropped was not run.
    fn write(&self, lane: Lane, job: WriteJob) -> Result<(), StoreError>;

    /// Answers the device behind a token. Called on every request, so it has a way of its own.
    fn device(&self, token: TokenHash) -> Waiting<'_, KnownDevice>;

    /// Whether the data can be read and no damage was noticed.
    fn check(&self) -> Waiting<'_, ()>;

    /// Looks through everything for damage; once it is found nothing is written any more.
    fn look_through(&self) -> Waiting<'_, ()>;

    /// Ends the store after the changes that were submitted. Blocks until then.
    fn close(&self);
}
