//! Everything about a conversation but its thread.

use std::fmt;

use conversas_domain::ids::TicketId;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_protocol::{ConversationView, Op};

use crate::outbox::{OutboxItem, OutboxState};

/// A conversation as it is shown.
#[derive(Clone)]
pub struct ConversationDetail {
    /// What the server knows, or what was made here.
    pub view: ConversationView,
    /// Where the current ticket stands; with a start or a finish of mine still queued, what it will be.
    pub status: Status,
    /// What stands in the composer.
    pub draft: String,
    /// The reader may write here.
    pub can_write: bool,
    /// The reader may finish the current ticket.
    pub can_finish: bool,
    /// Messages not read.
    pub unread: u32,
}

impl fmt::Debug for ConversationDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConversationDetail").field("id", &self.view.id).finish_non_exhaustive()
    }
}

/// What is expected of a ticket once my queued items are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) status: Status,
    /// The ticket is one that a queued start will open: the server has no name for it yet.
    pub(crate) is_new: bool,
}

/// Queued starts and finishes count; a queued answer does not make a ticket InProgress before the server says so.
pub(crate) fn expected(ticket_id: TicketId, status: Status, items: &[OutboxItem], side: Side) -> Expected {
    let mut expected = Expected { status, is_new: false };
    let open = items.iter().filter(|item| !item.arrived);
    for item in open.filter(|item| matches!(item.state, OutboxState::Queued | OutboxState::Sent)) {
        match &item.op {
            Op::StartTicket { .. } if expected.status == Status::Finished => {
                let status = match side {
                    Side::Family => Status::Pending,
                    Side::School => Status::InProgress,
                };
                expected = Expected { status, is_new: true };
            }
            Op::FinishTicket { ticket_id: finished, .. } if *finished == ticket_id && !expected.is_new => {
                expected.status = Status::Finished;
            }
            _ => {}
        }
    }
    expected
}
