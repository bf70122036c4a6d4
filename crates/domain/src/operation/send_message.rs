//! A guardian or a member of the channel writes (rules 3, 4, 20).

use super::{Deciding, Decision, Facts, FreshIds};
use crate::entry::{EntryKind, Seq};
use crate::ids::EntryId;
use crate::moment::Moment;
use crate::permission::Action;
use crate::person::{Actor, Side};
use crate::rejection::Rejection;
use crate::text::MessageText;
use crate::ticket::{Status, Ticket, TicketEvent};

/// What the sender says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendMessage {
    /// Chosen by the client.
    pub entry_id: EntryId,
    /// The words.
    pub text: MessageText,
    /// The sender's clock.
    pub written_at: Moment,
    /// Newest entry the sender had on the screen; none when the check below is waived.
    pub seen: Option<Seq>,
}

/// `colleague_answered_at`: newest message of another staff member, if any.
///
/// Staff are refused in a finished ticket, and when a colleague answered after what they had seen: the finish is said
/// first, because sending anyway would not help against it. A family's message into a finished ticket opens the next
/// one by itself.
pub fn send_message(
    facts: &Facts,
    message: SendMessage,
    colleague_answered_at: Option<Seq>,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Write)?;
    let side = facts.actor.side();
    let status = facts.conversation.ticket.status;
    if side == Side::School
        && status != Status::Finished
        && let (Some(answered), Some(seen)) = (colleague_answered_at, message.seen)
        && answered > seen
    {
        return Err(Rejection::AnsweredMeanwhile);
    }
    let mut deciding = Deciding::new(facts, message.written_at, ids);
    match (status, side) {
        (Status::Finished, Side::School) => return Err(Rejection::TicketFinished),
        (Status::Finished, Side::Family) => open_next_ticket(&mut deciding),
        (Status::Pending | Status::InProgress, side) => write_in_ticket(&mut deciding, side)?,
    }
    deciding.add_message(message.entry_id, EntryKind::Message { text: message.text });
    Ok(deciding.done())
}

pub(super) fn write_in_ticket(deciding: &mut Deciding<'_>, side: Side) -> Result<(), Rejection> {
    let mut ticket = deciding.conversation.ticket.clone();
    let before = ticket.clone();
    let changed = ticket
        .apply(TicketEvent::Wrote(side), deciding.actor.person_id, deciding.now)
        .map_err(|_finished| Rejection::TicketFinished)?;
    if ticket != before {
        deciding.set_ticket(ticket);
    }
    if let Some(status) = changed {
        deciding.add_event(EntryKind::StatusChanged { status, opened: false });
    }
    Ok(())
}

/// The next ticket, opened by the actor writing; its first event stands before the message.
pub(super) fn open_next_ticket(deciding: &mut Deciding<'_>) {
    let ticket = next_ticket(deciding);
    let status = ticket.status;
    deciding.set_ticket(ticket);
    deciding.add_event(EntryKind::StatusChanged { status, opened: true });
}

fn next_ticket(deciding: &Deciding<'_>) -> Ticket {
    let Actor { person_id, .. } = deciding.actor;
    let number = deciding.conversation.ticket.number + 1;
    Ticket::opened(deciding.ids.ticket, number, person_id, deciding.actor.side(), deciding.now)
}

#[cfg(test)]
mod tests;
