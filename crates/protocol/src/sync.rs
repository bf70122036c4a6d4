//! Pages by which a device catches up and stays up to date.

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use serde::{Deserialize, Serialize};

use crate::{ConversationView, Directory, EntryView, PersonRef};

/// Header of every [`SyncPage`]: what time the server has, in milliseconds since 1970. A device tells with it how far its
/// own clock is off.
pub const TIME_HEADER: &str = "conversas-time";

/// Opaque to clients: they keep it and give it back.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// A page of conversations, newest activity first (Pending first for staff). The first request of a bootstrap gives
/// the cursor to sync from; later pages repeat nothing of it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BootstrapPage {
    /// Taken before the page was read: syncing from it misses nothing.
    pub cursor: Cursor,
    /// The newest number of the school at that moment; all entries after it come by sync.
    pub up_to: Seq,
    /// The reader's directory: what they may see besides conversations.
    pub directory: Directory,
    /// The conversations.
    pub conversations: Vec<ConversationView>,
    /// Give it back as `after` for the next page; none on the last one.
    pub next: Option<String>,
}

/// The changes after a cursor, each thing in its current state, entries oldest first. Applying a page twice changes
/// nothing more.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncPage {
    /// The cursor to continue from.
    pub cursor: Cursor,
    /// In the order to apply them.
    pub changes: Vec<SyncChange>,
    /// More is waiting: ask again at once.
    pub more: bool,
    /// The colleagues who are there, if that is not what the reader's `presence` number says it knows; all of it, not a difference.
    #[serde(default)]
    pub presence: Option<PresencePage>,
}

/// The colleagues in each conversation now. Kept nowhere: a restart of the server forgets it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PresencePage {
    /// Give it back as `presence` with the next poll.
    pub number: u64,
    /// Everybody but the reader, in conversations of the channels the reader belongs to. Empty for guardians.
    pub people: Vec<Presence>,
}

/// Somebody in a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The person.
    pub person: PersonRef,
    /// The person's doing there.
    pub doing: Doing,
}

/// The doing of somebody in a conversation that stands open before them.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// Looks at it.
    Viewing,
    /// Writes an answer.
    Writing,
}

/// `PUT /v1/presence`: where this device is. Holds for [`PRESENCE_SECONDS`]; a device is in one conversation at a time.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    /// The conversation before the person's eyes and what they do there; none: they left.
    pub at: Option<(ConversationId, Doing)>,
}

/// After so many seconds without another word a device counts as having left.
pub const PRESENCE_SECONDS: u64 = 30;

/// One thing that changed.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SyncChange {
    /// The reader's directory has changed.
    Directory {
        /// All of it.
        directory: Box<Directory>,
    },
    /// A conversation is this now.
    Conversation {
        /// All of it.
        conversation: Box<ConversationView>,
    },
    /// A conversation is not visible to the reader any more: erase it.
    ConversationGone {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// A new entry.
    Entry {
        /// All of it.
        entry: Box<EntryView>,
    },
}

/// A page of a thread's history, oldest first.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntriesPage {
    /// The entries.
    pub entries: Vec<EntryView>,
    /// Nothing stands before the first of them.
    pub complete: bool,
}
