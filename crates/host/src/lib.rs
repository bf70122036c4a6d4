//! Answers the ipc list with the client engine and the recorder. The shell and the bridge only pass requests
//! on: they hold a [`Host`], give its [`Handler`](conversas_ipc::Handler) to
//! [`dispatch`](conversas_ipc::dispatch) and pass its events on.
//!
//! | file | what |
//! |---|---|
//! | [`host`] | opening, shutting down |
//! | `events` | the stream of events |
//! | `session`, `sign_in`, `inbox`, `conversation`, `thread`, `service`, `preferences` | one area each: the engine's types become ipc's |
//! | `view` | the same for values that several areas use |
//! | `drafts` | typed text that is not sent |
//! | `files` | the tray, files on the device, what is dropped |
//! | `recording` | the recorder, and the rows and messages of its takes |
//! | `search` | finding, canned replies |
//! | `keeping` | reactions of the host to changes |
//! | `notify` | whether news are told, and how |
//! | `export` | a history as a file |
//! | [`desk`] | the port to the program around the host: dialogs, programs to open files with |
//! | `failure` | the engine's errors become ipc's codes |
//! | `misfits` | commands that have another form than the list's |
//! | [`opening`] | what a person is told when their data cannot be opened |
//!
//! No rule is here.

mod conversation;
pub mod desk;
mod drafts;
mod events;
mod export;
mod failure;
mod files;
pub mod host;
mod inbox;
mod keeping;
mod misfits;
mod notify;
pub mod opening;
mod preferences;
mod recording;
mod search;
mod service;
mod session;
mod sign_in;
mod thread;
mod view;

pub use conversas_client::{SecretsPolicy, private};
pub use desk::{Answer, Desk, DeskError, Picked, Unsupported, Written};
pub use failure::failure;
pub use host::{Host, HostConfig};
pub use recording::Source;
