//! "Nota interna".

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::operation;
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
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::write_note(&facts, entry_id, text, call.written_at, &mut ids)?)
}
