//! Everything about a conversation but its thread.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{ChannelId, ConversationId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::ticket::Status;
use serde::{Deserialize, Serialize};

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
