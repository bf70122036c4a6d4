//! Finding: the question, and the pieces of a message that was found.

use std::fmt;

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::moment::Moment;
use serde::{Deserialize, Serialize};

use crate::inbox::InboxRow;

/// Asks for a page of conversations and messages. Over all lists of the reader: a family's own, or all channels a staff member belongs to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// The words that are looked for, in any order, each by its beginning, without regard to accents or case.
    pub words: String,
    /// Only in this conversation; then `conversations` stays empty.
    pub conversation_id: Option<ConversationId>,
    /// Continue after this message; none from the newest.
    pub after: Option<EntryId>,
    /// At most so many messages (1 to 100).
    pub limit: u32,
}

/// Never shows the words (rule 22).
impl fmt::Debug for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchQuery").finish_non_exhaustive()
    }
}

/// Messages and conversations that were found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SearchPage {
    /// By a guardian's or the student's name, newest activity first, at most 20; only on the first page.
    pub conversations: Vec<InboxRow>,
    /// By their words, newest first.
    pub messages: Vec<MessageHit>,
    /// More messages follow.
    pub more: bool,
    /// Not all history is on this device, so there may be more than is found here.
    pub incomplete: bool,
}

/// A message that was found.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageHit {
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
    /// The channel's name.
    pub channel: String,
    /// When, server time.
    pub at: Moment,
    /// A part of it around the first match.
    pub text: Vec<Piece>,
}

/// Never shows names or words (rule 22).
impl fmt::Debug for MessageHit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageHit")
            .field("entry_id", &self.entry_id)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// A piece of a text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// The piece is a match.
    pub is_match: bool,
}

/// Never shows the words (rule 22).
impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Piece({} bytes, {})", self.text.len(), self.is_match)
    }
}
