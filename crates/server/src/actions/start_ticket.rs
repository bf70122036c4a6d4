//! "Iniciar novo atendimento".

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::operation::{self, Meanwhile, SendMessage};
use conversas_protocol::OpContent;

use super::{Call, Decided, content, facts, send_message};

pub(super) fn decide(
    call: &mut Call<'_>,
    conversation_id: ConversationId,
    entry_id: EntryId,
    content: &OpContent,
    seen: Option<Seq>,
) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let content = content::of(call, content)?;
    let message = SendMessage { entry_id, content, written_at: call.written_at, ticket_id: None, seen };
    let meanwhile = match seen {
        Some(seen) => send_message::meanwhile(call, &facts, seen)?,
        None => Meanwhile::default(),
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::start_ticket(&facts, message, meanwhile, &mut ids)?)
}
