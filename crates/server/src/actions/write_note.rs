//! "Nota interna".

use conversas_domain::ids::{ConversationId, EntryId, PersonId};
use conversas_domain::operation::{self, Note};
use conversas_domain::text::MessageText;

use super::{Call, Decided, facts};

pub(super) fn decide(
    call: &mut Call<'_>,
    conversation_id: ConversationId,
    entry_id: EntryId,
    text: &str,
    mentions: &[PersonId],
) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let text = MessageText::parse(text)?;
    let members = match mentions {
        [] => Vec::new(),
        _ => call.tx.member_ids(facts.conversation.channel_id)?,
    };
    let note = Note {
        entry_id,
        text,
        mentions: mentions.to_vec(),
        all_are_members: mentions.iter().all(|person| members.contains(person)),
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::write_note(&facts, note, call.written_at, &mut ids)?)
}
