//! Drafts: words that are typed and not sent, kept on the device, per place where they are typed.

use std::fmt;

use conversas_domain::ids::{CannedReplyId, ChannelId, ConversationId, TicketId};
use serde::{Deserialize, Serialize};

/// A place where a person types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DraftPlace {
    /// A conversation's composer.
    Message {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// A conversation's internal note.
    Note {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// The note that goes with forwarded messages.
    Forward {
        /// Where they are.
        conversation_id: ConversationId,
    },
    /// The comment to a survey.
    Survey {
        /// The conversation.
        conversation_id: ConversationId,
        /// Of which ticket.
        ticket_id: TicketId,
    },
    /// A canned reply: its name, a line break, its text.
    Reply {
        /// The channel.
        channel_id: ChannelId,
        /// Which; none: a new one.
        id: Option<CannedReplyId>,
    },
}

/// Keeps what is typed at a place; empty forgets it. What comes up to a moment after the server ended the session is kept
/// too, for the same person's next one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveDraft {
    /// The draft's place.
    pub place: DraftPlace,
    /// The words.
    pub text: String,
}

/// Never shows the text (rule 22).
impl fmt::Debug for SaveDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaveDraft").field("place", &self.place).finish_non_exhaustive()
    }
}

/// Asks for what is kept of a place. A composer's stands in its
/// [`ConversationDetail`](crate::ConversationDetail) too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftQuery {
    /// The draft's place.
    pub place: DraftPlace,
}

/// The draft that is kept.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Empty: nothing.
    pub text: String,
}

/// Never shows the text (rule 22).
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").finish_non_exhaustive()
    }
}
