//! The server's store in one SQLite file, and all of the server's SQL.
//!
//! [`Sqlite`] is the [`Backend`](conversas_store::Backend): one writer thread and a few readers, both of
//! `conversas-sqlite`. There is a file per table; [`session`] says which of their functions answers which
//! verb of the port. Not here: rules and rights, and who hears of a change. To add a table: a migration, a
//! file here.

mod accounts;
mod attachment_refs;
mod attachments;
mod channels;
#[cfg(test)]
mod conformance;
mod conversations;
mod damage;
mod devices;
mod entries;
mod error;
mod events;
#[cfg(test)]
mod fixture;
mod installation;
mod known_addresses;
mod looks;
mod loose_contents;
mod marks;
mod members;
mod migrations;
mod participants;
mod people;
mod progress;
#[cfg(test)]
mod query_plans;
mod readiness;
mod receipts;
mod replies;
mod schools;
mod secrets;
mod session;
mod skipped;
mod soundness;
mod sql;
mod sqlite;
mod students;
mod sweeps;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod tickets;
mod writer;

pub use sqlite::Sqlite;
