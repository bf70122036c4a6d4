//! The sync server of Conversas.
//!
//! | module | what |
//! |---|---|
//! | [`config`], [`serve`] | what it is told; making a folder ([`init`]), [`download_again`], binding and stopping: [`start`] gives a [`RunningServer`] |
//! | `routes` | HTTP: a verb, a file; who asks is an extractor |
//! | `actions` | operations: facts → decide → changes, in one transaction: [`execute`] |
//! | [`origin`], `throttle`, `checks`, `rates`, `crowd`, `polls`, `buckets` | where a request comes from; how much an address, an account, a person may ask |
//! | [`security_log`] | what somebody who guards the server must be able to see |
//! | [`ledger`] | what a decision writes, who hears of it; running a school |
//! | [`store`] | the port behind which everything is kept: a crate of its own, as are those that implement it |
//! | `files` | uploads, contents, links to them |
//! | `render`, `access` | what a reader sees; how they stand to it |
//! | `sync` | what changed after a cursor; `bell` wakes who waits |
//! | `housekeeping` | what has had its time goes away; the store is looked through; each hour and day |
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
