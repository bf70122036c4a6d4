//! Marking a conversation as read up to an entry.

use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::Seq;
use conversas_domain::operation;
use conversas_protocol::MarkRead;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &MarkRead) -> Decided {
    let MarkRead { conversation_id, seq } = *asked;
    let facts = facts::of(call, conversation_id)?;
    let current = call.tx.read_mark(call.actor.person_id, conversation_id)?;
    let next = Seq(seq.0.saturating_add(1));
    // A number between two entries, or beyond the last, means the newest one that the reader could have seen.
    let newest = call.tx.entries_before(conversation_id, next, call.actor.side(), 1)?.pop();
    let mark = newest.map(|entry| ReadMark { seq: entry.seq, counts: entry.counts }).unwrap_or_default();
    Ok(operation::mark_read(&facts, current, mark)?)
}
