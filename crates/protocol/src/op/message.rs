//! Operations that are messages.

use std::borrow::Cow;

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, StudentId, TicketId};
use conversas_domain::target::Target;
use serde::{Deserialize, Serialize};

use super::OpContent;
use super::operation::Operation;

/// The first message to a channel about a student. The receipt names the conversation that it went to.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenConversation {
    /// The conversation's identifier as the client proposes it, used if no conversation exists for the same
    /// channel, student and guardians.
    pub conversation_id: ConversationId,
    /// The channel that is written to.
    pub channel_id: ChannelId,
    /// The student whom the conversation is about.
    pub student_id: StudentId,
    /// The guardians whom staff want to reach; ignored from a guardian, who always starts alone.
    pub guardians: Vec<PersonId>,
    /// The message's identifier.
    pub entry_id: EntryId,
    /// The message.
    #[serde(flatten)]
    pub content: OpContent,
}

/// A message in the current ticket.
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
    /// The ticket a staff member wrote for; none: any.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// The newest entry the sender had seen; none waives the checks for a colleague's answer and for a
    /// guardian who joined.
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
    /// The newest entry the sender had seen; none waives the check for a guardian who joined.
    #[serde(default)]
    pub seen: Option<Seq>,
}

/// An internal note ("Nota interna").
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct WriteNote {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The note's identifier.
    pub entry_id: EntryId,
    /// The note.
    pub text: String,
    /// The members of the channel whom the note calls.
    #[serde(default)]
    pub mentions: Vec<PersonId>,
}

/// Implements [`Operation`] for a struct with a `content`: a message for both sides.
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
