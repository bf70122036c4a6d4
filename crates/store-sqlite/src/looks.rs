//! The looks of administrators at channels they do not belong to: on record once for each conversation and
//! day (rules 21, 26). Also the channels that they follow from then on.

use conversas_domain::ids::{ChannelId, ConversationId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::{DAY, Moment};
use conversas_domain::person::Actor;
use conversas_protocol::{LookView, PersonRef, StudentRef};
use conversas_store::log::Look;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::sql::{Id, Numbered, name_in, text_in};

/// The looks of `shown` that are not on record for this day yet, each once.
pub(crate) fn missing(
    conn: &Connection,
    person: PersonId,
    shown: &[Look],
    at: Moment,
) -> rusqlite::Result<Vec<Look>> {
    let mut statement = conn.prepare_cached(
        "SELECT wanted.key FROM json_each(?3) AS wanted WHERE NOT EXISTS (
             SELECT 1 FROM looks WHERE person_id = ?1 AND day = ?2 AND conversation_id = unhex(wanted.value ->> 0)
                 AND messages = wanted.value ->> 1) ORDER BY 1",
    )?;
    let asked: Vec<_> = shown.iter().map(|look| (look.conversation_id, i64::from(look.messages))).collect();
    let rows =
        statement.query_map(params![Id(person), day(at), Numbered(&asked)], |row| row.get::<_, usize>(0))?;
    let mut missing = Vec::new();
    for index in rows {
        missing.extend(shown.get(index?).filter(|look| !missing.contains(*look)).copied());
    }
    Ok(missing)
}

pub(crate) fn insert(conn: &Connection, actor: Actor, looks: &[Look], at: Moment) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "INSERT OR IGNORE INTO looks (school_id, person_id, channel_id, conversation_id, messages, day, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for look in looks {
        statement.execute(params![
            Id(actor.school_id),
            Id(actor.person_id),
            Id(look.channel_id),
            Id(look.conversation_id),
            look.messages,
            day(at),
            at.0
        ])?;
    }
    Ok(())
}

/// The school's record before a number, newest first. People and conversations whose rows are lost stay on
/// record without a name.
pub(crate) fn before(
    conn: &Connection,
    school: SchoolId,
    number: i64,
    limit: usize,
) -> rusqlite::Result<Vec<LookView>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.id, l.person_id, p.name, l.channel_id, h.name, l.conversation_id, s.id, s.name, s.class_group,
             l.messages, l.at
         FROM looks l LEFT JOIN people p ON p.id = l.person_id LEFT JOIN channels h ON h.id = l.channel_id
         LEFT JOIN conversations c ON c.id = l.conversation_id LEFT JOIN students s ON s.id = c.student_id
         WHERE l.school_id = ?1 AND l.id < ?2 ORDER BY l.id DESC LIMIT ?3",
    )?;
    let rows = statement.query_map(params![Id(school), number, limit], from_row)?;
    rows.collect()
}

/// Forgets the oldest looks before a moment, at most `limit`; how many.
pub(crate) fn forget(conn: &Connection, before: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "DELETE FROM looks WHERE id IN (SELECT id FROM looks WHERE at < ?1 ORDER BY at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![before.0, limit])
}

/// Makes news of the channel come by sync from now on; answers whether that is new.
pub(crate) fn follow(
    conn: &Connection,
    person: PersonId,
    channel: ChannelId,
    at: Moment,
) -> rusqlite::Result<bool> {
    let sql =
        "INSERT OR IGNORE INTO followed_channels (person_id, channel_id, opened_at) VALUES (?1, ?2, ?3)";
    Ok(conn.prepare_cached(sql)?.execute(params![Id(person), Id(channel), at.0])? == 1)
}

/// The person opened a channel that they follow; whether that is on record now and was not.
pub(crate) fn set_opened(
    conn: &Connection,
    person: PersonId,
    channel: ChannelId,
    at: Moment,
) -> rusqlite::Result<bool> {
    let sql = "UPDATE followed_channels SET opened_at = ?3
        WHERE person_id = ?1 AND channel_id = ?2 AND opened_at < ?3";
    Ok(conn.prepare_cached(sql)?.execute(params![Id(person), Id(channel), at.0])? == 1)
}

/// Brings the last look into followed channels to a moment where it is later, at most `limit`; how many.
pub(crate) fn clamp_opened(conn: &Connection, now: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "UPDATE followed_channels SET opened_at = ?1 WHERE (person_id, channel_id) IN (
        SELECT person_id, channel_id FROM followed_channels WHERE opened_at > ?1 ORDER BY opened_at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![now.0, limit])
}

/// Answers when the person last opened a channel that they follow, to the day.
pub(crate) fn opened(
    conn: &Connection,
    person: PersonId,
    channel: ChannelId,
) -> rusqlite::Result<Option<Moment>> {
    let sql = "SELECT opened_at FROM followed_channels WHERE person_id = ?1 AND channel_id = ?2";
    let mut statement = conn.prepare_cached(sql)?;
    statement.query_row(params![Id(person), Id(channel)], |row| row.get(0).map(Moment)).optional()
}

/// Ends following where nobody opened the channel since a moment, at most `limit`; answers the persons who
/// followed.
pub(crate) fn unfollow(conn: &Connection, since: Moment, limit: usize) -> rusqlite::Result<Vec<PersonId>> {
    let sql = "DELETE FROM followed_channels WHERE (person_id, channel_id) IN (
            SELECT person_id, channel_id FROM followed_channels WHERE opened_at < ?1 ORDER BY opened_at LIMIT ?2)
        RETURNING person_id";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![since.0, limit], |row| row.get::<_, Id<PersonId>>(0))?;
    rows.map(|row| row.map(|id| id.0)).collect()
}

fn day(at: Moment) -> i64 {
    at.0.div_euclid(DAY)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<LookView> {
    let student = match row.get::<_, Option<Id<StudentId>>>(6)? {
        Some(Id(id)) => Some(StudentRef { id, name: name_in(row, 7, id)?, class_group: text_in(row, 8)? }),
        None => None,
    };
    let (id, channel_id) = (row.get::<_, Id<PersonId>>(1)?.0, row.get::<_, Id<ChannelId>>(3)?.0);
    Ok(LookView {
        number: row.get(0)?,
        person: PersonRef { id, name: name_in(row, 2, id)? },
        channel_id,
        channel: name_in(row, 4, channel_id)?,
        conversation_id: row.get::<_, Option<Id<ConversationId>>>(5)?.map(|id| id.0),
        student,
        messages: row.get(9)?,
        at: Moment(row.get(10)?),
    })
}
