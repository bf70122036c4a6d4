//! Finding conversations by name and messages by their words: the query, its answer, and matching.

use std::fmt;

use conversas_domain::ids::{ChannelId, ConversationId, EntryId};
use conversas_domain::moment::Moment;

use crate::inbox::InboxRow;

pub(crate) mod excerpt;

/// The query for a [`SearchPage`].
#[derive(Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words in any order, each by its beginning, without regard to accents or case.
    pub words: String,
    /// The conversation to search in; with one, conversations are not searched for. None: all.
    pub conversation_id: Option<ConversationId>,
    /// The message after which the page continues.
    pub after: Option<EntryId>,
    /// The most messages of the page.
    pub limit: u32,
}

/// Leaves out the words (rule 22).
impl fmt::Debug for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchQuery")
            .field("conversation_id", &self.conversation_id)
            .field("after", &self.after)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// Messages and conversations that were found on this device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchPage {
    /// Conversations found by a guardian's or the student's name, newest activity first; only on the first
    /// page.
    pub conversations: Vec<InboxRow>,
    /// Messages found by their words, newest first: this person's own that wait, then those that the server
    /// has numbered.
    pub messages: Vec<Hit>,
    /// More messages follow.
    pub more: bool,
    /// Whether some history is not on this device.
    pub incomplete: bool,
}

/// A message that was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The entry.
    pub entry_id: EntryId,
    /// The author's name.
    pub author: String,
    /// The guardians' names, the starter first.
    pub guardians: Vec<String>,
    /// The student's name.
    pub student: String,
    /// The channel.
    pub channel_id: ChannelId,
    /// The message's time: the server's, or this device's for a message that waits.
    pub at: Moment,
    /// The part of the message around the first match.
    pub text: Vec<Piece>,
}

impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hit").field("entry_id", &self.entry_id).field("at", &self.at).finish_non_exhaustive()
    }
}

/// A piece of a text.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text of the piece.
    pub text: String,
    /// Whether the piece is a match.
    pub is_match: bool,
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Piece({} bytes, {})", self.text.len(), self.is_match)
    }
}
