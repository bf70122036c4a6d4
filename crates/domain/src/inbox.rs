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
        Status::Pending => {
            InboxKey { rank: 0, time: ticket.waiting_since.unwrap_or(last_activity).0, conversation_id: id }
        }
        Status::InProgress | Status::Finished => family_key(id, last_activity),
    }
}

/// The key of a conversation in a family's list: newest activity first.
pub fn family_key(id: ConversationId, last_activity: Moment) -> InboxKey {
    InboxKey { rank: 1, time: last_activity.0.saturating_neg(), conversation_id: id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::{conversation, id};

    fn key(number: u128, status: Status, waiting: Option<i64>, activity: i64) -> InboxKey {
        let mut ticket = conversation(status).ticket;
        ticket.waiting_since = waiting.map(Moment);
        staff_key(id(number), &ticket, Moment(activity))
    }

    fn sorted(mut keys: Vec<InboxKey>) -> Vec<u128> {
        keys.sort();
        keys.iter().map(|key| crate::ids::EntityId::uuid(key.conversation_id).as_u128()).collect()
    }

    #[test]
    fn pending_comes_first_by_longest_wait_then_the_rest_by_newest_activity() {
        let keys = vec![
            key(1, Status::Finished, None, 900),
            key(2, Status::Pending, Some(300), 300),
            key(3, Status::InProgress, None, 800),
            key(4, Status::Pending, Some(100), 950),
            key(5, Status::InProgress, Some(50), 999),
        ];
        assert_eq!(sorted(keys), [4, 2, 5, 1, 3]);
    }

    #[test]
    fn new_activity_does_not_shorten_a_wait() {
        let quiet = key(1, Status::Pending, Some(100), 100);
        let busy = key(1, Status::Pending, Some(100), 900);
        assert_eq!(quiet, busy);
    }

    #[test]
    fn a_family_sees_the_newest_activity_first_whatever_the_status() {
        let keys =
            vec![family_key(id(1), Moment(10)), family_key(id(2), Moment(30)), family_key(id(3), Moment(20))];
        assert_eq!(sorted(keys), [2, 3, 1]);
    }

    #[test]
    fn equal_times_are_told_apart() {
        assert_ne!(key(1, Status::Pending, Some(5), 5), key(2, Status::Pending, Some(5), 5));
        assert_ne!(family_key(id(1), Moment(5)), family_key(id(2), Moment(5)));
    }

    #[test]
    fn no_clock_breaks_the_order() {
        let keys = vec![family_key(id(1), Moment(i64::MIN)), family_key(id(2), Moment(i64::MAX))];
        assert_eq!(sorted(keys), [2, 1]);
    }
}
