//! The offline engine of Conversas: everything a person sees and does goes through the store on this device; the
//! network only carries it further.
//!
//! | module | what |
//! |---|---|
//! | [`engine`] | [`Engine`], the handle: one file per area of what it can do |
//! | [`store`] | SQLite; all SQL |
//! | [`outbox`] | acts of this person that the server has not confirmed |
//! | [`files`] | bytes of files on this device |
//! | [`sync`] | first download, polling, applying, history |
//! | [`net`], [`secrets`] | requests to the server; where the token is kept |
//! | [`inbox`], [`thread`], [`conversation`], [`search`] | what is shown |
//! | [`presence`] | which colleagues are in which conversation, at this moment |
//! | [`event`], [`news`], [`connection`] | changes that are told without being asked for |
//! | [`private`] | files that only the person may read |
//! | [`testing`] | profiles without a server, for tests and benches |
//!
//! Not here: anything of the interface or its commands. Rules are in `conversas-domain`.

mod clock;
mod connection;
mod conversation;
mod engine;
mod error;
mod event;
mod expected;
mod files;
mod inbox;
mod list;
mod net;
mod news;
mod outbox;
mod presence;
pub mod private;
mod reader;
mod replies;
mod search;
mod secrets;
mod store;
mod sync;
pub mod testing;
mod thread;

pub use clock::{Clock, SharedClock, SystemClock};
pub use conversation::{ConversationDetail, QueuedAnswer};
pub use engine::{Added, Engine, EngineConfig, FileLine, Session, Takes};
pub use error::Error;
pub use event::Event;
pub use files::picture::size as picture_size;
pub use files::{Chosen, Rendition, Source, Voice};
pub use inbox::{COUNTED_BY_NAME, InboxQuery, ListSummary};
pub use list::List;
pub use net::{AddressFault, CertificateFault, NetError, Revocation, SessionEnd};
pub use news::{News, NewsKind};
pub use outbox::{OutboxItem, OutboxState};
pub use replies::Reply;
pub use secrets::{Keyring, KeyringFailed, SecretsPolicy};
pub use store::{Owner, StoreError, TakeRow, VoiceState};
pub use thread::{Place, ThreadBody, ThreadItem, ThreadPage, ThreadWindow};

/// The types that the interface shows as the engine makes them.
pub use conversas_view::*;

/// Acts that [`Event::Refused`] names.
pub use conversas_domain::rejection::RefusedAct;
