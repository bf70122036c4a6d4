//! Rows and pages of a list, as the interface gets them.

use std::fmt;

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, ConversationId, StudentId};
use conversas_domain::inbox::{Order, RowKey};
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_protocol::PersonRef;
use conversas_view::{InboxCounts, PreviewLine};
use serde::{Deserialize, Serialize};

use crate::list::List;

/// Asks for a page.
#[derive(Clone, PartialEq)]
pub struct InboxQuery {
    /// The list.
    pub list: List,
    /// The school's side only; a family's list ignores it.
    pub filter: InboxFilter,
    /// Only names with words beginning like this; empty: all.
    pub name: String,
    /// Only about this student.
    pub student_id: Option<StudentId>,
    /// Sorted so.
    pub order: Order,
    /// Continue after this row.
    pub after: Option<RowKey>,
    /// Leave out so many rows, counted from there: how one jumps into the middle.
    pub skip: u32,
    /// At most so many rows.
    pub limit: u32,
}

/// Without the name: it may be somebody's.
impl fmt::Debug for InboxQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboxQuery")
            .field("list", &self.list)
            .field("filter", &self.filter)
            .field("order", &self.order)
            .field("after", &self.after)
            .field("skip", &self.skip)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxPage {
    /// In order.
    pub rows: Vec<InboxRow>,
    /// More rows follow.
    pub more: bool,
    /// Numbers for the whole list.
    pub counts: InboxCounts,
    /// The whole list is on this device: what is not here does not exist.
    pub is_whole: bool,
}

/// With a name, no more matches than this are counted.
pub const COUNTED_BY_NAME: u32 = 1_000;

/// The counts of a list: what is left to do in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListSummary {
    /// The list.
    pub list: List,
    /// The reader's own, or a channel's that they belong to; not one that an administrator only looks into.
    pub is_own: bool,
    /// Conversations in which the family waits for the school.
    pub waiting: u32,
    /// Conversations with something unread.
    pub unread: u32,
}

/// One conversation in a list: stored ready to read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxRow {
    /// Identifier.
    pub id: ConversationId,
    /// Its place, in every order.
    pub key: RowKey,
    /// Its channel.
    pub channel_id: ChannelId,
    /// The guardians' names, the starter first.
    pub guardians: Vec<String>,
    /// For a guardian: the names of the other guardians who take part. Empty for staff.
    pub others: Vec<String>,
    /// For a guardian: another conversation of theirs is with the same channel about the same student.
    #[serde(skip)]
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
    /// The newest message, mine that waits included.
    pub preview: Option<PreviewLine>,
    /// Messages the reader has still to act on.
    pub unread: u32,
    /// The words in the composer.
    pub draft: String,
    /// So many files are chosen here and not sent.
    #[serde(default)]
    pub draft_files: u32,
    /// Items of mine that wait, are blocked or failed.
    pub unsent: u32,
    /// Of them, those that are blocked or failed: they need a decision.
    #[serde(default)]
    pub undecided: u32,
    /// The person who takes care of the ticket, or will; none for families.
    #[serde(default)]
    pub assignee: Option<PersonRef>,
}

impl fmt::Debug for InboxRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboxRow")
            .field("key", &self.key)
            .field("status", &self.status)
            .field("unread", &self.unread)
            .field("unsent", &self.unsent)
            .finish_non_exhaustive()
    }
}
