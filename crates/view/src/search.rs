//! Finding: the question, and the pieces of a message that was found.

use std::fmt;

use conversas_domain::ids::{ConversationId, EntryId};
use serde::{Deserialize, Serialize};

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
