//! Lists of conversations.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, ConversationId, StudentId};
use conversas_domain::inbox::{Order, RowKey};
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_view::{InboxCounts, PreviewLine};
use serde::{Deserialize, Serialize};

use crate::PersonItem;

/// Asks for [`Summaries`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct ChannelsQuery {}

/// Counts of what is left to do, for the title, the badges and the choice of channels alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summaries {
    /// In the reader's own lists: conversations with something unread.
    pub unread: u32,
    /// In the reader's own lists: conversations in which the family waits for the school; 0 for families.
    pub waiting: u32,
    /// Staff: each channel whose list is on this device.
    pub channels: Vec<ChannelSummary>,
}

/// The counts of a channel: what is left to do in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelSummary {
    /// The channel.
    pub id: ChannelId,
    /// Conversations in which the family waits for the school.
    pub waiting: u32,
    /// Conversations with something unread.
    pub unread: u32,
}

/// Asks for a page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxQuery {
    /// A staff member's channel; none for a family's own list.
    pub channel_id: Option<ChannelId>,
    /// Staff only; a family's list ignores it.
    pub filter: InboxFilter,
    /// Only conversations in which a guardian's or the student's name has words beginning like this; empty: all.
    pub name: String,
    /// A family's: only this student.
    pub student_id: Option<StudentId>,
    /// Sorted so.
    #[serde(default)]
    pub order: Order,
    /// Continue after this row; none from the top.
    pub after: Option<RowKey>,
    /// Leave out so many rows, counted from there: how one jumps into the middle.
    #[serde(default)]
    pub skip: u32,
    /// At most so many rows (1 to 500).
    pub limit: u32,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxPage {
    /// In order.
    pub rows: Vec<InboxRow>,
    /// Whether more rows follow.
    pub more: bool,
    /// Numbers for the whole list.
    pub counts: InboxCounts,
    /// The whole list is on this device: what is not here does not exist.
    pub is_whole: bool,
}

/// One conversation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxRow {
    /// Identifier.
    pub id: ConversationId,
    /// Its place, in every order.
    pub key: RowKey,
    /// Its channel's name (what a family's row shows).
    pub channel: String,
    /// Its channel.
    pub channel_id: ChannelId,
    /// The guardians' names, the starter first.
    pub guardians: Vec<String>,
    /// For a guardian: the names of the other guardians who take part. Empty for staff.
    pub others: Vec<String>,
    /// For a guardian: another conversation of theirs is with the same channel about the same student.
    pub has_twin: bool,
    /// The student's name.
    pub student: String,
    /// The student's class group.
    pub class_group: String,
    /// Of the current ticket.
    pub status: Status,
    /// Since when the family waits for the school; not any more once an answer of mine is on its way. None for families.
    pub waiting_since: Option<Moment>,
    /// The moment of the last activity.
    pub last_activity: Moment,
    /// The newest message.
    pub preview: Option<PreviewLine>,
    /// Messages the reader has still to act on.
    pub unread: u32,
    /// The words in the composer; empty when there are none.
    pub draft: String,
    /// So many files are chosen here and not sent.
    pub draft_files: u32,
    /// A take waits here.
    pub has_take: bool,
    /// Items of mine here that wait, are blocked or failed.
    pub unsent: u32,
    /// Of them, those that need a decision.
    pub undecided: u32,
    /// The person who takes care of the ticket, by name; none for families.
    pub assignee: Option<PersonItem>,
}

/// Asks how a list was last left.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct SavedFilterQuery {
    /// A staff member's channel; none for a family's own list.
    pub channel_id: Option<ChannelId>,
}

/// The state in which a list was last left.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedFilter {
    /// The filter; a family's list has none.
    pub filter: InboxFilter,
    /// The order.
    pub order: Order,
}

/// Remembers how a list is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveFilter {
    /// A staff member's channel; none for a family's own list.
    pub channel_id: Option<ChannelId>,
    /// The filter; a family's list has none.
    pub filter: InboxFilter,
    /// The order.
    pub order: Order,
}
