//! Operations: everything a person does that changes something, and its receipt.

use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, OpId, PersonId, StudentId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use serde::{Deserialize, Serialize};

use crate::Raw;

mod content;

pub use content::OpContent;

/// One operation. Sending it again with the same `op_id` answers the stored receipt and changes nothing.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpRequest {
    /// Chosen by the client.
    pub op_id: OpId,
    /// The device's clock when the person did it.
    pub written_at: Moment,
    /// What they did.
    pub op: Op,
}

impl OpRequest {
    /// Whether this JSON is an operation of a kind that only a newer program knows.
    pub fn is_of_newer(json: &Raw) -> bool {
        #[derive(Deserialize)]
        struct Asked {
            op: Named,
        }
        #[derive(Deserialize)]
        struct Named {
            #[serde(rename = "type")]
            name: String,
        }
        json.read::<Asked>().is_ok_and(|asked| !Op::NAMES.contains(&asked.op.name.as_str()))
    }
}

/// What a person can do. Texts are raw here: the server parses them with the domain's rules.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Op {
    /// First message to a channel about a student. The receipt says which conversation it landed in.
    OpenConversation {
        /// The client's proposal, used if none exists for the same channel, student and guardians.
        conversation_id: ConversationId,
        /// Where to.
        channel_id: ChannelId,
        /// About whom.
        student_id: StudentId,
        /// Whom staff want to reach; ignored from a guardian, who always starts with themself alone.
        guardians: Vec<PersonId>,
        /// The message's identifier.
        entry_id: EntryId,
        /// The message.
        #[serde(flatten)]
        content: OpContent,
    },
    /// A message.
    SendMessage {
        /// Where.
        conversation_id: ConversationId,
        /// The message's identifier.
        entry_id: EntryId,
        /// The message.
        #[serde(flatten)]
        content: OpContent,
        /// The ticket a staff member wrote for; none is any.
        #[serde(default)]
        ticket_id: Option<TicketId>,
        /// Newest entry the sender had seen; none waives the checks for a colleague's answer and for a guardian who
        /// joined.
        seen: Option<Seq>,
    },
    /// A message that opens the next ticket.
    StartTicket {
        /// Where.
        conversation_id: ConversationId,
        /// The message's identifier.
        entry_id: EntryId,
        /// The message.
        #[serde(flatten)]
        content: OpContent,
        /// Newest entry the sender had seen; none waives the check for a guardian who joined.
        #[serde(default)]
        seen: Option<Seq>,
    },
    /// "Finalizar".
    FinishTicket {
        /// Where.
        conversation_id: ConversationId,
        /// Which ticket the person saw.
        ticket_id: TicketId,
    },
    /// "Nota interna".
    WriteNote {
        /// Where.
        conversation_id: ConversationId,
        /// The note's identifier.
        entry_id: EntryId,
        /// The note.
        text: String,
        /// Members of the channel whom it calls.
        #[serde(default)]
        mentions: Vec<PersonId>,
    },
    /// "Assumir", releasing, handing over.
    AssignTicket {
        /// Where.
        conversation_id: ConversationId,
        /// Which ticket the person saw.
        ticket_id: TicketId,
        /// Who shall take care of it; none: nobody.
        person_id: Option<PersonId>,
    },
    /// "Encaminhar".
    ForwardMessages {
        /// Where from.
        conversation_id: ConversationId,
        /// Where to.
        channel_id: ChannelId,
        /// Which messages.
        entries: Vec<EntryId>,
        /// For the target's staff.
        note: Option<String>,
    },
    /// Another guardian joins.
    AddGuardian {
        /// Where.
        conversation_id: ConversationId,
        /// Who.
        person_id: PersonId,
    },
    /// The family's answer to the survey.
    AnswerCsat {
        /// Where.
        conversation_id: ConversationId,
        /// Which ticket.
        ticket_id: TicketId,
        /// 1 to 5.
        rating: Rating,
        /// Optional words.
        comment: Option<String>,
    },
    /// Everything up to an entry was read.
    MarkRead {
        /// Where.
        conversation_id: ConversationId,
        /// The newest entry seen.
        seq: Seq,
    },
}

/// Never shows texts: only which operation it is, and where (rule 22).
impl std::fmt::Debug for Op {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({})", self.name(), self.conversation_id())
    }
}

impl Op {
    /// What it says, if it is a message.
    pub fn content(&self) -> Option<&OpContent> {
        match self {
            Op::OpenConversation { content, .. }
            | Op::SendMessage { content, .. }
            | Op::StartTicket { content, .. } => Some(content),
            Op::FinishTicket { .. }
            | Op::WriteNote { .. }
            | Op::AssignTicket { .. }
            | Op::ForwardMessages { .. }
            | Op::AddGuardian { .. }
            | Op::AnswerCsat { .. }
            | Op::MarkRead { .. } => None,
        }
    }

    /// The conversation it is about; for a first message the client's proposal.
    pub fn conversation_id(&self) -> ConversationId {
        match self {
            Op::OpenConversation { conversation_id, .. }
            | Op::SendMessage { conversation_id, .. }
            | Op::StartTicket { conversation_id, .. }
            | Op::FinishTicket { conversation_id, .. }
            | Op::WriteNote { conversation_id, .. }
            | Op::AssignTicket { conversation_id, .. }
            | Op::ForwardMessages { conversation_id, .. }
            | Op::AddGuardian { conversation_id, .. }
            | Op::AnswerCsat { conversation_id, .. }
            | Op::MarkRead { conversation_id, .. } => *conversation_id,
        }
    }

    /// The names of all operations, as they travel.
    pub const NAMES: [&'static str; 10] = [
        "open_conversation",
        "send_message",
        "start_ticket",
        "finish_ticket",
        "write_note",
        "assign_ticket",
        "forward_messages",
        "add_guardian",
        "answer_csat",
        "mark_read",
    ];

    /// Its name, for logs.
    pub fn name(&self) -> &'static str {
        match self {
            Op::OpenConversation { .. } => "open_conversation",
            Op::SendMessage { .. } => "send_message",
            Op::StartTicket { .. } => "start_ticket",
            Op::FinishTicket { .. } => "finish_ticket",
            Op::WriteNote { .. } => "write_note",
            Op::AssignTicket { .. } => "assign_ticket",
            Op::ForwardMessages { .. } => "forward_messages",
            Op::AddGuardian { .. } => "add_guardian",
            Op::AnswerCsat { .. } => "answer_csat",
            Op::MarkRead { .. } => "mark_read",
        }
    }
}

/// The server's answer, stored with the changes in one transaction.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which operation.
    pub op_id: OpId,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an operation. Both are final for its `op_id`.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Outcome {
    /// Committed.
    Applied {
        /// Where it took effect; may differ from the client's proposal.
        conversation_id: ConversationId,
        /// Number of the last change it made; none if there was nothing to change.
        seq: Option<Seq>,
        /// Server time.
        at: Moment,
    },
    /// Refused; nothing changed.
    Rejected {
        /// Why.
        reason: Rejection,
    },
}
