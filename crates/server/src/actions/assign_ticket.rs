//! Taking care of a ticket: "Assumir", releasing, handing over.

use conversas_domain::operation::{self, AssignFacts};
use conversas_protocol::AssignTicket;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &AssignTicket) -> Decided {
    let AssignTicket { conversation_id, ticket_id, person_id } = *asked;
    let facts = facts::of(call, conversation_id)?;
    facts::require_ticket(call, &facts, ticket_id)?;
    let is_member = match person_id {
        Some(person) => call.tx.is_member(person, facts.conversation.channel_id)?,
        None => false,
    };
    let assigned = AssignFacts { ticket_id, person_id, is_member };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::assign_ticket(&facts, assigned, call.written_at, &mut ids)?)
}
