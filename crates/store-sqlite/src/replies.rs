//! Canned replies of channels.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::text::MessageText;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use crate::error::{cannot_be_read, column_of};
use crate::sql::{Id, Ids, name_in};

/// All canned replies of these channels, by title. A damaged reply is left out, because the whole directory
/// would fail with it.
pub(crate) fn of_channels(
    conn: &Connection,
    channels: &[ChannelId],
) -> rusqlite::Result<Vec<(ChannelId, CannedReply)>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.channel_id, r.id, r.title, r.text FROM json_each(?1) AS ids
         CROSS JOIN canned_replies r ON r.channel_id = unhex(ids.value) ORDER BY r.title, r.id",
    )?;
    let rows = statement.query_map([Ids(channels)], whole)?;
    rows.filter_map(rusqlite::Result::transpose).collect()
}

/// A reply with its channel, or none if more of its row is damaged than its title.
fn whole(row: &Row<'_>) -> rusqlite::Result<Option<(ChannelId, CannedReply)>> {
    match from_row(row) {
        Err(error) if cannot_be_read(&error) => {
            let (channel, reply) = (row.get::<_, Id<ChannelId>>(0), row.get::<_, Id<CannedReplyId>>(1));
            // Only the reply's place is logged, because the driver's own words may quote the row.
            tracing::error!(
                channel = channel.ok().map(|id| tracing::field::display(id.0)),
                reply = reply.ok().map(|id| tracing::field::display(id.0)),
                column = column_of(&error),
                "a canned reply cannot be read and is left out"
            );
            Ok(None)
        }
        found => found.map(Some),
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<(ChannelId, CannedReply)> {
    let text: String = row.get(3)?;
    let id = row.get::<_, Id<CannedReplyId>>(1)?.0;
    let text = MessageText::parse(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, Type::Text, error.into()))?;
    Ok((row.get::<_, Id<ChannelId>>(0)?.0, CannedReply { id, title: name_in(row, 2, id)?, text }))
}

/// Makes or replaces a reply; answers whether that changed anything.
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

/// Deletes a reply; answers whether there was one.
pub(crate) fn delete(conn: &Connection, channel: ChannelId, id: CannedReplyId) -> rusqlite::Result<bool> {
    let rows = conn
        .prepare_cached("DELETE FROM canned_replies WHERE channel_id = ?1 AND id = ?2")?
        .execute(params![Id(channel), Id(id)])?;
    Ok(rows > 0)
}
