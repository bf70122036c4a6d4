//! Canned replies of channels.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::text::MessageText;
use rusqlite::types::Type;
use rusqlite::{Connection, params};

use crate::sql::{Id, Ids, name_in};

/// All canned replies of these channels, by title.
pub(crate) fn of_channels(
    conn: &Connection,
    channels: &[ChannelId],
) -> rusqlite::Result<Vec<(ChannelId, CannedReply)>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.channel_id, r.id, r.title, r.text FROM json_each(?1) AS ids
         CROSS JOIN canned_replies r ON r.channel_id = unhex(ids.value) ORDER BY r.title, r.id",
    )?;
    let rows = statement.query_map([Ids(channels)], |row| {
        let text: String = row.get(3)?;
        let id = row.get::<_, Id<CannedReplyId>>(1)?.0;
        let reply = CannedReply {
            id,
            title: name_in(row, 2, id)?,
            text: MessageText::parse(&text)
                .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, Type::Text, error.into()))?,
        };
        Ok((row.get::<_, Id<ChannelId>>(0)?.0, reply))
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
