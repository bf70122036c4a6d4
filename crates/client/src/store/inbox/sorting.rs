//! The statements of each order, and the values that a page begins after. Each order has its index per cell
//! and per list.

use conversas_domain::ids::EntityId;
use conversas_domain::inbox::{Order, RowKey};
use rusqlite::types::Value;

/// A cell's rows after `?4`, `?5` and the identifier `?6`; an order leaves out values that it is not sorted
/// by. [`Bound`] says what the values are.
pub(super) fn scan(order: Order) -> &'static str {
    match order {
        Order::Waiting => {
            "SELECT rank, time, conversation_id, activity, student, student_id, names FROM inbox
             WHERE list = ?1 AND status = ?2 AND involvement = ?3
                 AND (rank, time, conversation_id) > (?4, ?5, ?6)
             ORDER BY rank, time, conversation_id"
        }
        Order::Newest => {
            "SELECT rank, time, conversation_id, activity, student, student_id, names
             FROM inbox INDEXED BY inbox_cell_by_activity
             WHERE list = ?1 AND status = ?2 AND involvement = ?3
                 AND (activity, conversation_id) < (?5, ?6)
             ORDER BY activity DESC, conversation_id DESC"
        }
        Order::Oldest => {
            "SELECT rank, time, conversation_id, activity, student, student_id, names
             FROM inbox INDEXED BY inbox_cell_by_activity
             WHERE list = ?1 AND status = ?2 AND involvement = ?3
                 AND (activity, conversation_id) > (?5, ?6)
             ORDER BY activity, conversation_id"
        }
        Order::Student => {
            "SELECT rank, time, conversation_id, activity, student, student_id, names
             FROM inbox INDEXED BY inbox_cell_by_student
             WHERE list = ?1 AND status = ?2 AND involvement = ?3
                 AND (student, conversation_id) > (?4, ?6)
             ORDER BY student, conversation_id"
        }
    }
}

/// The conversation at place `?3` of a list's admitted cells `?2`, counted from its top, and from its end.
pub(super) fn place(order: Order) -> (&'static str, &'static str) {
    match order {
        Order::Waiting => (
            "SELECT conversation_id FROM inbox INDEXED BY inbox_in_order
             WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
             ORDER BY rank, time, conversation_id LIMIT 1 OFFSET ?3",
            "SELECT conversation_id FROM inbox INDEXED BY inbox_in_order
             WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
             ORDER BY rank DESC, time DESC, conversation_id DESC LIMIT 1 OFFSET ?3",
        ),
        Order::Newest => (BY_ACTIVITY_DOWN, BY_ACTIVITY_UP),
        Order::Oldest => (BY_ACTIVITY_UP, BY_ACTIVITY_DOWN),
        Order::Student => (
            "SELECT conversation_id FROM inbox INDEXED BY inbox_by_student
             WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
             ORDER BY student, conversation_id LIMIT 1 OFFSET ?3",
            "SELECT conversation_id FROM inbox INDEXED BY inbox_by_student
             WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
             ORDER BY student DESC, conversation_id DESC LIMIT 1 OFFSET ?3",
        ),
    }
}

const BY_ACTIVITY_UP: &str = "SELECT conversation_id FROM inbox INDEXED BY inbox_by_activity
    WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
    ORDER BY activity, conversation_id LIMIT 1 OFFSET ?3";

const BY_ACTIVITY_DOWN: &str = "SELECT conversation_id FROM inbox INDEXED BY inbox_by_activity
    WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
    ORDER BY activity DESC, conversation_id DESC LIMIT 1 OFFSET ?3";

/// The values that a scan begins after. A value that an order does not use is 0.
pub(super) struct Bound {
    /// The rank, or the student's name.
    pub(super) first: Value,
    /// The time, or the activity.
    pub(super) second: i64,
    /// The conversation.
    pub(super) id: Vec<u8>,
}

/// Answers the values before every row, or those of this row.
pub(super) fn bound(order: Order, after: Option<&RowKey>) -> Bound {
    let number = |number: i64| Value::Integer(number);
    let Some(key) = after else {
        return match order {
            Order::Waiting => Bound { first: number(-1), second: 0, id: Vec::new() },
            // The value is above all identifiers, in length and bytes.
            Order::Newest => Bound { first: number(0), second: i64::MAX, id: vec![u8::MAX; 17] },
            Order::Oldest => Bound { first: number(0), second: i64::MIN, id: Vec::new() },
            Order::Student => Bound { first: Value::Text(String::new()), second: 0, id: Vec::new() },
        };
    };
    let id = key.inbox.conversation_id.uuid().as_bytes().to_vec();
    match order {
        Order::Waiting => Bound { first: number(i64::from(key.inbox.rank)), second: key.inbox.time, id },
        Order::Newest | Order::Oldest => Bound { first: number(0), second: key.activity.0, id },
        Order::Student => Bound { first: Value::Text(key.student.clone()), second: 0, id },
    }
}
