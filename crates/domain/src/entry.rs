//! What stands in a thread (rule 6): messages, notes and events, in the server's order.

use serde::{Deserialize, Serialize};

use crate::csat::Rating;
use crate::ids::{ChannelId, EntryId, PersonId, TicketId};
use crate::moment::Moment;
use crate::person::Side;
use crate::text::MessageText;
use crate::ticket::Status;

/// The number of a change in its school's sequence; orders everything, starts at 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub i64);

/// Where a forwarded message comes from (rule 11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The entry it is a copy of.
    pub entry_id: EntryId,
    /// Who wrote the original.
    pub author_id: PersonId,
    /// The side the original was written from.
    pub author_side: Side,
    /// When the original was accepted, server time.
    pub at: Moment,
    /// The channel it was written to.
    pub channel_id: ChannelId,
}

/// What an entry is. Whoever adds a kind decides in [`EntryKind::audience`] who sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntryKind {
    /// A written message.
    Message {
        /// What it says.
        text: MessageText,
    },
    /// A message copied from another channel; the entry's author is who forwarded it.
    Forwarded {
        /// What the original says.
        text: MessageText,
        /// Where it comes from.
        provenance: Provenance,
    },
    /// "Nota interna": for the channel's staff only.
    Note {
        /// What it says.
        text: MessageText,
    },
    /// The ticket got a status: opened, answered, finished.
    StatusChanged {
        /// The status it got.
        status: Status,
        /// Whether this opened the ticket.
        opened: bool,
    },
    /// Messages of this thread were forwarded to another channel.
    ForwardedAway {
        /// The channel that got them.
        channel_id: ChannelId,
        /// How many messages.
        count: u32,
    },
    /// A guardian joined the conversation.
    GuardianAdded {
        /// Who joined.
        person_id: PersonId,
    },
    /// The family answered the survey of this ticket.
    CsatAnswered {
        /// 1 to 5.
        rating: Rating,
    },
}

/// Who may see an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The guardians of the conversation and the channel's staff.
    Everyone,
    /// The channel's staff.
    StaffOnly,
}

impl EntryKind {
    /// Who may see entries of this kind.
    pub fn audience(&self) -> Audience {
        match self {
            EntryKind::Note { .. } => Audience::StaffOnly,
            EntryKind::Message { .. }
            | EntryKind::Forwarded { .. }
            | EntryKind::StatusChanged { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. } => Audience::Everyone,
        }
    }

    /// Whether it counts as a message for unread numbers and previews.
    pub fn is_message(&self) -> bool {
        matches!(self, EntryKind::Message { .. } | EntryKind::Forwarded { .. })
    }

    /// The words in it, if it has any.
    pub fn text(&self) -> Option<&MessageText> {
        match self {
            EntryKind::Message { text }
            | EntryKind::Forwarded { text, .. }
            | EntryKind::Note { text } => Some(text),
            EntryKind::StatusChanged { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. } => None,
        }
    }
}

/// An entry that a decision wants added; the store gives it the next [`Seq`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEntry {
    /// Identifier; a message's is chosen by the client that wrote it.
    pub id: EntryId,
    /// The ticket it belongs to.
    pub ticket_id: TicketId,
    /// Who wrote or did it.
    pub author_id: PersonId,
    /// The side it was written from.
    pub side: Side,
    /// Server time.
    pub at: Moment,
    /// The author's clock when it was written; shown only as "escrita em".
    pub written_at: Moment,
    /// What it is.
    pub kind: EntryKind,
}
