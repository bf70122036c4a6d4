//! "Finalizar".

use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::operation;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, conversation_id: ConversationId, ticket_id: TicketId) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    facts::require_ticket(call, &facts, ticket_id)?;
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::finish_ticket(&facts, ticket_id, call.written_at, &mut ids)?)
}
