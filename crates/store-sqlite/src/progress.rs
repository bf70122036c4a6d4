//! Entries that have reached a side and are not on record as delivered yet.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, PersonId};
use conversas_domain::person::Side;
use conversas_store::threads::Arrival;
use rusqlite::{Connection, Params, params};

use crate::sql::{Id, Ids};

/// The entries that reach the staff of channels when one of them has everything up to a number, at most 500.
pub(crate) fn arrivals_at_channels(
    conn: &Connection,
    channels: &[ChannelId],
    up_to: Seq,
) -> rusqlite::Result<Vec<Arrival>> {
    arrivals(
        conn,
        "SELECT c.id, c.family_seq FROM json_each(?1) AS ids
         CROSS JOIN conversations c ON c.channel_id = unhex(ids.value)
         WHERE c.family_seq <= ?2 AND c.family_seq > c.school_delivered LIMIT 500",
        params![Ids(channels), up_to.0],
    )
}

/// The entries that reach the family when this guardian has everything up to a number.
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

/// Writes down that entries up to a number have reached a side. No other column of the row is read or
/// written.
pub(crate) fn advance_delivered(
    conn: &Connection,
    id: ConversationId,
    side: Side,
    to: Seq,
) -> rusqlite::Result<()> {
    let sql = match side {
        Side::Family => "UPDATE conversations SET family_delivered = max(family_delivered, ?2) WHERE id = ?1",
        Side::School => "UPDATE conversations SET school_delivered = max(school_delivered, ?2) WHERE id = ?1",
    };
    conn.prepare_cached(sql)?.execute(params![Id(id), to.0])?;
    Ok(())
}

fn arrivals(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<Arrival>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| {
        Ok(Arrival { conversation_id: row.get::<_, Id<ConversationId>>(0)?.0, seq: Seq(row.get(1)?) })
    })?;
    rows.collect()
}
