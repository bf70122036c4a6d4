//! Administrators looking into channels they do not belong to: each look is logged (rule 21).

use conversas_domain::ids::{ChannelId, ConversationId, PersonId};
use conversas_domain::moment::Moment;
use rusqlite::{Connection, params};

use super::StoreError;
use super::sql::Id;

pub(crate) fn insert(
    conn: &Connection,
    person: PersonId,
    channel: ChannelId,
    conversation: Option<ConversationId>,
    at: Moment,
) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO looks (person_id, channel_id, conversation_id, at) VALUES (?1, ?2, ?3, ?4)",
        params![Id(person), Id(channel), conversation.map(Id), at.0],
    )?;
    Ok(())
}

/// The channels whose list a person has looked at.
pub(crate) fn channels_of(conn: &Connection, person: PersonId) -> Result<Vec<ChannelId>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT channel_id FROM looks WHERE person_id = ?1 AND conversation_id IS NULL ORDER BY channel_id",
    )?;
    let rows = statement.query_map([Id(person)], |row| row.get::<_, Id<ChannelId>>(0).map(|id| id.0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many looks a person has taken into a channel.
#[cfg(test)]
pub(crate) fn count(conn: &Connection, person: PersonId, channel: ChannelId) -> Result<u32, StoreError> {
    Ok(conn.query_row(
        "SELECT count(*) FROM looks WHERE person_id = ?1 AND channel_id = ?2",
        params![Id(person), Id(channel)],
        |row| row.get(0),
    )?)
}
