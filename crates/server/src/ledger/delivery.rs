//! How far each side of a conversation has got; the other side's ticks.

use conversas_domain::conversation::Progress;
use conversas_domain::entry::Seq;
use conversas_domain::person::Side;
use rusqlite::Connection;

use crate::store::conversations::{self, ConversationRow};
use crate::store::events::{self, Pointed, Pointer, Scope};
use crate::store::progress::Arrival;
use crate::store::{StoreError, Tx, participants};

/// Writes down what reached a side and tells the other one.
pub(crate) fn deliver(tx: &mut Tx<'_>, side: Side, arrivals: &[Arrival]) -> Result<(), StoreError> {
    for arrival in arrivals {
        let Some(mut row) = conversations::load(tx, arrival.conversation_id)? else { continue };
        let reached = Progress { delivered: arrival.seq, read: Seq::default() };
        if advance(&mut row, side, reached) {
            conversations::save(tx, &row)?;
            let scopes = scopes_of(tx, &row, side.other())?;
            let seq = tx.next_seq(row.school_id)?;
            events::append(tx, Pointer { seq, to: Pointed::Conversation(row.id) }, &scopes)?;
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

/// Where a side of a conversation gets its news.
pub(super) fn scopes_of(
    conn: &Connection,
    row: &ConversationRow,
    side: Side,
) -> Result<Vec<Scope>, StoreError> {
    match side {
        Side::School => Ok(vec![Scope::channel(row.channel_id)]),
        Side::Family => Ok(participants::seeing(conn, row.id)?.into_iter().map(Scope::person).collect()),
    }
}
