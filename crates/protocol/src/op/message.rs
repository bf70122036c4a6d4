//! Operations that are messages.

use std::borrow::Cow;

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, StudentId, TicketId};
use conversas_domain::target::Target;
use serde::{Deserialize, Serialize};

use super::OpContent;
use super::operation::Operation;

/// First message to a channel about a student. The receipt says which conversation it landed in.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenConversation {
    /// The client's proposal, used if none exists for the same channel, student and guardians.
    pub conversation_id: ConversationId,
    /// The channel that is written to.
    pub channel_id: ChannelId,
    /// About whom.
    pub student_id: StudentId,
    /// Whom staff want to reach; ignored from a guardian, who always starts with themself alone.
    pub guardians: Vec<PersonId>,
    /// The message's identifier.
    pub entry_id: EntryId,
    /// The message.
    #[serde(flatten)]
    pub content: OpContent,
}

/// A message.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SendMessage {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message's identifier.
    pub entry_id: EntryId,
    /// The message.
    #[serde(flatten)]
    pub content: OpContent,
    /// The ticket a staff member wrote for; none is any.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// Newest entry the sender had seen; none waives the checks for a colleague's answer and for a guardian who joined.
    pub seen: Option<Seq>,
}

/// A message that opens the next ticket.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct StartTicket {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message's identifier.
    pub entry_id: EntryId,
    /// The message.
    #[serde(flatten)]
    pub content: OpContent,
    /// Newest entry the sender had seen; none waives the check for a guardian who joined.
    #[serde(default)]
    pub seen: Option<Seq>,
}

/// "Nota interna".
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct WriteNote {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The note's identifier.
    pub entry_id: EntryId,
    /// The note.
    pub text: String,
    /// Members of the channel whom it calls.
    #[serde(default)]
    pub mentions: Vec<PersonId>,
}

/// The message of a struct with a `content`.
macro_rules! message {
    ($($Name:ident)*) => {$(
        impl Operation for $Name {
            fn target(&self) -> Target {
                self.conversation_id.into()
            }

            fn content(&self) -> Option<&OpContent> {
                Some(&self.content)
            }

            fn entry_id(&self) -> Option<EntryId> {
                Some(self.entry_id)
            }

            fn words(&self) -> Option<Cow<'_, str>> {
                self.content.text().map(Cow::Borrowed)
            }

            fn move_to(&mut self, into: ConversationId) {
                self.conversation_id = into;
            }
        }
    )*};
}

message! { OpenConversation SendMessage StartTicket }

impl Operation for WriteNote {
    fn target(&self) -> Target {
        self.conversation_id.into()
    }

    fn entry_id(&self) -> Option<EntryId> {
        Some(self.entry_id)
    }

    fn words(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.text))
    }

    fn move_to(&mut self, into: ConversationId) {
        self.conversation_id = into;
    }
}
