//! How far each side of a conversation has got; the other side's ticks.

use conversas_domain::conversation::Progress;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, PersonId};
use conversas_domain::person::Side;
use rusqlite::{Connection, Params, params};

use super::conversations::{self, ConversationRow};
use super::events::{self, Pointed, Pointer, Scope};
use super::sql::Id;
use super::{StoreError, Tx, participants};

/// What reached a side: the newest entry of the other side in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrival {
    conversation_id: ConversationId,
    seq: Seq,
}

/// What reaches a channel's staff when one of them has everything up to a number.
pub(crate) fn arrivals_at_channel(
    conn: &Connection,
    channel: ChannelId,
    up_to: Seq,
) -> Result<Vec<Arrival>, StoreError> {
    arrivals(
        conn,
        "SELECT id, family_seq FROM conversations
         WHERE channel_id = ?1 AND family_seq <= ?2 AND family_seq > school_delivered LIMIT 500",
        params![Id(channel), up_to.0],
    )
}

/// What reaches the family when this guardian has everything up to a number.
pub(crate) fn arrivals_at_guardian(
    conn: &Connection,
    guardian: PersonId,
    up_to: Seq,
) -> Result<Vec<Arrival>, StoreError> {
    arrivals(
        conn,
        "SELECT c.id, c.school_seq FROM participants p
         JOIN conversations c ON c.id = p.conversation_id
         JOIN guardianships g ON g.guardian_id = p.person_id AND g.student_id = c.student_id
         WHERE p.person_id = ?1 AND g.ended_at IS NULL
           AND c.school_seq <= ?2 AND c.school_seq > c.family_delivered LIMIT 500",
        params![Id(guardian), up_to.0],
    )
}

fn arrivals(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<Arrival>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| {
        Ok(Arrival { conversation_id: row.get::<_, Id<ConversationId>>(0)?.0, seq: Seq(row.get(1)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

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
