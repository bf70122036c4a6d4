//! What a person does in a conversation.

use conversas_domain::ids::{ChannelId, ConversationId, EntryId, StudentId, TicketId};
use serde::{Deserialize, Serialize};

use crate::Position;

/// It was done and is durable on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Done {}

/// What to do with a blocked message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// "Enviar mesmo assim".
    SendAnyway,
    /// "Iniciar novo atendimento e enviar".
    StartTicketAndSend,
    /// "Guardar como rascunho".
    KeepAsDraft,
    /// "Descartar".
    Discard,
}

/// Writes a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMessage {
    /// Where.
    pub conversation_id: ConversationId,
    /// What.
    pub text: String,
    /// Newest place the person had on the screen.
    pub seen: Option<Position>,
}

/// Writes the first message to a channel about a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenConversation {
    /// Where to.
    pub channel_id: ChannelId,
    /// About whom.
    pub student_id: StudentId,
    /// What.
    pub text: String,
}

/// Where it went: an existing conversation, or one made on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Which.
    pub conversation_id: ConversationId,
}

/// Opens the next ticket with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartTicket {
    /// Where.
    pub conversation_id: ConversationId,
    /// What.
    pub text: String,
}

/// Finishes a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishTicket {
    /// Where.
    pub conversation_id: ConversationId,
    /// Which one the person saw.
    pub ticket_id: TicketId,
}

/// A message was queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queued {
    /// Which.
    pub entry_id: EntryId,
}

/// The person has seen the thread up to here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkRead {
    /// Where.
    pub conversation_id: ConversationId,
    /// The newest place seen.
    pub position: Position,
}

/// Keeps what stands in the composer; empty forgets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveDraft {
    /// Where.
    pub conversation_id: ConversationId,
    /// What.
    pub text: String,
}

/// Decides about a blocked message, or removes a failed one (`KeepAsDraft`, `Discard`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolveBlocked {
    /// Where.
    pub conversation_id: ConversationId,
    /// Which.
    pub entry_id: EntryId,
    /// What to do.
    pub choice: Choice,
}

/// Tries again now.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Retry {}
