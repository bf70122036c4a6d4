//! Canned replies of channels.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::text::MessageText;
use rusqlite::types::Type;
use rusqlite::{Connection, params};

use crate::sql::{Id, name_in};

/// All of a channel's, by title.
pub(crate) fn of_channel(conn: &Connection, channel: ChannelId) -> rusqlite::Result<Vec<CannedReply>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, title, text FROM canned_replies WHERE channel_id = ?1 ORDER BY title, id",
    )?;
    let rows = statement.query_map([Id(channel)], |row| {
        let text: String = row.get(2)?;
        Ok(CannedReply {
            id: row.get::<_, Id<CannedReplyId>>(0)?.0,
            title: name_in(row, 1)?,
            text: MessageText::parse(&text)
                .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, error.into()))?,
        })
    })?;
    rows.collect()
}

/// Makes or replaces one; whether that changed anything.
pub(crate) fn put(conn: &Connection, channel: ChannelId, reply: &CannedReply) -> rusqlite::Result<bool> {
    let rows = conn
        .prepare_cached(
            "INSERT INTO canned_replies (channel_id, id, title, text) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (channel_id, id) DO UPDATE SET title = excluded.title, text = excluded.text
             WHERE title <> excluded.title OR text <> excluded.text",
        )?
        .execute(params![Id(channel), Id(reply.id), reply.title.as_str(), reply.text.as_str()])?;
    Ok(rows > 0)
}

/// Whether there was one to take away.
pub(crate) fn delete(conn: &Connection, channel: ChannelId, id: CannedReplyId) -> rusqlite::Result<bool> {
    let rows = conn
        .prepare_cached("DELETE FROM canned_replies WHERE channel_id = ?1 AND id = ?2")?
        .execute(params![Id(channel), Id(id)])?;
    Ok(rows > 0)
}

/// How many a channel has besides this one.
pub(crate) fn count_others(
    conn: &Connection,
    channel: ChannelId,
    id: CannedReplyId,
) -> rusqlite::Result<usize> {
    let count = conn
        .prepare_cached("SELECT count(*) FROM canned_replies WHERE channel_id = ?1 AND id <> ?2")?
        .query_row(params![Id(channel), Id(id)], |row| row.get(0))?;
    Ok(count)
}
