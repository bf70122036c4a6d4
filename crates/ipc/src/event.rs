//! What the host tells by itself. Events say that something changed, not what: the interface asks for what it shows.

use conversas_domain::ids::{ChannelId, ConversationId};
use serde::{Deserialize, Serialize};

/// An event with its place in the stream. Transports may reorder; the interface sorts by index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// 0, 1, 2… per subscription, without gaps.
    pub index: u64,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Signed in, out, or what the person may see has changed: ask for the session.
    SessionChanged,
    /// Rows of an inbox changed; none: of a family's list.
    InboxChanged {
        /// Whose.
        channel_id: Option<ChannelId>,
    },
    /// A thread, its ticket or the state of its messages changed.
    ThreadChanged {
        /// Which.
        conversation_id: ConversationId,
    },
    /// A conversation made on this device turned out to exist already: it is this one now.
    ConversationMerged {
        /// The provisional identifier.
        from: ConversationId,
        /// The real one.
        into: ConversationId,
    },
    /// Online, offline, or how much waits.
    ConnectionChanged {
        /// The new state.
        connection: Connection,
    },
}

/// How the device stands to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Connection {
    /// The last attempt reached the server.
    pub online: bool,
    /// Items of mine that are not sent yet, without the blocked ones.
    pub waiting: u32,
    /// Items that need a decision.
    pub blocked: u32,
    /// The first download still runs: lists may be incomplete.
    pub catching_up: bool,
}
