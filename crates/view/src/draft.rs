//! The places of drafts.

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

impl From<ConversationId> for DraftPlace {
    fn from(conversation_id: ConversationId) -> Self {
        DraftPlace::Message { conversation_id }
    }
}

impl DraftPlace {
    /// The conversation that the draft belongs to, and is erased with; none: a channel's.
    pub fn conversation_id(self) -> Option<ConversationId> {
        match self {
            DraftPlace::Message { conversation_id }
            | DraftPlace::Note { conversation_id }
            | DraftPlace::Forward { conversation_id }
            | DraftPlace::Survey { conversation_id, .. } => Some(conversation_id),
            DraftPlace::Reply { .. } => None,
        }
    }

    /// The same place in another conversation. A channel's stays where it is.
    #[must_use]
    pub fn moved(mut self, into: ConversationId) -> DraftPlace {
        match &mut self {
            DraftPlace::Message { conversation_id }
            | DraftPlace::Note { conversation_id }
            | DraftPlace::Forward { conversation_id }
            | DraftPlace::Survey { conversation_id, .. } => *conversation_id = into,
            DraftPlace::Reply { .. } => {}
        }
        self
    }
}
