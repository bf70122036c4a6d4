//! Lists of conversations.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, StudentId};
use conversas_domain::inbox::{Order, RowKey};
use serde::{Deserialize, Serialize};

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
