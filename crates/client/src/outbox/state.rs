//! The states of an outbox row and the one function that changes them.
//!
//! "Enviando" is not stored: the worker knows what is on its way. So a crash needs no repair: such a row is still
//! queued, and its repeat carries the same `op_id`, which the server answers with the stored receipt.

use conversas_domain::person::Side;
use conversas_domain::rejection::Rejection;
use conversas_view::BlockedReason;
use serde::{Deserialize, Serialize};

/// The state of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum OutboxState {
    /// The row is to be sent.
    Queued,
    /// The row needs a decision; the rest of its conversation waits, unless the row waits for the plan.
    Blocked {
        /// The reason.
        reason: BlockedReason,
    },
    /// The row will never work as it is; the rest of its conversation waits.
    Failed {
        /// The reason.
        reason: Rejection,
    },
    /// The server has committed the row, which is kept until its effect came by sync.
    Sent,
}

/// An event in a row's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutboxEvent {
    /// The server committed the operation.
    Applied,
    /// The server refused the operation.
    Rejected(Rejection),
    /// The row waited too long to be sent without asking.
    Aged,
    /// Something between this device and the server answered for it again and again, while other requests
    /// arrived.
    NotLetThrough,
    /// The person wants the row sent after all.
    Resubmitted,
}

impl OutboxState {
    /// Whether the server never answered to the row: a repeat is the same operation, in case the server has
    /// it after all.
    pub(crate) fn is_unanswered(self) -> bool {
        matches!(self, OutboxState::Blocked { reason: BlockedReason::Old | BlockedReason::NotLetThrough })
    }

    /// Whether later rows of the conversation go on.
    pub(crate) fn lets_pass(self) -> bool {
        matches!(self, OutboxState::Sent | OutboxState::Blocked { reason: BlockedReason::NotInPlan })
    }

    /// The state after an event. A row that is done or not queued ignores late answers to earlier attempts.
    pub(crate) fn after(self, event: OutboxEvent, side: Side) -> OutboxState {
        match (self, event) {
            (OutboxState::Queued, OutboxEvent::Applied) => OutboxState::Sent,
            (OutboxState::Queued, OutboxEvent::Rejected(reason)) => refused(reason, side),
            (OutboxState::Queued, OutboxEvent::Aged) => OutboxState::Blocked { reason: BlockedReason::Old },
            (OutboxState::Queued, OutboxEvent::NotLetThrough) => {
                OutboxState::Blocked { reason: BlockedReason::NotLetThrough }
            }
            (OutboxState::Blocked { .. } | OutboxState::Failed { .. }, OutboxEvent::Resubmitted) => {
                OutboxState::Queued
            }
            (
                state @ (OutboxState::Blocked { .. } | OutboxState::Failed { .. }),
                OutboxEvent::Applied
                | OutboxEvent::Rejected(_)
                | OutboxEvent::Aged
                | OutboxEvent::NotLetThrough,
            )
            | (state @ OutboxState::Queued, OutboxEvent::Resubmitted)
            | (
                state @ OutboxState::Sent,
                OutboxEvent::Applied
                | OutboxEvent::Rejected(_)
                | OutboxEvent::Aged
                | OutboxEvent::NotLetThrough
                | OutboxEvent::Resubmitted,
            ) => state,
        }
    }
}

fn refused(reason: Rejection, side: Side) -> OutboxState {
    match (reason, side) {
        (Rejection::TicketFinished, Side::School) => {
            OutboxState::Blocked { reason: BlockedReason::TicketFinished }
        }
        (Rejection::AnsweredMeanwhile, _) => {
            OutboxState::Blocked { reason: BlockedReason::AnsweredMeanwhile }
        }
        (Rejection::AudienceGrew, _) => OutboxState::Blocked { reason: BlockedReason::AudienceGrew },
        (Rejection::NotInPlan, _) => OutboxState::Blocked { reason: BlockedReason::NotInPlan },
        _ => OutboxState::Failed { reason },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_staff_message_into_a_finished_ticket_asks_and_one_of_a_family_fails() {
        let event = OutboxEvent::Rejected(Rejection::TicketFinished);
        let staff = OutboxState::Queued.after(event, Side::School);
        assert_eq!(staff, OutboxState::Blocked { reason: BlockedReason::TicketFinished });
        let family = OutboxState::Queued.after(event, Side::Family);
        assert_eq!(family, OutboxState::Failed { reason: Rejection::TicketFinished });
    }

    #[test]
    fn only_a_decision_brings_a_blocked_row_back() {
        let blocked = OutboxState::Blocked { reason: BlockedReason::AnsweredMeanwhile };
        assert_eq!(blocked.after(OutboxEvent::Applied, Side::School), blocked);
        assert_eq!(blocked.after(OutboxEvent::Resubmitted, Side::School), OutboxState::Queued);
    }

    #[test]
    fn what_is_sent_stays_sent() {
        let refused = OutboxEvent::Rejected(Rejection::NotFound);
        for event in [OutboxEvent::Applied, OutboxEvent::Resubmitted, OutboxEvent::Aged, refused] {
            assert_eq!(OutboxState::Sent.after(event, Side::Family), OutboxState::Sent);
        }
    }
}
