//! Which rows may be sent now: pure, so that the order of sending is tested without sending.
//!
//! Per conversation one row at a time, in order; a blocked or failed row holds what comes after it. Read marks go
//! beside that order: nothing waits for them and they wait for nothing but each other.

use std::collections::HashSet;

use conversas_domain::ids::ConversationId;

use super::state::OutboxState;

/// What the plan looks at of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) n: i64,
    pub(crate) conversation_id: ConversationId,
    pub(crate) state: OutboxState,
    pub(crate) is_mark: bool,
}

/// Rows to send now, oldest first: at most `room` of them, none whose conversation has one of its kind on its way.
/// `rows` are in order of `n`; `in_flight` holds conversation and whether it is a mark.
pub(crate) fn plan(rows: &[Candidate], in_flight: &HashSet<(ConversationId, bool)>, room: usize) -> Vec<i64> {
    let mut closed = in_flight.clone();
    let mut chosen = Vec::new();
    for row in rows {
        if chosen.len() == room {
            break;
        }
        let lane = (row.conversation_id, row.is_mark);
        match row.state {
            OutboxState::Sent => {}
            OutboxState::Blocked { .. } | OutboxState::Failed { .. } => {
                closed.insert(lane);
            }
            OutboxState::Queued => {
                if closed.insert(lane) {
                    chosen.push(row.n);
                }
            }
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use conversas_domain::ids::EntityId;
    use conversas_domain::rejection::Rejection;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn conversation(number: u8) -> ConversationId {
        ConversationId::from_uuid(Uuid::from_u128(u128::from(number)))
    }

    fn row(n: i64, number: u8, state: OutboxState, is_mark: bool) -> Candidate {
        Candidate { n, conversation_id: conversation(number), state, is_mark }
    }

    const FAILED: OutboxState = OutboxState::Failed { reason: Rejection::NotFound };

    #[test]
    fn conversations_go_side_by_side_and_each_in_order() {
        let q = OutboxState::Queued;
        let rows = [row(1, 1, q, false), row(2, 1, q, false), row(3, 2, q, false)];
        assert_eq!(plan(&rows, &HashSet::new(), 4), [1, 3]);
        assert_eq!(plan(&rows, &HashSet::from([(conversation(1), false)]), 4), [3]);
    }

    #[test]
    fn a_failed_row_holds_its_conversation_but_not_its_read_mark() {
        let rows = [
            row(1, 1, FAILED, false),
            row(2, 1, OutboxState::Queued, false),
            row(3, 1, OutboxState::Queued, true),
        ];
        assert_eq!(plan(&rows, &HashSet::new(), 4), [3]);
    }

    #[test]
    fn a_sent_row_is_out_of_the_way() {
        let rows = [row(1, 1, OutboxState::Sent, false), row(2, 1, OutboxState::Queued, false)];
        assert_eq!(plan(&rows, &HashSet::new(), 4), [2]);
    }

    fn any_state() -> impl Strategy<Value = OutboxState> {
        prop_oneof![Just(OutboxState::Queued), Just(OutboxState::Sent), Just(FAILED)]
    }

    proptest! {
        #[test]
        fn nothing_ever_overtakes_in_its_conversation(
            drawn in proptest::collection::vec((0u8..4, any_state(), any::<bool>()), 0..40),
            room in 0usize..6,
        ) {
            let rows: Vec<_> = drawn
                .iter()
                .zip(1..)
                .map(|((number, state, is_mark), n)| row(n, *number, *state, *is_mark))
                .collect();
            let chosen = plan(&rows, &HashSet::new(), room);
            prop_assert!(chosen.len() <= room);
            for n in &chosen {
                let it = rows.iter().find(|row| row.n == *n).expect("chosen from the rows");
                prop_assert_eq!(it.state, OutboxState::Queued);
                let earlier_open = rows.iter().any(|row| {
                    row.n < *n
                        && row.conversation_id == it.conversation_id
                        && row.is_mark == it.is_mark
                        && row.state != OutboxState::Sent
                });
                prop_assert!(!earlier_open);
            }
        }
    }
}
