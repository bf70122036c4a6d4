//! Which staff belong to which channels.

use conversas_domain::ids::{ChannelId, PersonId};
use conversas_protocol::PersonRef;
use rusqlite::{Connection, params};

use crate::sql::{Id, name_in};

/// Whether this made them a member.
pub(crate) fn insert(conn: &Connection, person: PersonId, channel: ChannelId) -> rusqlite::Result<bool> {
    let rows = conn.execute(
        "INSERT OR IGNORE INTO channel_members (person_id, channel_id) VALUES (?1, ?2)",
        params![Id(person), Id(channel)],
    )?;
    Ok(rows > 0)
}

/// Whether this ended a membership.
pub(crate) fn delete(conn: &Connection, person: PersonId, channel: ChannelId) -> rusqlite::Result<bool> {
    let rows = conn.execute(
        "DELETE FROM channel_members WHERE person_id = ?1 AND channel_id = ?2",
        params![Id(person), Id(channel)],
    )?;
    Ok(rows > 0)
}

pub(crate) fn contains(conn: &Connection, person: PersonId, channel: ChannelId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM channel_members WHERE person_id = ?1 AND channel_id = ?2")?
        .exists(params![Id(person), Id(channel)])
}

pub(crate) fn channels_of(conn: &Connection, person: PersonId) -> rusqlite::Result<Vec<ChannelId>> {
    let mut statement = conn
        .prepare_cached("SELECT channel_id FROM channel_members WHERE person_id = ?1 ORDER BY channel_id")?;
    let rows = statement.query_map([Id(person)], |row| row.get::<_, Id<ChannelId>>(0).map(|id| id.0))?;
    rows.collect()
}

/// Who belongs to a channel, by name.
pub(crate) fn by_name(conn: &Connection, channel: ChannelId) -> rusqlite::Result<Vec<PersonRef>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.name FROM channel_members m JOIN people p ON p.id = m.person_id
         WHERE m.channel_id = ?1 ORDER BY p.name, p.id",
    )?;
    let rows = statement.query_map([Id(channel)], |row| {
        Ok(PersonRef { id: row.get::<_, Id<PersonId>>(0)?.0, name: name_in(row, 1)? })
    })?;
    rows.collect()
}

pub(crate) fn of_channel(conn: &Connection, channel: ChannelId) -> rusqlite::Result<Vec<PersonId>> {
    let mut statement = conn.prepare_cached("SELECT person_id FROM channel_members WHERE channel_id = ?1")?;
    let rows = statement.query_map([Id(channel)], |row| row.get::<_, Id<PersonId>>(0).map(|id| id.0))?;
    rows.collect()
}
