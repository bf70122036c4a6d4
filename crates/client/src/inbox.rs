//! Rows and pages of a list, as the interface gets them.

use std::fmt;

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, ConversationId, StudentId};
use conversas_domain::inbox::{Order, RowKey};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_protocol::{FileGlimpse, PersonRef};
use serde::{Deserialize, Serialize};

use crate::list::List;

/// The request for a page of a list.
#[derive(Clone, PartialEq)]
pub struct InboxQuery {
    /// The list.
    pub list: List,
    /// The filter of the school's side; a family's list ignores it.
    pub filter: InboxFilter,
    /// Beginnings of words in the guardians' and the student's names; empty: all.
    pub name: String,
    /// The student whom all conversations of the page are about; none: any.
    pub student_id: Option<StudentId>,
    /// The order of the rows.
    pub order: Order,
    /// The row after which the page continues; none: the page begins at the top.
    pub after: Option<RowKey>,
    /// The number of rows to leave out after that row: for jumps into the middle of the list.
    pub skip: u32,
    /// The most rows of the page.
    pub limit: u32,
}

/// Leaves out the name, which may be somebody's.
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

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxPage {
    /// The rows, in order.
    pub rows: Vec<InboxRow>,
    /// More rows follow.
    pub more: bool,
    /// Numbers for the whole list.
    pub counts: InboxCounts,
    /// The whole list is on this device: what is not here does not exist.
    pub is_whole: bool,
}

/// Numbers for the whole list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InboxCounts {
    /// Conversations that match filter, name and student. With a name at most [`COUNTED_BY_NAME`] are
    /// counted.
    pub matching: u32,
    /// Conversations of the filter, whatever the name, in which the family waits for the school.
    pub waiting: u32,
    /// Conversations in the list.
    pub total: u32,
    /// Conversations per status, under the current type filter.
    pub by_status: [u32; 3],
    /// Conversations with something unread.
    pub unread: u32,
}

/// The most matches that are counted with a name.
pub const COUNTED_BY_NAME: u32 = 1_000;

/// The counts of a list: what is left to do in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListSummary {
    /// The list.
    pub list: List,
    /// The list is the reader's own, or of a channel that they belong to; not one that an administrator only
    /// looks into.
    pub is_own: bool,
    /// Conversations in which the family waits for the school.
    pub waiting: u32,
    /// Conversations with something unread.
    pub unread: u32,
}

/// One conversation in a list: stored ready to read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxRow {
    /// The conversation's identifier.
    pub id: ConversationId,
    /// The row's place, in every order.
    pub key: RowKey,
    /// The conversation's channel.
    pub channel_id: ChannelId,
    /// The guardians' names, the starter first.
    pub guardians: Vec<String>,
    /// For a guardian: the names of the other guardians who take part. Empty for staff.
    pub others: Vec<String>,
    /// For a guardian: whether another conversation of theirs is with the same channel about the same
    /// student.
    #[serde(skip)]
    pub has_twin: bool,
    /// The student's name.
    pub student: String,
    /// The student's class group.
    pub class_group: String,
    /// The status of the current ticket.
    pub status: Status,
    /// The moment since when the family waits for the school; none once an answer of this person is on its
    /// way, and for families.
    pub waiting_since: Option<Moment>,
    /// The moment of the last activity.
    pub last_activity: Moment,
    /// The newest message, including this person's own that waits.
    pub preview: Option<PreviewLine>,
    /// Messages the reader has still to act on.
    pub unread: u32,
    /// The words in the composer.
    pub draft: String,
    /// The number of files that are chosen here and not sent.
    #[serde(default)]
    pub draft_files: u32,
    /// The number of this person's items that wait, are blocked or failed.
    pub unsent: u32,
    /// The number of those items that are blocked or failed: they need a decision.
    #[serde(default)]
    pub undecided: u32,
    /// The person who takes care of the ticket, or will after a queued assignment; none for families.
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

/// The newest message of a row.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// The author's name.
    pub author: String,
    /// The message is the reader's own.
    pub is_mine: bool,
    /// The side that the message came from.
    pub side: Side,
    /// The beginning of the message, or a file's name.
    pub text: String,
    /// The kind of the file, and how long a voice message is; none for words.
    #[serde(default)]
    pub file: Option<FileGlimpse>,
    /// Whether the author only forwarded the message from another channel.
    #[serde(default)]
    pub is_forwarded: bool,
}
