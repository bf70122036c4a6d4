//! A guardian or a member of the channel writes (rules 3, 4, 20).

use super::{Decision, Draft, Facts, FreshIds};
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
/// Staff are refused in a finished ticket, and when a colleague answered after what they had seen. A family's
/// message into a finished ticket opens the next one by itself.
pub fn send_message(
    facts: &Facts,
    message: SendMessage,
    colleague_answered_at: Option<Seq>,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Write)?;
    if facts.actor.side() == Side::School
        && let (Some(answered), Some(seen)) = (colleague_answered_at, message.seen)
        && answered > seen
    {
        return Err(Rejection::AnsweredMeanwhile);
    }
    let mut draft = Draft::new(facts, message.written_at, ids);
    match (draft.conversation.ticket.status, facts.actor.side()) {
        (Status::Finished, Side::School) => return Err(Rejection::TicketFinished),
        (Status::Finished, Side::Family) => open_next_ticket(&mut draft),
        (Status::Pending | Status::InProgress, side) => write_in_ticket(&mut draft, side)?,
    }
    draft.add_message(message.entry_id, EntryKind::Message { text: message.text });
    Ok(draft.done())
}

fn write_in_ticket(draft: &mut Draft<'_>, side: Side) -> Result<(), Rejection> {
    let mut ticket = draft.conversation.ticket.clone();
    let before = ticket.clone();
    let changed = ticket
        .apply(TicketEvent::Wrote(side), draft.actor.person_id, draft.now)
        .map_err(|_| Rejection::TicketFinished)?;
    if ticket != before {
        draft.set_ticket(ticket);
    }
    if let Some(status) = changed {
        draft.add_event(EntryKind::StatusChanged { status, opened: false });
    }
    Ok(())
}

/// The next ticket, opened by the actor writing; its first event stands before the message.
pub(super) fn open_next_ticket(draft: &mut Draft<'_>) {
    let ticket = next_ticket(draft);
    let status = ticket.status;
    draft.set_ticket(ticket);
    draft.add_event(EntryKind::StatusChanged { status, opened: true });
}

fn next_ticket(draft: &Draft<'_>) -> Ticket {
    let Actor { person_id, .. } = draft.actor;
    let number = draft.conversation.ticket.number + 1;
    Ticket::opened(draft.ids.ticket, number, person_id, draft.actor.side(), draft.now)
}
