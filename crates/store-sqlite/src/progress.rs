//! Entries that have reached a side and are not on record as delivered yet.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, PersonId};
use conversas_store::threads::Arrival;
use rusqlite::{Connection, Params, params};

use crate::sql::Id;

/// What reaches a channel's staff when one of them has everything up to a number.
pub(crate) fn arrivals_at_channel(
    conn: &Connection,
    channel: ChannelId,
    up_to: Seq,
) -> rusqlite::Result<Vec<Arrival>> {
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
) -> rusqlite::Result<Vec<Arrival>> {
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

fn arrivals(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<Arrival>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| {
        Ok(Arrival { conversation_id: row.get::<_, Id<ConversationId>>(0)?.0, seq: Seq(row.get(1)?) })
    })?;
    rows.collect()
}
