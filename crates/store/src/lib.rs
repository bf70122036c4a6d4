//! The server's store as a port: what the server asks of it, in rows and errors of its own. No driver and no SQL stand here.
//!
//! [`Read`] and [`Write`] are the verbs, grouped by subject; the rows stand beside the verbs that take and
//! give them. [`Backend`] is implemented by a database: it runs reads on one snapshot and changes in one
//! transaction. [`Store`] is the handle for callers. The server's `ledger` decides which rows a decision
//! writes and who hears of it.
//!
//! To ask something new: a method of the subject's trait, its SQL in each crate that implements the port, and a check in
//! `conformance`, which every such crate runs.

pub mod accounts;
pub mod attachments;
mod backend;
pub mod channels;
#[cfg(feature = "conformance")]
pub mod conformance;
mod error;
mod handle;
pub mod log;
pub mod private;
pub mod threads;
pub mod upkeep;

pub use accounts::Newcomer;
pub use backend::{AfterCommit, Backend, Lane, Ran, ReadJob, Waiting, WriteJob};
pub use error::{Source, StoreError};
pub use handle::Store;
pub use log::Scope;

use accounts::{AccountWrites, Accounts};
use attachments::{AttachmentWrites, Attachments};
use channels::{ChannelWrites, Channels};
use log::{Log, LogWrites};
use threads::{ThreadWrites, Threads};
use upkeep::{Upkeep, UpkeepWrites};

/// Everything that can be read, on one snapshot of the data. Inside a change it sees the change's own writes.
pub trait Read: Accounts + Channels + Threads + Log + Attachments + Upkeep {}

impl<T: Accounts + Channels + Threads + Log + Attachments + Upkeep + ?Sized> Read for T {}

/// Everything that can be written, in one transaction. An error of the caller undoes all of it.
pub trait Write:
    Read + AccountWrites + ChannelWrites + ThreadWrites + LogWrites + AttachmentWrites + UpkeepWrites
{
}

impl<T> Write for T where
    T: Read
        + AccountWrites
        + ChannelWrites
        + ThreadWrites
        + LogWrites
        + AttachmentWrites
        + UpkeepWrites
        + ?Sized
{
}
