//! The state that a ticket is expected to have once queued items are sent.

use conversas_domain::ids::PersonId;
use conversas_domain::person::Side;
use conversas_domain::ticket::{Status, Ticket};
use conversas_protocol::{AssignTicket, FinishTicket, Op};

use crate::outbox::OutboxItem;

/// The expected state of a ticket once queued items are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) status: Status,
    /// The ticket will be opened by a queued start: the server has no identifier for it yet.
    pub(crate) is_new: bool,
    pub(crate) assignee: Option<PersonId>,
    /// Staff have a queued answer or finish: the family no longer waits for what the server knows of.
    pub(crate) ends_the_wait: bool,
}

/// Answers the expected state: queued starts, finishes and assignments count; a queued answer does not make a
/// ticket InProgress before the server says so.
pub(crate) fn expected(ticket: &Ticket, items: &[OutboxItem], side: Side) -> Expected {
    let mut expected =
        Expected { status: ticket.status, is_new: false, assignee: ticket.assignee, ends_the_wait: false };
    for item in items.iter().filter(|item| item.is_expected()) {
        expected.ends_the_wait |= side == Side::School && item.is_for_everybody();
        match &item.op {
            Op::StartTicket(_) if expected.status == Status::Finished => {
                let status = match side {
                    Side::Family => Status::Pending,
                    Side::School => Status::InProgress,
                };
                expected = Expected { status, is_new: true, assignee: None, ..expected };
            }
            Op::FinishTicket(FinishTicket { ticket_id: finished, .. })
                if *finished == ticket.id && !expected.is_new =>
            {
                expected.status = Status::Finished;
                expected.ends_the_wait = true;
            }
            Op::AssignTicket(AssignTicket { ticket_id: assigned, person_id, .. })
                if *assigned == ticket.id && expected.status != Status::Finished && !expected.is_new =>
            {
                expected.assignee = *person_id;
            }
            _ => {}
        }
    }
    expected
}
