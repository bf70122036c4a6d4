//! Queries of a list, and the counts that a list is summed up by.

use std::fmt;

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::StudentId;
use conversas_domain::inbox::{Order, RowKey};

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

/// With a name, no more matches than this are counted.
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
