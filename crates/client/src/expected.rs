//! The ticket as it is expected to be once my queued items are sent.

use std::borrow::Cow;

use conversas_domain::ids::{EntityId, PersonId, TicketId};
use conversas_domain::person::Side;
use conversas_domain::ticket::{Status, Ticket, TicketEvent};
use conversas_protocol::{AssignTicket, FinishTicket, Op};
use uuid::Uuid;

use crate::outbox::OutboxItem;

/// What is expected of a ticket once my queued items are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected<'a> {
    /// The current ticket. One that a queued start will open carries [`UNNAMED`].
    pub(crate) ticket: Cow<'a, Ticket>,
    /// By staff: the family does not wait any more for what the server knows of, because it is answered, or finished.
    pub(crate) ends_the_wait: bool,
}

/// The identifier of a ticket that a queued start will open: the server has no name for it yet.
pub(crate) const UNNAMED: Uuid = Uuid::nil();

impl Expected<'_> {
    /// Whether a queued start will open the ticket.
    pub(crate) fn is_new(&self) -> bool {
        self.ticket.id.uuid() == UNNAMED
    }
}

/// Queued starts, finishes and assignments count; a queued answer does not make a ticket InProgress before the server
/// says so. `me`: who wrote the items.
pub(crate) fn expected<'a>(
    ticket: &'a Ticket,
    items: &[OutboxItem],
    (me, side): (PersonId, Side),
) -> Expected<'a> {
    let mut expected = Expected { ticket: Cow::Borrowed(ticket), ends_the_wait: false };
    for item in items.iter().filter(|item| item.is_expected()) {
        expected.ends_the_wait |= side == Side::School && item.is_for_everybody();
        let Ticket { id, number, status, .. } = *expected.ticket;
        match &item.op {
            Op::StartTicket(_) if status == Status::Finished => {
                let unnamed = TicketId::from_uuid(UNNAMED);
                let opened = Ticket::opened(unnamed, number + 1, me, side, item.written_at);
                expected.ticket = Cow::Owned(opened);
            }
            Op::FinishTicket(FinishTicket { ticket_id, .. }) if *ticket_id == id => {
                // Finishing what is finished changes nothing.
                let finished = expected.ticket.to_mut().apply(TicketEvent::Finished, me, item.written_at);
                expected.ends_the_wait |= finished.is_ok();
            }
            Op::AssignTicket(AssignTicket { ticket_id, person_id, .. })
                if *ticket_id == id && status != Status::Finished =>
            {
                expected.ticket.to_mut().assignee = *person_id;
            }
            _ => {}
        }
    }
    expected
}

#[cfg(test)]
mod tests;
