//! Table `filters`: the filter a person last used in each channel.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ChannelId;
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::sql::{Id, Json, readable};

pub(crate) fn load(db: &Connection, channel_id: ChannelId) -> Result<InboxFilter> {
    let sql = "SELECT filter FROM filters WHERE channel_id = ?1";
    let filter = db.prepare_cached(sql)?.query_row([Id(channel_id)], |row| readable(row, 0, channel_id));
    Ok(filter.optional()?.flatten().unwrap_or_default())
}

pub(crate) fn save(db: &Connection, channel_id: ChannelId, filter: &InboxFilter) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO filters VALUES (?1, ?2)")?
        .execute(params![Id(channel_id), Json(filter)])?;
    Ok(())
}
