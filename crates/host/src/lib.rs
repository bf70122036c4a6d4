//! Answers the ipc list with the client engine. The shell and the bridge only carry: they hold a [`Host`], give its
//! [`Handler`](conversas_ipc::Handler) to [`dispatch`](conversas_ipc::dispatch) and pass its events on.
//!
//! | file | what |
//! |---|---|
//! | [`host`] | opening, events, shutting down |
//! | `handler` | one line per command |
//! | `session`, `inbox`, `conversation`, `thread`, `service`, `preferences` | one area each: the engine's types become ipc's |
//! | `search` | finding, canned replies |
//! | `notify` | whether news are told, and how |
//! | `export` | a history as a file |
//! | `failure` | the engine's errors become ipc's codes |
//!
//! No rule is here.

mod conversation;
mod export;
mod failure;
mod handler;
pub mod host;
mod inbox;
mod notify;
mod preferences;
mod search;
mod service;
mod session;
mod thread;

pub use conversas_client::SecretsPolicy;
pub use host::{Host, HostConfig};
