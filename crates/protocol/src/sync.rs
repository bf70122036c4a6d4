//! Pages by which a device catches up and stays up to date.

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use serde::{Deserialize, Serialize};

use crate::{ConversationView, Directory, EntryView, PersonRef};

/// The header of every [`SyncPage`] with the server's time, in milliseconds since 1970. A device computes
/// from it how far its own clock is off.
pub const TIME_HEADER: &str = "conversas-time";

/// A place in the school's log, opaque to clients: they keep it and give it back.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// A page of conversations, newest activity first (Pending first for staff). The first request of a bootstrap
/// gives the cursor to sync from; later pages repeat no conversation of it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BootstrapPage {
    /// The cursor to sync from. It was taken before the page was read, so syncing from it misses nothing.
    pub cursor: Cursor,
    /// The newest number of the school at the moment of the cursor; all entries after it come by sync.
    pub up_to: Seq,
    /// The reader's directory: what they may see besides conversations.
    pub directory: Directory,
    /// The conversations.
    pub conversations: Vec<ConversationView>,
    /// The value to give back as `after` for the next page; none on the last one.
    pub next: Option<String>,
}

/// The changes after a cursor, each thing in its current state, entries oldest first. Applying a page twice changes
/// nothing more.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncPage {
    /// The cursor to continue from.
    pub cursor: Cursor,
    /// The changes, in the order to apply them.
    pub changes: Vec<SyncChange>,
    /// Whether more is waiting: ask again at once.
    pub more: bool,
    /// The colleagues in conversations, complete, if they differ from those of the reader's `presence`
    /// number.
    #[serde(default)]
    pub presence: Option<PresencePage>,
}

/// The colleagues in each conversation now. Presence is stored nowhere: a restart of the server forgets it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PresencePage {
    /// The number to give back as `presence` with the next poll.
    pub number: u64,
    /// Everybody but the reader, in conversations of the channels the reader belongs to. Empty for guardians.
    pub people: Vec<Presence>,
}

/// A person in a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The person.
    pub person: PersonRef,
    /// The activity of the person there.
    pub doing: Doing,
}

/// The activity of a person in a conversation that they have open.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// The person reads.
    Viewing,
    /// The person writes an answer.
    Writing,
}

/// `PUT /v1/presence`: the conversation that this device is in. It holds for [`PRESENCE_SECONDS`]; a device
/// is in one conversation at a time.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    /// The conversation before the person's eyes and what they do there; none: they left.
    pub at: Option<(ConversationId, Doing)>,
}

/// The number of seconds after which a silent device counts as having left.
pub const PRESENCE_SECONDS: u64 = 30;

/// One change, with the new state.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SyncChange {
    /// The reader's directory has changed.
    Directory {
        /// The whole directory.
        directory: Box<Directory>,
    },
    /// The new state of a conversation.
    Conversation {
        /// The whole conversation.
        conversation: Box<ConversationView>,
    },
    /// A conversation is not visible to the reader any more: erase it.
    ConversationGone {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// A new entry.
    Entry {
        /// The whole entry.
        entry: Box<EntryView>,
    },
}

/// A page of a thread's history, oldest first.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntriesPage {
    /// The entries.
    pub entries: Vec<EntryView>,
    /// Whether no entry stands before the first of them.
    pub complete: bool,
}
