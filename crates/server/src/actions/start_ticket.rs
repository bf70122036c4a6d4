//! "Iniciar novo atendimento".

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::operation::{self, Meanwhile, SendMessage};
use conversas_domain::text::MessageText;

use super::{Call, Decided, facts, send_message};

pub(super) fn decide(
    call: &mut Call<'_, '_>,
    conversation_id: ConversationId,
    entry_id: EntryId,
    text: &str,
    seen: Option<Seq>,
) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let text = MessageText::parse(text)?;
    let message = SendMessage { entry_id, text, written_at: call.written_at, ticket_id: None, seen };
    let meanwhile = match seen {
        Some(seen) => send_message::meanwhile(call, &facts, seen)?,
        None => Meanwhile::default(),
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::start_ticket(&facts, message, meanwhile, &mut ids)?)
}
