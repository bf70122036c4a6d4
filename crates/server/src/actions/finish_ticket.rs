//! Finishing a ticket ("Finalizar").

use conversas_domain::operation;
use conversas_protocol::FinishTicket;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &FinishTicket) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    facts::require_ticket(call, &facts, asked.ticket_id)?;
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::finish_ticket(&facts, asked.ticket_id, call.written_at, &mut ids)?)
}
