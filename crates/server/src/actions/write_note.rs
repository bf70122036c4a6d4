//! Writing an internal note ("Nota interna").

use conversas_domain::operation::{self, Note};
use conversas_domain::text::MessageText;
use conversas_protocol::WriteNote;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &WriteNote) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    let text = MessageText::parse(&asked.text)?;
    let members = match asked.mentions[..] {
        [] => Vec::new(),
        _ => call.tx.member_ids(facts.conversation.channel_id)?,
    };
    let note = Note {
        entry_id: asked.entry_id,
        text,
        mentions: asked.mentions.clone(),
        all_are_members: asked.mentions.iter().all(|person| members.contains(person)),
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::write_note(&facts, note, call.written_at, &mut ids)?)
}
