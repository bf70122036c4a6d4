//! "Iniciar novo atendimento".

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::operation::{self, SendMessage};
use conversas_domain::text::MessageText;

use super::{Call, Decided, facts};

pub(super) fn decide(
    call: &mut Call<'_, '_>,
    conversation_id: ConversationId,
    entry_id: EntryId,
    text: &str,
) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let text = MessageText::parse(text)?;
    let message = SendMessage { entry_id, text, written_at: call.written_at, seen: None };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::start_ticket(&facts, message, &mut ids)?)
}
