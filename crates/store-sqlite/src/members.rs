//! The members of channels.

use conversas_domain::ids::{ChannelId, DeviceId, PersonId};
use conversas_protocol::PersonRef;
use conversas_store::channels::{Colleague, Reach};
use rusqlite::{Connection, params};

use crate::sql::{Id, Ids, name_in};

/// Makes a person a member; answers whether they were none.
pub(crate) fn insert(conn: &Connection, person: PersonId, channel: ChannelId) -> rusqlite::Result<bool> {
    let rows = conn.execute(
        "INSERT OR IGNORE INTO channel_members (person_id, channel_id) VALUES (?1, ?2)",
        params![Id(person), Id(channel)],
    )?;
    Ok(rows > 0)
}

/// Ends a membership; answers whether there was one.
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

/// Everybody who belongs to these channels, by name.
pub(crate) fn by_name(
    conn: &Connection,
    channels: &[ChannelId],
) -> rusqlite::Result<Vec<(ChannelId, PersonRef)>> {
    let mut statement = conn.prepare_cached(
        "SELECT m.channel_id, p.id, p.name FROM json_each(?1) AS ids
         CROSS JOIN channel_members m ON m.channel_id = unhex(ids.value) JOIN people p ON p.id = m.person_id
         ORDER BY p.name, p.id",
    )?;
    let rows = statement.query_map([Ids(channels)], |row| {
        let id = row.get::<_, Id<PersonId>>(1)?.0;
        Ok((row.get::<_, Id<ChannelId>>(0)?.0, PersonRef { id, name: name_in(row, 2, id)? }))
    })?;
    rows.collect()
}

/// The channels that a person belongs to, and those that they follow.
pub(crate) fn reach(conn: &Connection, person: PersonId) -> rusqlite::Result<Reach> {
    let mut statement = conn.prepare_cached(
        "SELECT channel_id, 1 FROM channel_members WHERE person_id = ?1
         UNION ALL SELECT channel_id, 0 FROM followed_channels WHERE person_id = ?1 ORDER BY 1",
    )?;
    let mut reach = Reach::default();
    let mut rows = statement.query([Id(person)])?;
    while let Some(row) = rows.next()? {
        let channels = if row.get(1)? { &mut reach.member_of } else { &mut reach.followed };
        channels.push(row.get::<_, Id<ChannelId>>(0)?.0);
    }
    Ok(reach)
}

/// Everybody who is signed in on these devices, once for each channel they belong to.
pub(crate) fn on_devices(conn: &Connection, devices: &[DeviceId]) -> rusqlite::Result<Vec<Colleague>> {
    let mut statement = conn.prepare_cached(
        "SELECT d.id, m.channel_id, p.id, p.name FROM json_each(?1) AS ids
         CROSS JOIN devices d ON d.id = unhex(ids.value) JOIN people p ON p.id = d.person_id
         JOIN channel_members m ON m.person_id = p.id WHERE d.revoked_at IS NULL",
    )?;
    let rows = statement.query_map([Ids(devices)], |row| {
        let id = row.get::<_, Id<PersonId>>(2)?.0;
        Ok(Colleague {
            device: row.get::<_, Id<DeviceId>>(0)?.0,
            channel: row.get::<_, Id<ChannelId>>(1)?.0,
            person: PersonRef { id, name: name_in(row, 3, id)? },
        })
    })?;
    rows.collect()
}

pub(crate) fn of_channel(conn: &Connection, channel: ChannelId) -> rusqlite::Result<Vec<PersonId>> {
    let mut statement = conn.prepare_cached("SELECT person_id FROM channel_members WHERE channel_id = ?1")?;
    let rows = statement.query_map([Id(channel)], |row| row.get::<_, Id<PersonId>>(0).map(|id| id.0))?;
    rows.collect()
}
