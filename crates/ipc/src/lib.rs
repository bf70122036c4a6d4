//! The types that travel between the interface and its host: ONE list of commands ([`commands`]), one ordered stream of events
//! ([`Envelope`]).
//!
//! The host (shell or bridge) implements [`Handler`] and calls [`dispatch`]; the interface sends any [`Command`]. A
//! command that one side lacks does not compile. Attachments and audio never pass here as bytes.
//!
//! To add a command: its request and answer types in a module below, one line in the list in `commands.rs`, one method
//! in the host.

mod command;
mod commands;
mod conversation;
mod demo;
mod draft;
mod event;
mod export;
mod failure;
mod files;
mod inbox;
mod links;
mod notice;
mod preferences;
mod recording;
mod session;
mod thread;
mod writing;

pub use command::*;
pub use commands::*;
pub use conversation::*;
pub use demo::*;
pub use draft::*;
pub use event::*;
pub use export::*;
pub use failure::*;
pub use files::*;
pub use inbox::*;
pub use links::*;
pub use notice::*;
pub use preferences::*;
pub use recording::*;
pub use session::*;
pub use thread::*;
pub use writing::*;

/// What the engine says alike.
pub use conversas_view::*;

/// What [`Event::Refused`] names.
pub use conversas_domain::rejection::RefusedAct;
/// One of what a person chose for this device.
pub use conversas_words::Language;
