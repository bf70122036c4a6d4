//! The sync server of Conversas.
//!
//! | module | what |
//! |---|---|
//! | [`config`], [`serve`] | the server's configuration; making a folder ([`init`]), [`download_again`],
//! binding and stopping: [`start`] gives a [`RunningServer`] |
//! | `routes` | HTTP: a verb, a file; the person behind a request is an extractor |
//! | `actions` | operations: facts → decide → changes, in one transaction: [`execute`] |
//! | [`origin`], `throttle`, `checks`, `rates`, `crowd`, `polls`, `buckets` | where a request comes from; how much an address, an account, a person may ask |
//! | [`security_log`] | events that somebody who guards the server must be able to see |
//! | [`ledger`] | writing decisions, telling who hears of them; running a school |
//! | [`store`] | the port behind which everything is kept: a crate of its own, as are its implementations |
//! | `files` | uploads, contents, links to them |
//! | `render`, `access` | the reader's view of things; the reader's relation to them |
//! | `sync` | what changed after a cursor; `bell` wakes long polls |
//! | `housekeeping` | removing data whose time is over, looking through the store; each hour and day |
//! | `presence` | which devices are in which conversations now; in memory |
//!
//! The program is in `conversas-cli`, example schools in `conversas-demo`: both use what is public here.
//!
//! To add an operation: `actions`. To add a route: a file in `routes`, a line in its table and in `openapi`.

mod access;
mod actions;
mod bell;
pub mod buckets;
mod checks;
pub mod clock;
pub mod config;
mod crowd;
mod cursor;
pub mod files;
#[cfg(test)]
mod fixture;
mod fresh;
mod housekeeping;
pub mod ledger;
pub mod openapi;
pub mod origin;
pub mod password;
mod polls;
mod presence;
mod rates;
mod ready;
mod render;
mod routes;
pub mod security_log;
pub mod serve;
mod sync;
#[cfg(test)]
mod tests;
mod throttle;

pub use actions::execute;
pub use clock::{Clock, ManualClock};
pub use config::{Config, FileConfig, FilePlace, Keeping, Quota, ScannerPlace};
/// The store as a port.
pub use conversas_store as store;
pub use fresh::Fresh;
pub use serve::{RunningServer, download_again, init, open, start};
