//! The plan of sending: which rows may go now. Pure, so that the order is tested without sending.
//!
//! Per target one row at a time, in order; a blocked or failed row holds what comes after it, unless it only
//! waits for the plan. Read marks go beside that order: nothing waits for a read mark, and a read mark waits
//! for the one before it and until nothing else is to be sent. Files take long: there is always room for
//! words beside them.

use std::collections::HashSet;

use conversas_domain::target::Target;

use super::state::OutboxState;

/// The most read marks on their way at a time, so that there is always room for what somebody wrote.
const MARKS: usize = 2;

/// The part of a row that the plan looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) n: i64,
    pub(crate) target: Target,
    pub(crate) state: OutboxState,
    pub(crate) is_mark: bool,
    pub(crate) is_file: bool,
    /// Whether the operation says who takes care of a ticket.
    pub(crate) is_assignment: bool,
}

/// The room for rows that may be begun.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// The number of rows of any kind.
    pub(crate) rows: usize,
    /// The number of those rows that may be files.
    pub(crate) files: usize,
}

/// Answers the rows to send now: at most what there is `room` for, none whose target has a row of the same
/// kind on its way. Acts of people come first, oldest first; then read marks. `rows` are in order of `n`;
/// `in_flight` holds targets, and whether the row is a read mark.
pub(crate) fn plan(rows: &[Candidate], in_flight: &HashSet<(Target, bool)>, room: Room) -> Vec<i64> {
    let mut closed = in_flight.clone();
    let mut chosen = Vec::new();
    let marks = in_flight.iter().filter(|(_, is_mark)| *is_mark).count();
    fill(&mut chosen, &mut closed, rows.iter().filter(|row| !row.is_mark), room);
    let rows_left = room.rows.min(chosen.len() + MARKS.saturating_sub(marks));
    let room = Room { rows: rows_left, ..room };
    fill(&mut chosen, &mut closed, rows.iter().filter(|row| row.is_mark), room);
    chosen
}

