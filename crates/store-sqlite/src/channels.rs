//! Channels with the class groups they serve.

use std::borrow::Cow;

use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{ChannelId, PersonId, SchoolId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;

use crate::error::cannot_be_read;
use crate::sql::{Id, Json, name_in, text_in};

const COLUMNS: &str = "id, school_id, name, description, kind_json, active, hours_json,
    (SELECT json_group_array(class_group ORDER BY class_group) FROM channel_groups WHERE channel_id = channels.id)";

pub(crate) fn insert(conn: &Connection, channel: &Channel) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO channels (id, school_id, name, description, kind_json, active, hours_json)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            Id(channel.id),
            Id(channel.school_id),
            channel.name.as_str(),
            channel.description,
            Json(channel.kind),
            channel.active,
            channel.hours.as_ref().map(Json),
        ],
    )?;
    for group in &channel.class_groups {
        conn.execute(
            "INSERT OR IGNORE INTO channel_groups (channel_id, class_group) VALUES (?1, ?2)",
            params![Id(channel.id), group],
        )?;
    }
    Ok(())
}

pub(crate) fn set_active(conn: &Connection, id: ChannelId, active: bool) -> rusqlite::Result<()> {
    conn.execute("UPDATE channels SET active = ?2 WHERE id = ?1", params![Id(id), active])?;
    Ok(())
}

pub(crate) fn set_hours(
    conn: &Connection,
    id: ChannelId,
    hours: Option<&ChannelHours>,
) -> rusqlite::Result<()> {
    conn.execute("UPDATE channels SET hours_json = ?2 WHERE id = ?1", params![Id(id), hours.map(Json)])?;
    Ok(())
}

pub(crate) fn load(conn: &Connection, id: ChannelId) -> rusqlite::Result<Option<Channel>> {
    let found = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM channels WHERE id = ?1"))?
        .query_row([Id(id)], from_row)
        .optional()?;
    Ok(found)
}

/// All channels of a school, by name.
pub(crate) fn of_school(conn: &Connection, id: SchoolId) -> rusqlite::Result<Vec<Channel>> {
    let mut statement = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM channels WHERE school_id = ?1 ORDER BY name, id"))?;
    let rows = statement.query_map([Id(id)], from_row)?;
    rows.collect()
}

/// Channels in which a guardian has conversations of students they are still linked to.
pub(crate) fn with_conversations_of(
    conn: &Connection,
    guardian: PersonId,
) -> rusqlite::Result<Vec<ChannelId>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT c.channel_id FROM participants p
         JOIN conversations c ON c.id = p.conversation_id
         JOIN guardianships g ON g.guardian_id = p.person_id AND g.student_id = c.student_id
         WHERE p.person_id = ?1 AND g.ended_at IS NULL",
    )?;
    let rows = statement.query_map([Id(guardian)], |row| row.get::<_, Id<ChannelId>>(0).map(|id| id.0))?;
    rows.collect()
}

/// Reads a channel; of a damaged one, as far as it can be read. A channel is never left out: devices erase
/// the conversations of a channel that their directory lacks.
fn from_row(row: &Row<'_>) -> rusqlite::Result<Channel> {
    let id = row.get::<_, Id<ChannelId>>(0)?.0;
    Ok(Channel {
        id,
        school_id: row.get::<_, Id<SchoolId>>(1)?.0,
        name: name_in(row, 2, id)?,
        description: text_in(row, 3)?,
        kind: or_none(row, 4, id)?.unwrap_or(ChannelKind::General),
        active: row.get(5)?,
        hours: or_none::<ChannelHours>(row, 6, id)?,
        class_groups: groups_in(row, 7, id)?,
    })
}

/// Reads a column's value, if there is one that can be read.
fn or_none<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
    channel: ChannelId,
) -> rusqlite::Result<Option<T>> {
    match row.get::<_, Option<Json<T>>>(column) {
        Err(error) if cannot_be_read(&error) => {
            tell_damage(channel, column);
            Ok(None)
        }
        found => Ok(found?.map(|json| json.0)),
    }
}

/// Reads the class groups of a column. A damaged name is kept as a group of nobody: a channel without any
/// group serves all.
fn groups_in(row: &Row<'_>, column: usize, channel: ChannelId) -> rusqlite::Result<Vec<String>> {
    let bytes = row.get_ref(column)?.as_bytes().unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    let groups = serde_json::from_str(&text);
    if groups.is_err() || matches!(text, Cow::Owned(_)) {
        tell_damage(channel, column);
    }
    Ok(groups.unwrap_or_else(|_| vec![String::new()]))
}

fn tell_damage(channel: ChannelId, column: usize) {
    tracing::error!(%channel, column, "a part of a channel cannot be read");
}
