//! The progress of each side of a conversation: the other side's ticks.

use conversas_domain::conversation::Progress;
use conversas_domain::entry::Seq;
use conversas_domain::person::Side;

use crate::store::log::{Pointed, Pointer};
use crate::store::threads::{Arrival, ConversationRow};
use crate::store::{Read, Scope, StoreError, Write};

/// Writes down what reached a side and tells the other one.
pub(crate) fn deliver(tx: &mut dyn Write, side: Side, arrivals: &[Arrival]) -> Result<(), StoreError> {
    for arrival in arrivals {
        let Some(mut row) = tx.conversation(arrival.conversation_id)? else { continue };
        let reached = Progress { delivered: arrival.seq, read: Seq::default() };
        if advance(&mut row, side, reached) {
            tx.update_conversation(&row)?;
            let scopes = scopes_of(tx, &row, side.other())?;
            let seq = tx.next_seq(row.school_id)?;
            tx.append(Pointer { seq, to: Pointed::Conversation(row.id) }, &scopes)?;
        }
    }
    Ok(())
}

/// Moves a side forward, in entries that both sides see; whether it moved.
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
