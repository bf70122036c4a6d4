//! Finding conversations by name and messages by their words: what is asked, what is answered, what matches.

use std::fmt;

use conversas_domain::ids::{ChannelId, ConversationId, EntryId};
use conversas_domain::moment::Moment;

use crate::inbox::InboxRow;

pub(crate) mod excerpt;

/// Asks for a [`SearchPage`].
#[derive(Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words in any order, each by its beginning, without regard to accents or case.
    pub words: String,
    /// Only here; then no conversations are looked for.
    pub conversation_id: Option<ConversationId>,
    /// Continue after this message.
    pub after: Option<EntryId>,
    /// At most so many messages.
    pub limit: u32,
}

/// Without the words (rule 22).
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
    /// By a guardian's or the student's name, newest activity first; only on the first page.
    pub conversations: Vec<InboxRow>,
    /// By their words, newest first: mine that wait, then what the server has numbered.
    pub messages: Vec<Hit>,
    /// More messages follow.
    pub more: bool,
    /// Not all history is here.
    pub incomplete: bool,
}

/// A message that was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The entry.
    pub entry_id: EntryId,
    /// Its author's name.
    pub author: String,
    /// The guardians' names, the starter first.
    pub guardians: Vec<String>,
    /// The student's name.
    pub student: String,
    /// The channel.
    pub channel_id: ChannelId,
    /// When: server time; this device's for what waits.
    pub at: Moment,
    /// A part of it around the first match.
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
    /// The letters.
    pub text: String,
    /// The piece is a match.
    pub is_match: bool,
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Piece({} bytes, {})", self.text.len(), self.is_match)
    }
}
