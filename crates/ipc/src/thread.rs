//! One conversation: its detail, its thread, and what a person does in it.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, StudentId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use serde::{Deserialize, Serialize};

/// It was done and is durable on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Done {}

/// Asks for a [`ConversationDetail`].
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ConversationQuery {
    /// Which.
    pub id: ConversationId,
}

/// Everything about a conversation but its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationDetail {
    /// Identifier.
    pub id: ConversationId,
    /// Its channel.
    pub channel_id: ChannelId,
    /// Its channel's name.
    pub channel: String,
    /// The student's name.
    pub student: String,
    /// The student's class group.
    pub class_group: String,
    /// The guardians, the starter first.
    pub guardians: Vec<GuardianItem>,
    /// The current ticket.
    pub ticket: TicketItem,
    /// Earlier tickets, newest first.
    pub earlier: Vec<TicketItem>,
    /// What stands in the composer.
    pub draft: String,
    /// The reader may write here (an administrator looking into another channel may not).
    pub can_write: bool,
    /// The reader may finish the ticket.
    pub can_finish: bool,
    /// Messages not read.
    pub unread: u32,
}

/// A guardian in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardianItem {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// To the student.
    pub relationship: Relationship,
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketItem {
    /// Identifier.
    pub id: TicketId,
    /// 1, 2, 3…
    pub number: u32,
    /// Where it stands. With a start or a finish of mine still queued, what it will be.
    pub status: Status,
    /// Its chronology, oldest first.
    pub steps: Vec<TicketStepItem>,
    /// The family's answer.
    pub rating: Option<Rating>,
}

/// One line of a chronology.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketStepItem {
    /// The status it got.
    pub status: Status,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// The side of whom.
    pub side: Side,
}

/// A place in a thread: the server's number, then this device's for what is not sent yet. Sorts as the thread does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The server's number; `i64::MAX >> 11` for what it has not numbered (exact in every JSON reader).
    pub seq: i64,
    /// This device's number; 0 for what the server has numbered.
    pub local: i64,
}

impl Position {
    /// `seq` of what the server has not numbered yet: 2^52 - 1.
    pub const UNSENT: i64 = i64::MAX >> 11;
}

/// Which part of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ThreadWindow {
    /// The end.
    Latest,
    /// What stands before this place.
    Before {
        /// The place, itself not included.
        position: Position,
    },
    /// What stands after this place.
    After {
        /// The place, itself not included.
        position: Position,
    },
    /// From this place to the end: how a shown window is refreshed. Ignores `limit` up to 2,000 items.
    From {
        /// The place, itself included.
        position: Position,
    },
}

/// Asks for a window of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadQuery {
    /// Which conversation.
    pub conversation_id: ConversationId,
    /// Which part.
    pub window: ThreadWindow,
    /// At most so many items (1 to 500).
    pub limit: u32,
}

/// A window of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadPage {
    /// Oldest first.
    pub items: Vec<ThreadItem>,
    /// Older items exist.
    pub has_older: bool,
    /// Older items exist, but are not on the device and the server cannot be reached.
    pub older_offline: bool,
    /// Newer items exist.
    pub has_newer: bool,
}

/// Something in a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadItem {
    /// Identifier.
    pub id: EntryId,
    /// Its place.
    pub position: Position,
    /// Its ticket; none while it is not known.
    pub ticket_id: Option<TicketId>,
    /// Who wrote or did it.
    pub author: ItemAuthor,
    /// Server time; this device's for what is not sent.
    pub at: Moment,
    /// The author's clock.
    pub written_at: Moment,
    /// What it is.
    pub kind: ItemKind,
    /// For the reader's own side: how far it got.
    pub delivery: Option<Delivery>,
}

/// Who wrote or did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAuthor {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// From which side.
    pub side: Side,
    /// It is the reader.
    pub is_me: bool,
    /// A guardian's, to the student.
    pub relationship: Option<Relationship>,
}

/// What a thread item is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ItemKind {
    /// A message.
    Message {
        /// What it says.
        text: String,
    },
    /// A message from another channel; the item's author forwarded it.
    Forwarded {
        /// What it says.
        text: String,
        /// Who wrote it.
        author: ItemAuthor,
        /// The channel it was written to.
        channel: String,
        /// When it was written.
        at: Moment,
    },
    /// "Nota interna".
    Note {
        /// What it says.
        text: String,
    },
    /// The ticket got a status.
    StatusChanged {
        /// The status it got.
        status: Status,
        /// It opened the ticket.
        opened: bool,
    },
    /// Messages went to another channel.
    ForwardedAway {
        /// Its name.
        channel: String,
        /// How many.
        count: u32,
    },
    /// A guardian joined.
    GuardianAdded {
        /// Their name.
        name: String,
    },
    /// The family rated the ticket.
    CsatAnswered {
        /// 1 to 5.
        rating: Rating,
    },
}

/// How far a message got (rule 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Delivery {
    /// "na fila".
    Queued,
    /// "enviando".
    Sending,
    /// "enviada".
    Sent,
    /// "entregue".
    Delivered,
    /// "lida".
    Read,
    /// Needs a decision.
    Blocked {
        /// Why.
        reason: BlockedReason,
    },
    /// Will never work.
    Failed {
        /// Why.
        reason: Rejection,
    },
}

/// Why a message needs a decision (rule 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockedReason {
    /// The ticket was finished meanwhile.
    TicketFinished,
    /// A colleague answered meanwhile.
    AnsweredMeanwhile,
}

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
