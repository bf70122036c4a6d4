//! Pages of conversations by key: as cheap at the end as at the beginning.

use conversas_domain::ids::{ChannelId, ConversationId, EntityId, PersonId};
use conversas_domain::inbox::InboxKey;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::sql::Id;

/// A channel's conversations after a key, in the order of the inbox.
pub(crate) fn of_channel(
    conn: &Connection,
    channel: ChannelId,
    after: Option<InboxKey>,
    limit: usize,
) -> rusqlite::Result<Vec<InboxKey>> {
    let after = after.unwrap_or_else(first);
    let mut statement = conn.prepare_cached(
        "SELECT inbox_rank, inbox_time, id FROM conversations
         WHERE channel_id = ?1 AND (inbox_rank, inbox_time, id) > (?2, ?3, ?4)
         ORDER BY inbox_rank, inbox_time, id LIMIT ?5",
    )?;
    let rows = statement
        .query_map(params![Id(channel), after.rank, after.time, Id(after.conversation_id), limit], key)?;
    rows.collect()
}

/// The conversations that a guardian sees after a key, newest activity first.
pub(crate) fn of_guardian(
    conn: &Connection,
    guardian: PersonId,
    after: Option<InboxKey>,
    limit: usize,
) -> rusqlite::Result<Vec<InboxKey>> {
    let after = after.unwrap_or_else(first);
    let mut statement = conn.prepare_cached(
        "SELECT 2, -c.shared_activity, c.id FROM participants p
         JOIN conversations c ON c.id = p.conversation_id
         JOIN guardianships g ON g.guardian_id = p.person_id AND g.student_id = c.student_id
         WHERE p.person_id = ?1 AND g.ended_at IS NULL AND (-c.shared_activity, c.id) > (?2, ?3)
         ORDER BY 2, 3 LIMIT ?4",
    )?;
    let rows =
        statement.query_map(params![Id(guardian), after.time, Id(after.conversation_id), limit], key)?;
    rows.collect()
}

/// The key before every other key.
fn first() -> InboxKey {
    InboxKey { rank: 0, time: i64::MIN, conversation_id: ConversationId::from_uuid(Uuid::nil()) }
}

fn key(row: &Row<'_>) -> rusqlite::Result<InboxKey> {
    Ok(InboxKey {
        rank: row.get(0)?,
        time: row.get(1)?,
        conversation_id: row.get::<_, Id<ConversationId>>(2)?.0,
    })
}
