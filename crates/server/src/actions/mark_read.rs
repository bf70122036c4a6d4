//! Everything up to an entry was read.

use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::operation;

use super::{Call, Decided, facts};
use crate::store::{entries, marks};

pub(super) fn decide(call: &mut Call<'_, '_>, conversation_id: ConversationId, seq: Seq) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let current = marks::load(call.tx, call.actor.person_id, conversation_id)?;
    let next = Seq(seq.0.saturating_add(1));
    // A number between two entries, or beyond the last, means the newest one that the reader could have seen.
    let newest = entries::before(call.tx, conversation_id, next, call.actor.side(), 1)?.pop();
    let asked = newest.map(|entry| ReadMark { seq: entry.seq, counts: entry.counts }).unwrap_or_default();
    Ok(operation::mark_read(&facts, current, asked)?)
}
