//! Forwarding messages into another channel ("Encaminhar").

use conversas_domain::conversation::{Conversation, ReadMark};
use conversas_domain::entry::{EntryKind, Provenance};
use conversas_domain::ids::{ChannelId, EntryId};
use conversas_domain::operation::{self, ForwardFacts, ForwardedMessage, MOST_FORWARDED};
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{MessageText, TextError};
use conversas_protocol::ForwardMessages;

use super::{Call, Decided, Refusal, facts};
use crate::store::threads::Entry;

pub(super) fn decide(call: &mut Call<'_>, asked: &ForwardMessages) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    let source = &facts.conversation;
    let target = call.tx.channel(asked.channel_id)?;
    let target = target.filter(|channel| channel.school_id == call.actor.school_id);
    let target = target.ok_or(Rejection::NotFound)?;
    let (_, student) = call.tx.student(source.student_id)?.ok_or(Rejection::NotFound)?;
    let note = match asked.note.as_deref().map(MessageText::parse) {
        None | Some(Err(TextError::Empty)) => None,
        Some(text) => Some((call.fresh.id(call.now), text?)),
    };
    let existing = existing(call, asked.channel_id, source)?;
    let forwarded = ForwardFacts {
        mark: mark(call, asked.channel_id, existing.as_ref())?,
        existing,
        messages: messages(call, source, &asked.entries)?,
        target,
        class_group: student.class_group,
        conversation_id: call.fresh.id(call.now),
        target_ids: call.fresh.ids(call.now),
        note,
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::forward_messages(&facts, forwarded, call.written_at, &mut ids)?)
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

/// Answers how far the forwarder has read in the target; none: they are no member of it.
fn mark(
    call: &Call<'_>,
    target: ChannelId,
    existing: Option<&Conversation>,
) -> Result<Option<ReadMark>, Refusal> {
    let me = call.actor.person_id;
    if !call.tx.is_member(me, target)? {
        return Ok(None);
    }
    let mark = existing.map(|existing| call.tx.read_mark(me, existing.id)).transpose()?;
    Ok(Some(mark.unwrap_or_default()))
}

/// Answers the chosen messages of this thread, oldest first, each once.
fn messages(
    call: &mut Call<'_>,
    source: &Conversation,
    chosen: &[EntryId],
) -> Result<Vec<ForwardedMessage>, Refusal> {
    // Refused before the messages are looked up.
    if chosen.len() > MOST_FORWARDED {
        return Err(Rejection::NotForwardable.into());
    }
    let found = call.tx.entries(source.id, chosen)?;
    if !chosen.iter().all(|id| found.iter().any(|it| it.entry.id == *id)) {
        return Err(Rejection::NotForwardable.into());
    }
    Ok(found.into_iter().map(|entry| copy(call, source.channel_id, entry)).collect())
}

/// Makes a copy of a message. A copy of a forwarded message keeps the first origin.
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
