//! Acts of a person in a conversation.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{
    CannedReplyId, ChannelId, ConversationId, EntryId, PersonId, StudentId, TicketId,
};
use conversas_view::Choice;
use serde::{Deserialize, Serialize};

use crate::{Position, TakeId};

/// The act is done, and durable on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Done {}

/// Writes a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMessage {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The words.
    pub text: String,
    /// Newest place the person had on the screen.
    pub seen: Option<Position>,
    /// The ticket the person had on the screen ([`ConversationDetail::ticket`](crate::ConversationDetail)); none: the one
    /// this device knows. A staff message for one that is over is refused with `TicketFinished`, or blocked if that turns
    /// out later.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
}

/// Begins a conversation with a channel about a student, before anything is written in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginConversation {
    /// The channel that is written to.
    pub channel_id: ChannelId,
    /// About whom.
    pub student_id: StudentId,
}

/// Where to write: in the conversation that there is, or in one made on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The conversation.
    pub conversation_id: ConversationId,
}

/// The person has left a conversation that shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveConversation {
    /// The conversation.
    pub conversation_id: ConversationId,
}

/// Opens the next ticket with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartTicket {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The words.
    pub text: String,
}

/// Finishes a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishTicket {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The ticket that the person saw.
    pub ticket_id: TicketId,
}

/// A message was queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queued {
    /// The entry.
    pub entry_id: EntryId,
}

/// The person has seen the thread up to here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkRead {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The newest place seen.
    pub position: Position,
}

/// Decides about a blocked message, or removes a failed one (`KeepAsDraft`, `Discard`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolveBlocked {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The entry.
    pub entry_id: EntryId,
    /// The decision.
    pub choice: Choice,
}

/// The decision is done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Resolved {
    /// What a voice message was that was thrown away: can be had back for 10 s with
    /// [`RestoreTake`](crate::RestoreTake).
    pub thrown_away: Option<TakeId>,
}

/// Tries again now.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Retry {}

/// "Nota interna".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteNote {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The words.
    pub text: String,
    /// Colleagues of the channel whom it calls.
    pub mentions: Vec<PersonId>,
}

/// "Encaminhar".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForwardMessages {
    /// The source conversation.
    pub conversation_id: ConversationId,
    /// The channel that is written to.
    pub channel_id: ChannelId,
    /// The messages.
    pub entries: Vec<EntryId>,
    /// For the target's staff; empty: none.
    pub note: String,
}

/// Says who takes care of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignTicket {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The ticket that the person saw.
    pub ticket_id: TicketId,
    /// Who; none: nobody.
    pub person_id: Option<PersonId>,
}

/// Another guardian joins. If the new set has its conversation already, `ConversationMerged` is not told, but
/// [`Event::ConversationFound`](crate::Event::ConversationFound).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddGuardian {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The person.
    pub person_id: PersonId,
}

/// The family's answer to the survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCsat {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// 1 to 5.
    pub rating: Rating,
    /// Words; empty: none.
    pub comment: String,
}

/// Where the person is: the interface tells it when it changes, and the engine keeps it alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellPresence {
    /// The conversation before the person's eyes, while the window has the focus; none: elsewhere.
    pub conversation_id: Option<ConversationId>,
    /// Writes an answer at this moment.
    pub writing: bool,
}

/// Makes or replaces a canned reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveReply {
    /// The channel.
    pub channel_id: ChannelId,
    /// Which; none: a new one.
    pub id: Option<CannedReplyId>,
    /// The title that it is found by.
    pub title: String,
    /// The words, with their tokens.
    pub text: String,
}

/// Deletes a canned reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteReply {
    /// The channel.
    pub channel_id: ChannelId,
    /// The canned reply.
    pub id: CannedReplyId,
}

/// Asks for the [`RescuedText`](crate::RescuedText) list, oldest first.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct RescuedQuery {}

/// The person has seen what was rescued. What was added after it stays.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct ForgetRescued {
    /// The greatest number that was shown.
    pub last: i64,
}
