//! The thread of a conversation.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::ticket::Status;
use conversas_view::Delivery;
use serde::{Deserialize, Serialize};

use crate::FileItem;

mod unreadable;

/// A place in a thread: the server's number, then this device's for what is not sent yet. Sorts as the thread does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The server's number; `i64::MAX >> 11` for what it has not numbered (exact in every JSON reader).
    pub seq: i64,
    /// This device's number; 0 for an item that the server has numbered.
    pub local: i64,
}

impl Position {
    /// `seq` of what the server has not numbered yet: 2^52 - 1.
    pub const UNSENT: i64 = i64::MAX >> 11;
}

/// A part of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ThreadWindow {
    /// The end.
    Latest,
    /// Around this entry, about half of it on each side: how a search result or the first unread is jumped to.
    Around {
        /// The entry; it need not be on the device: then it is fetched, and offline the command fails with `Offline`.
        /// `NotFound` if there is no such entry.
        entry_id: EntryId,
    },
    /// Items before this place.
    Before {
        /// The place, itself not included.
        position: Position,
    },
    /// Items after this place.
    After {
        /// The place, itself not included.
        position: Position,
    },
    /// From this place to the end: how a shown window is refreshed. Ignores `limit` up to 2,000 items.
    From {
        /// The place, itself included.
        position: Position,
    },
}

/// Asks for a window of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadQuery {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The part.
    pub window: ThreadWindow,
    /// At most so many items (1 to 500).
    pub limit: u32,
}

/// A window of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadPage {
    /// Oldest first. An item that cannot be read is [`ItemKind::Unreadable`]: the others are shown.
    #[serde(deserialize_with = "unreadable::each")]
    pub items: Vec<ThreadItem>,
    /// Older items exist.
    pub has_older: bool,
    /// Older items exist, but are not on the device and the server cannot be reached.
    pub older_offline: bool,
    /// Newer items exist.
    pub has_newer: bool,
}

/// Something in a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadItem {
    /// Identifier.
    pub id: EntryId,
    /// Its place.
    pub position: Position,
    /// Its ticket; none while it is not known.
    pub ticket_id: Option<TicketId>,
    /// The person who wrote or did it.
    pub author: ItemAuthor,
    /// Server time; this device's for what is not sent.
    pub at: Moment,
    /// The author's clock.
    pub written_at: Moment,
    /// The kind.
    pub kind: ItemKind,
    /// For the reader's own side: how far it got.
    pub delivery: Option<Delivery>,
}

/// The person who wrote or did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAuthor {
    /// The person's identifier.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// From which side.
    pub side: Side,
    /// The person is the reader.
    pub is_me: bool,
    /// A guardian's, to the student.
    pub relationship: Option<Relationship>,
}

/// The content of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ItemContent {
    /// Words.
    Text {
        /// The words.
        text: String,
    },
    /// A file or a voice message.
    File {
        /// The file.
        file: Box<FileItem>,
    },
}

impl ItemContent {
    /// The words, if it is words.
    pub fn text(&self) -> Option<&str> {
        match self {
            ItemContent::Text { text } => Some(text),
            ItemContent::File { .. } => None,
        }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&FileItem> {
        match self {
            ItemContent::Text { .. } => None,
            ItemContent::File { file } => Some(file),
        }
    }
}

/// The kind of a thread item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ItemKind {
    /// A message.
    Message {
        /// The words.
        #[serde(flatten)]
        content: ItemContent,
    },
    /// A message from another channel; the item's author forwarded it.
    Forwarded {
        /// The words.
        #[serde(flatten)]
        content: ItemContent,
        /// The person who wrote it.
        author: ItemAuthor,
        /// The channel it was written to.
        channel: String,
        /// The moment of writing.
        at: Moment,
    },
    /// "Nota interna".
    Note {
        /// The words.
        text: String,
        /// Whom it calls.
        mentions: Vec<MentionItem>,
    },
    /// A colleague takes care of the ticket now.
    Assigned {
        /// Who; none: nobody any more.
        name: Option<String>,
    },
    /// The ticket got a status.
    StatusChanged {
        /// The status it got.
        status: Status,
        /// The event opened the ticket.
        opened: bool,
    },
    /// Messages went to another channel. Mine that waits is one with a delivery: Queued, Sending, Sent (its event comes in
    /// a moment), or Blocked or Failed, which is decided about; only a note of it can be kept as a draft.
    ForwardedAway {
        /// Its name.
        channel: String,
        /// How many.
        count: u32,
        /// The forward waits and brings a note for the other channel's staff.
        has_note: bool,
    },
    /// A guardian joined.
    GuardianAdded {
        /// Their name.
        name: String,
    },
    /// The family rated the ticket.
    CsatAnswered {
        /// 1 to 5.
        rating: Rating,
    },
    /// Something that cannot be read: a sentence says so in its place.
    Unreadable,
    /// Something that only a newer app shows: "Atualize o aplicativo para ver isto."
    Unknown,
}

/// Somebody called by a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionItem {
    /// Their name, as it stands after an "@" in the text.
    pub name: String,
    /// The person is the reader.
    pub is_me: bool,
}
