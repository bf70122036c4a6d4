//! A guardian or a member of the channel writes (rules 3, 4, 20).

use super::{Deciding, Decision, Facts, FreshIds};
use crate::content::Content;
use crate::entry::{EntryKind, Seq};
use crate::ids::{EntryId, TicketId};
use crate::moment::Moment;
use crate::permission::Action;
use crate::person::{Actor, Side};
use crate::rejection::Rejection;
use crate::ticket::{Status, Ticket, TicketEvent};

/// The message that the sender writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendMessage {
    /// The message's identifier, chosen by the client.
    pub entry_id: EntryId,
    /// Words, or a file of the sender that is uploaded.
    pub content: Content,
    /// The sender's clock.
    pub written_at: Moment,
    /// The ticket a staff member wrote for; none is any. A family's message is for whichever is open.
    pub ticket_id: Option<TicketId>,
    /// Newest entry the sender had on the screen; none waives the checks of [`Meanwhile`].
    pub seen: Option<Seq>,
}

/// Events that the sender may not have seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meanwhile {
    /// Newest message of another staff member in the ticket.
    pub colleague_answered: Option<Seq>,
    /// Newest joining of a guardian whom the sender did not add.
    pub guardian_joined: Option<Seq>,
    /// Newest message that anybody else wrote or forwarded here.
    pub others_wrote: Option<Seq>,
}

impl Meanwhile {
    /// Whether a message of somebody else may never have been on the sender's screen.
    pub(super) fn brought_unseen(&self, seen: Option<Seq>) -> bool {
        is_unseen(self.others_wrote, seen)
    }

    /// Whether the sender may not know everybody who will read the message.
    pub(super) fn made_the_audience_grow(&self, seen: Option<Seq>) -> bool {
        is_unseen(self.guardian_joined, seen)
    }
}

fn is_unseen(happened: Option<Seq>, seen: Option<Seq>) -> bool {
    matches!((happened, seen), (Some(happened), Some(seen)) if happened > seen)
}

/// Staff are refused in a finished ticket, also when another one is open by now, and when a colleague answered after
/// what they had seen: the finish is said first, because sending anyway would not help against it. Everybody is asked
/// when a guardian joined after what they had seen. A family's message into a finished ticket opens the next one by
/// itself.
pub fn send_message(
    facts: &Facts,
    message: SendMessage,
    meanwhile: Meanwhile,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Write)?;
    facts.require_feature(message.content.feature())?;
    let side = facts.actor.side();
    let ticket = &facts.conversation.ticket;
    let status = ticket.status;
    let is_over = status == Status::Finished || message.ticket_id.is_some_and(|id| id != ticket.id);
    if side == Side::School && is_over {
        return Err(Rejection::TicketFinished);
    }
    if side == Side::School && is_unseen(meanwhile.colleague_answered, message.seen) {
        return Err(Rejection::AnsweredMeanwhile);
    }
    if meanwhile.made_the_audience_grow(message.seen) {
        return Err(Rejection::AudienceGrew);
    }
    let mut deciding = Deciding::new(facts, message.written_at, ids);
    match (status, side) {
        (Status::Finished, Side::Family | Side::School) => open_next_ticket(&mut deciding),
        (Status::Pending | Status::InProgress, side) => write_in_ticket(&mut deciding, side)?,
    }
    let has_seen_all = !meanwhile.brought_unseen(message.seen);
    deciding.add_message(message.entry_id, EntryKind::Message { content: message.content }, has_seen_all);
    Ok(deciding.done())
}

pub(super) fn write_in_ticket(deciding: &mut Deciding<'_>, side: Side) -> Result<(), Rejection> {
    let mut ticket = deciding.conversation.ticket.clone();
    let before = ticket.clone();
    let changed = ticket.apply(TicketEvent::Wrote(side), deciding.actor.person_id, deciding.now)?;
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
    deciding.begin_ticket(ticket);
}

fn next_ticket(deciding: &Deciding<'_>) -> Ticket {
    let Actor { person_id, .. } = deciding.actor;
    let number = deciding.conversation.ticket.number + 1;
    Ticket::opened(deciding.ids.ticket, number, person_id, deciding.actor.side(), deciding.now)
}

#[cfg(test)]
mod tests;
