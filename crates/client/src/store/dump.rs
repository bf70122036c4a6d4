//! Everything synced, as text by key, to compare two devices in tests.

use std::collections::BTreeMap;

use conversas_domain::ids::{ChannelId, ConversationId};
use rusqlite::Connection;

use super::Result;
use super::sql::Id;

pub(crate) fn synced(db: &Connection) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    let mut query = db.prepare("SELECT id, view, shown, unread, names FROM conversations")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id: Id<ConversationId> = row.get(0)?;
        let (view, shown): (String, String) = (row.get(1)?, row.get(2)?);
        let (unread, names): (i64, String) = (row.get(3)?, row.get(4)?);
        all.insert(format!("conversation {}", id.0), format!("{view} {shown} {unread} {names}"));
    }
    let mut query = db.prepare("SELECT seq, view FROM entries")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        all.insert(format!("entry {:020}", row.get::<_, i64>(0)?), row.get(1)?);
    }
    let mut query = db.prepare("SELECT list, status, involvement, total, unread FROM counters WHERE total > 0")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let list: Id<ChannelId> = row.get(0)?;
        let (status, involvement): (i64, i64) = (row.get(1)?, row.get(2)?);
        let numbers: (i64, i64) = (row.get(3)?, row.get(4)?);
        all.insert(format!("cell {} {status} {involvement}", list.0), format!("{numbers:?}"));
    }
    Ok(all)
}
