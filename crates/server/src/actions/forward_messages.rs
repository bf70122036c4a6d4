//! "Encaminhar".

use conversas_domain::conversation::Conversation;
use conversas_domain::entry::{EntryKind, Provenance};
use conversas_domain::ids::{ChannelId, ConversationId, EntryId};
use conversas_domain::operation::{self, ForwardFacts, ForwardedMessage};
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{MessageText, TextError};

use super::{Call, Decided, Refusal, facts};
use crate::store::threads::Entry;

/// Most messages in one forward.
const LIMIT: usize = 100;

pub(super) fn decide(
    call: &mut Call<'_>,
    conversation_id: ConversationId,
    channel_id: ChannelId,
    chosen: &[EntryId],
    note: Option<&str>,
) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let source = &facts.conversation;
    let target = call.tx.channel(channel_id)?;
    let target = target.filter(|channel| channel.school_id == call.actor.school_id);
    let target = target.ok_or(Rejection::NotFound)?;
    let (_, student) = call.tx.student(source.student_id)?.ok_or(Rejection::NotFound)?;
    let note = match note.map(MessageText::parse) {
        None | Some(Err(TextError::Empty)) => None,
        Some(text) => Some((call.fresh.id(call.now), text?)),
    };
    let asked = ForwardFacts {
        existing: existing(call, channel_id, source)?,
        messages: messages(call, source, chosen)?,
        target,
        class_group: student.class_group,
        conversation_id: call.fresh.id(call.now),
        target_ids: call.fresh.ids(call.now),
        note,
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::forward_messages(&facts, asked, call.written_at, &mut ids)?)
}

fn existing(
    call: &Call<'_>,
    target: ChannelId,
    source: &Conversation,
) -> Result<Option<Conversation>, Refusal> {
    let same = call.tx.conversation_of(target, source.student_id, &source.guardians)?;
    let Some(id) = same else { return Ok(None) };
    let row = call.tx.conversation(id)?.ok_or(Rejection::NotFound)?;
    Ok(Some(facts::conversation(call.tx, row)?))
}

/// The chosen messages of this thread, oldest first, each once.
fn messages(
    call: &mut Call<'_>,
    source: &Conversation,
    chosen: &[EntryId],
) -> Result<Vec<ForwardedMessage>, Refusal> {
    if chosen.len() > LIMIT {
        return Err(Rejection::NotForwardable.into());
    }
    let mut found: Vec<Entry> = Vec::new();
    for id in chosen {
        found.push(call.tx.entry(source.id, *id)?.ok_or(Rejection::NotForwardable)?);
    }
    found.sort_unstable_by_key(|entry| entry.seq);
    found.dedup_by_key(|entry| entry.seq);
    Ok(found.into_iter().map(|entry| copy(call, source.channel_id, entry)).collect())
}

/// What was forwarded before keeps its origin.
fn copy(call: &mut Call<'_>, channel_id: ChannelId, Entry { entry, .. }: Entry) -> ForwardedMessage {
    let provenance = match &entry.kind {
        EntryKind::Forwarded { provenance, .. } => provenance.clone(),
        _ => Provenance {
            entry_id: entry.id,
            author_id: entry.author_id,
            author_side: entry.side,
            at: entry.at,
            channel_id,
        },
    };
    ForwardedMessage { copy_id: call.fresh.id(call.now), kind: entry.kind, provenance }
}
