//! The order of an inbox (rule 7): Pending by longest wait, then the families that wait in InProgress by longest wait,
//! then newest activity. A person can choose another [`Order`].

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::ids::ConversationId;
use crate::moment::Moment;
use crate::ticket::{Status, Ticket};

/// Sorts rows ascending by [`Order::Waiting`]; total, so that pages can continue after any row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InboxKey {
    /// The rank: below [`RESTING`] while the family waits (0 in a Pending ticket, 1 in one InProgress).
    pub rank: u8,
    /// The time by which rows of one rank are sorted. While the family waits: milliseconds of the oldest
    /// unanswered message. Else: minus those of the last activity.
    pub time: i64,
    /// The conversation, which breaks ties.
    pub conversation_id: ConversationId,
}

/// The rank of conversations in which nobody waits for the school.
pub const RESTING: u8 = 2;

/// Answers since when the family waits for the school (rule 7): since its first unanswered message, or since
/// the forward that brought it here. None when nobody waits. `is_being_answered`: the reader's own answer or
/// finish is on its way and ends the wait, whatever else the server says by then.
pub fn waiting(ticket: &Ticket, is_being_answered: bool) -> Option<Moment> {
    match ticket.status {
        Status::Pending | Status::InProgress => ticket.waiting_since.filter(|_| !is_being_answered),
        Status::Finished => None,
    }
}

/// The key of a conversation in a staff inbox. `waiting`: what [`waiting`] says.
pub fn staff_key(
    id: ConversationId,
    status: Status,
    waiting: Option<Moment>,
    last_activity: Moment,
) -> InboxKey {
    let rank = match status {
        Status::Pending => 0,
        Status::InProgress | Status::Finished => 1,
    };
    match waiting {
        Some(since) => InboxKey { rank, time: since.0, conversation_id: id },
        None => family_key(id, last_activity),
    }
}

/// The key of a conversation in a family's list: newest activity first.
pub fn family_key(id: ConversationId, last_activity: Moment) -> InboxKey {
    InboxKey { rank: RESTING, time: last_activity.0.saturating_neg(), conversation_id: id }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// "Maior espera": as [`InboxKey`] sorts. In a family's list nobody waits, so that it is the same as newest.
    #[default]
    Waiting,
    /// "Mais recentes": newest activity first.
    Newest,
    /// "Mais antigas": oldest activity first.
    Oldest,
    /// "Aluno": by the student's name.
    Student,
}

/// Everything that places a row, in whatever order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowKey {
    /// The row's place by longest wait.
    pub inbox: InboxKey,
    /// The moment of the last activity.
    pub activity: Moment,
    /// The student's name, folded as a search folds it.
    pub student: String,
}

/// Leaves out the name, which is somebody's (rule 22).
impl std::fmt::Debug for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RowKey")
            .field("inbox", &self.inbox)
            .field("activity", &self.activity)
            .finish_non_exhaustive()
    }
}

impl RowKey {
    /// Whether the family waits for the school.
    pub fn waits(&self) -> bool {
        self.inbox.rank < RESTING
    }
}

impl Order {
    /// The order of two rows. Total: only a row itself is equal to it.
    pub fn compare(self, a: &RowKey, b: &RowKey) -> Ordering {
        let activity = |key: &RowKey| (key.activity, key.inbox.conversation_id);
        match self {
            Order::Waiting => a.inbox.cmp(&b.inbox),
            Order::Newest => activity(b).cmp(&activity(a)),
            Order::Oldest => activity(a).cmp(&activity(b)),
            Order::Student => {
                (&a.student, a.inbox.conversation_id).cmp(&(&b.student, b.inbox.conversation_id))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::{conversation, id};

    fn key(number: u128, status: Status, waiting: Option<i64>, activity: i64) -> InboxKey {
        let mut ticket = conversation(status).ticket;
        ticket.waiting_since = waiting.map(Moment);
        staff_key(id(number), status, super::waiting(&ticket, false), Moment(activity))
    }

    fn sorted(mut keys: Vec<InboxKey>) -> Vec<u128> {
        keys.sort();
        keys.iter().map(|key| crate::ids::EntityId::uuid(key.conversation_id).as_u128()).collect()
    }

    #[test]
    fn pending_comes_first_then_who_waits_in_progress_then_the_rest_by_newest_activity() {
        let keys = vec![
            key(1, Status::Finished, None, 900),
            key(2, Status::Pending, Some(300), 300),
            key(3, Status::InProgress, None, 800),
            key(4, Status::Pending, Some(100), 950),
            key(5, Status::InProgress, Some(50), 60),
            key(6, Status::InProgress, Some(40), 50),
        ];
        assert_eq!(sorted(keys), [4, 2, 6, 5, 1, 3]);
    }

    #[test]
    fn nobody_waits_in_a_finished_ticket_nor_while_an_answer_is_on_its_way() {
        let mut ticket = conversation(Status::Pending).ticket;
        assert_eq!(super::waiting(&ticket, false), ticket.waiting_since);
        assert_eq!(super::waiting(&ticket, true), None);
        ticket.status = Status::Finished;
        assert_eq!(super::waiting(&ticket, false), None);
    }

    #[test]
    fn a_person_chooses_the_order() {
        let row = |number, status, waiting, activity, student: &str| RowKey {
            inbox: key(number, status, waiting, activity),
            activity: Moment(activity),
            student: student.to_owned(),
        };
        let rows = [
            row(1, Status::Pending, Some(10), 10, "theo"),
            row(2, Status::InProgress, None, 30, "alice"),
            row(3, Status::InProgress, Some(20), 20, "bento"),
        ];
        let by = |order: Order| {
            let mut rows = rows.to_vec();
            rows.sort_by(|a, b| order.compare(a, b));
            sorted_as_they_are(&rows)
        };
        assert_eq!(by(Order::Waiting), [1, 3, 2]);
        assert_eq!(by(Order::Newest), [2, 3, 1]);
        assert_eq!(by(Order::Oldest), [1, 3, 2]);
        assert_eq!(by(Order::Student), [2, 3, 1]);
        assert_eq!(rows.iter().map(RowKey::waits).collect::<Vec<_>>(), [true, false, true]);
    }

    fn sorted_as_they_are(rows: &[RowKey]) -> Vec<u128> {
        let number = |row: &RowKey| crate::ids::EntityId::uuid(row.inbox.conversation_id).as_u128();
        rows.iter().map(number).collect()
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