fn fill<'r>(
    chosen: &mut Vec<i64>,
    closed: &mut HashSet<(Target, bool)>,
    rows: impl Iterator<Item = &'r Candidate>,
    room: Room,
) {
    let mut files = 0;
    for row in rows {
        if chosen.len() >= room.rows {
            break;
        }
        let lane = (row.target, row.is_mark);
        match row.state {
            state if state.lets_pass() => {}
            OutboxState::Sent | OutboxState::Blocked { .. } | OutboxState::Failed { .. } => {
                closed.insert(lane);
            }
            OutboxState::Queued => {
                let fits = !row.is_file || files < room.files;
                if closed.insert(lane) && fits {
                    files += usize::from(row.is_file);
                    chosen.push(row.n);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use conversas_domain::ids::{ChannelId, ConversationId, EntityId};
    use conversas_domain::rejection::Rejection;
    use conversas_view::BlockedReason;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn conversation(number: u8) -> Target {
        ConversationId::from_uuid(Uuid::from_u128(u128::from(number))).into()
    }

    fn row(n: i64, number: u8, state: OutboxState, is_mark: bool) -> Candidate {
        Candidate { n, target: conversation(number), state, is_mark, is_file: false, is_assignment: false }
    }

    fn room(rows: usize) -> Room {
        Room { rows, files: 2 }
    }

    const HELD: OutboxState = OutboxState::Blocked { reason: BlockedReason::NotInPlan };
    const FAILED: OutboxState = OutboxState::Failed { reason: Rejection::NotFound };

    #[test]
    fn conversations_go_side_by_side_and_each_in_order() {
        let q = OutboxState::Queued;
        let rows = [row(1, 1, q, false), row(2, 1, q, false), row(3, 2, q, false)];
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [1, 3]);
        assert_eq!(plan(&rows, &HashSet::from([(conversation(1), false)]), room(4)), [3]);
    }

    #[test]
    fn a_failed_row_holds_its_conversation_but_not_its_read_mark() {
        let rows = [
            row(1, 1, FAILED, false),
            row(2, 1, OutboxState::Queued, false),
            row(3, 1, OutboxState::Queued, true),
        ];
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [3]);
    }

    #[test]
    fn a_channel_is_a_row_of_its_own_and_goes_in_order_too() {
        let q = OutboxState::Queued;
        let channel = ChannelId::from_uuid(Uuid::from_u128(1)).into();
        let of_channel = |n, state| Candidate { target: channel, ..row(n, 1, state, false) };
        let rows = [of_channel(1, q), of_channel(2, q), row(3, 1, q, false)];
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [1, 3], "whatever number it shares");
        assert_eq!(plan(&rows[1..], &HashSet::from([(channel, false)]), room(4)), [3]);
    }

    #[test]
    fn a_sent_row_is_out_of_the_way() {
        let rows = [row(1, 1, OutboxState::Sent, false), row(2, 1, OutboxState::Queued, false)];
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [2]);
    }

    #[test]
    fn an_answer_goes_before_read_marks_that_are_older() {
        let q = OutboxState::Queued;
        let rows = [row(1, 1, q, true), row(2, 2, q, true), row(3, 3, q, true), row(4, 1, q, false)];
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [4, 1, 2]);
        assert_eq!(plan(&rows, &HashSet::new(), room(1)), [4]);
    }

    #[test]
    fn read_marks_leave_room_for_an_answer() {
        let q = OutboxState::Queued;
        let rows: Vec<_> = (1..=9).map(|number| row(i64::from(number), number, q, true)).collect();
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [1, 2]);
        let in_flight = HashSet::from([(conversation(1), true)]);
        assert_eq!(plan(&rows, &in_flight, room(3)), [2]);
    }

    #[test]
    fn what_waits_for_the_plan_holds_nothing() {
        let rows = [row(1, 1, HELD, false), row(2, 1, OutboxState::Queued, false)];
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [2]);
    }

    #[test]
    fn files_leave_room_for_words_and_keep_their_place_before_them() {
        let file = |n, number| Candidate { is_file: true, ..row(n, number, OutboxState::Queued, false) };
        let words = |n, number| row(n, number, OutboxState::Queued, false);
        let rows = [file(1, 1), file(2, 2), file(3, 3), words(4, 3), words(5, 4)];
        assert_eq!(plan(&rows, &HashSet::new(), room(4)), [1, 2, 5]);
        let busy = Room { rows: 2, files: 0 };
        assert_eq!(plan(&rows, &HashSet::from([(conversation(1), false)]), busy), [5]);
    }

    fn any_state() -> impl Strategy<Value = OutboxState> {
        prop_oneof![Just(OutboxState::Queued), Just(OutboxState::Sent), Just(FAILED), Just(HELD)]
    }

    proptest! {
        #[test]
        fn nothing_ever_overtakes_in_its_conversation(
            drawn in proptest::collection::vec((0u8..4, any_state(), any::<bool>(), any::<bool>()), 0..40),
            rows_at_once in 0usize..6,
            files_at_once in 0usize..3,
        ) {
            let rows: Vec<_> = drawn
                .iter()
                .zip(1..)
                .map(|((number, state, is_mark, is_file), n)| {
                    Candidate { is_file: *is_file && !is_mark, ..row(n, *number, *state, *is_mark) }
                })
                .collect();
            let room = Room { rows: rows_at_once, files: files_at_once };
            let chosen = plan(&rows, &HashSet::new(), room);
            prop_assert!(chosen.len() <= room.rows);
            let is_chosen_file = |row: &&Candidate| row.is_file && chosen.contains(&row.n);
            prop_assert!(rows.iter().filter(is_chosen_file).count() <= room.files);
            for n in &chosen {
                let it = rows.iter().find(|row| row.n == *n).expect("chosen from the rows");
                prop_assert_eq!(it.state, OutboxState::Queued);
                let earlier_open = rows.iter().any(|row| {
                    row.n < *n
                        && row.target == it.target
                        && row.is_mark == it.is_mark
                        && row.state != OutboxState::Sent
                        && row.state != HELD
                });
                prop_assert!(!earlier_open);
            }
            // Words always go, whatever else waits, fails or is held.
            let words = rows.iter().find(|row| !row.is_mark && !row.is_file && row.state == OutboxState::Queued);
            if let (Some(words), true) = (words, chosen.len() < room.rows) {
                let is_held = rows.iter().any(|row| {
                    row.n < words.n
                        && row.target == words.target
                        && !row.is_mark
                        && !matches!(row.state, OutboxState::Sent | HELD)
                });
                prop_assert!(is_held || chosen.contains(&words.n));
            }
        }
    }
}
