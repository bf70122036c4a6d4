//! Starting the next ticket with its first message ("Iniciar novo atendimento").

use conversas_domain::operation::{self, Meanwhile};
use conversas_protocol::StartTicket;

use super::{Call, Decided, content, facts, send_message};

pub(super) fn decide(call: &mut Call<'_>, asked: &StartTicket) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    let message = operation::SendMessage {
        entry_id: asked.entry_id,
        content: content::of(call, &asked.content)?,
        written_at: call.written_at,
        ticket_id: None,
        seen: asked.seen,
    };
    let meanwhile = match asked.seen {
        Some(seen) => send_message::meanwhile(call, &facts, seen)?,
        None => Meanwhile::default(),
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::start_ticket(&facts, message, meanwhile, &mut ids)?)
}
