//! "Iniciar novo atendimento": a message that opens the next ticket of a conversation (rule 4).

use super::send_message::open_next_ticket;
use super::{Decision, Draft, Facts, FreshIds, SendMessage};
use crate::entry::EntryKind;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::ticket::Status;

/// Refused while the current ticket is open. By staff the new ticket is InProgress at once, by the family Pending.
pub fn start_ticket(
    facts: &Facts,
    message: SendMessage,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Write)?;
    if facts.conversation.ticket.status != Status::Finished {
        return Err(Rejection::TicketStillOpen);
    }
    let mut draft = Draft::new(facts, message.written_at, ids);
    open_next_ticket(&mut draft);
    draft.add_message(message.entry_id, EntryKind::Message { text: message.text });
    Ok(draft.done())
}
