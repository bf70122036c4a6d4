//! The order of an inbox (rule 7): Pending first, longest wait on top; then newest activity.

use serde::{Deserialize, Serialize};

use crate::ids::ConversationId;
use crate::moment::Moment;
use crate::ticket::{Status, Ticket};

/// Sorts rows ascending; total, so that pages can continue after any row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InboxKey {
    /// 0 for Pending, 1 for the rest.
    pub rank: u8,
    /// Pending: milliseconds of the oldest unanswered message. Else: minus those of the last activity.
    pub time: i64,
    /// Breaks ties.
    pub conversation_id: ConversationId,
}

/// The key of a conversation in a staff inbox.
pub fn staff_key(id: ConversationId, ticket: &Ticket, last_activity: Moment) -> InboxKey {
    match ticket.status {
        Status::Pending => InboxKey {
            rank: 0,
            time: ticket.waiting_since.unwrap_or(last_activity).0,
            conversation_id: id,
        },
        Status::InProgress | Status::Finished => family_key(id, last_activity),
    }
}

/// The key of a conversation in a family's list: newest activity first.
pub fn family_key(id: ConversationId, last_activity: Moment) -> InboxKey {
    InboxKey { rank: 1, time: -last_activity.0, conversation_id: id }
}
