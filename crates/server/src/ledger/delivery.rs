//! The progress of each side of a conversation: the other side's ticks.

use std::collections::HashMap;

use conversas_domain::conversation::Progress;
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;

use crate::store::log::{Pointed, Pointer};
use crate::store::threads::{Arrival, ConversationRow};
use crate::store::{Read, Scope, StoreError, Write};

/// Writes down what reached a side and tells the other one. Of an unreadable conversation only the number is
/// written and nobody is told: without the number the same entry would arrive with each request, for ever,
/// and keep others from being found.
pub(crate) fn deliver(tx: &mut dyn Write, side: Side, arrivals: &[Arrival]) -> Result<(), StoreError> {
    let ids: Vec<_> = arrivals.iter().map(|arrival| arrival.conversation_id).collect();
    let rows = tx.conversations(&ids)?.rows;
    let mut rows: HashMap<_, _> = rows.into_iter().map(|(row, _)| (row.id, row)).collect();
    let mut moved = Vec::new();
    for arrival in arrivals {
        let Some(mut row) = rows.remove(&arrival.conversation_id) else {
            tx.advance_delivered(arrival.conversation_id, side, arrival.seq)?;
            continue;
        };
        let reached = Progress { delivered: arrival.seq, read: Seq::default() };
        if advance(&mut row, side, reached) {
            tx.update_conversation(&row)?;
            moved.push(row);
        }
    }
    tell(tx, &moved, &[side.other()])
}

/// Tells sides of conversations of one school that their state has changed.
pub(super) fn tell(tx: &mut dyn Write, rows: &[ConversationRow], sides: &[Side]) -> Result<(), StoreError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let numbers = tx.next_seqs(first.school_id, rows.len())?;
    let families = if sides.contains(&Side::Family) { families(tx, rows)? } else { HashMap::new() };
    for (row, seq) in rows.iter().zip(numbers) {
        let mut scopes = families.get(&row.id).cloned().unwrap_or_default();
        if sides.contains(&Side::School) {
            scopes.push(Scope::channel(row.channel_id));
        }
        tx.append(Pointer { seq, to: Pointed::Conversation(row.id) }, &scopes)?;
    }
    Ok(())
}

/// The scopes of the guardians who see each of these conversations.
fn families(
    db: &dyn Read,
    rows: &[ConversationRow],
) -> Result<HashMap<ConversationId, Vec<Scope>>, StoreError> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut families: HashMap<_, Vec<_>> = HashMap::new();
    for (id, it) in db.guardians_in(&ids)? {
        if it.is_linked {
            families.entry(id).or_default().push(Scope::person(it.guardian.id));
        }
    }
    Ok(families)
}

/// Moves a side forward, in entries that both sides see; answers whether it moved.
pub(super) fn advance(row: &mut ConversationRow, side: Side, to: Progress) -> bool {
    let end = row.shared_end.seq;
    let progress = match side {
        Side::Family => &mut row.family,
        Side::School => &mut row.school,
    };
    let read = progress.read.max(to.read.min(end));
    let next = Progress { read, delivered: progress.delivered.max(to.delivered.min(end)).max(read) };
    let moved = next != *progress;
    *progress = next;
    moved
}

/// The scopes from which a side of a conversation gets its news.
pub(super) fn scopes_of(db: &dyn Read, row: &ConversationRow, side: Side) -> Result<Vec<Scope>, StoreError> {
    match side {
        Side::School => Ok(vec![Scope::channel(row.channel_id)]),
        Side::Family => Ok(db.guardians_seeing(row.id)?.into_iter().map(Scope::person).collect()),
    }
}
