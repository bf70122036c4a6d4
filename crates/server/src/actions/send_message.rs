//! A message.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::operation::{self, SendMessage};
use conversas_domain::text::MessageText;

use super::{Call, Decided, facts};
use crate::store::entries;

pub(super) fn decide(
    call: &mut Call<'_, '_>,
    conversation_id: ConversationId,
    entry_id: EntryId,
    text: &str,
    seen: Option<Seq>,
) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let text = MessageText::parse(text)?;
    let answered = match seen {
        Some(seen) => entries::colleagues_answer(
            call.tx,
            conversation_id,
            facts.conversation.ticket.id,
            call.actor.person_id,
            seen,
        )?,
        None => None,
    };
    let message = SendMessage { entry_id, text, written_at: call.written_at, seen };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::send_message(&facts, message, answered, &mut ids)?)
}
