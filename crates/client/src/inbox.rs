//! What is asked about a list, and the counts of one.

use std::fmt;

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::StudentId;
use conversas_domain::inbox::{Order, RowKey};

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
