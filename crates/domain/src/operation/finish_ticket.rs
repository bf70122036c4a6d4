//! "Finalizar" (rule 12).

use super::{Decision, Draft, Facts, FreshIds};
use crate::entry::EntryKind;
use crate::ids::TicketId;
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::ticket::{Status, TicketEvent};

/// Finishes `ticket_id`. Finishing what is finished already, or a ticket that is not the current one any more, is
/// one finish: nothing changes and nothing is refused.
pub fn finish_ticket(
    facts: &Facts,
    ticket_id: TicketId,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Finish)?;
    let mut draft = Draft::new(facts, written_at, ids);
    let mut ticket = draft.conversation.ticket.clone();
    if ticket.id == ticket_id && ticket.status != Status::Finished {
        ticket
            .apply(TicketEvent::Finished, draft.actor.person_id, draft.now)
            .map_err(|_| Rejection::TicketFinished)?;
        draft.set_ticket(ticket);
        draft.add_event(EntryKind::StatusChanged { status: Status::Finished, opened: false });
    }
    Ok(draft.done())
}
