//! Table `unconfirmed`: conversations whose state here is not known to be the newest, until a download or sync says it.

use conversas_domain::ids::ConversationId;
use rusqlite::Connection;

use super::Result;
use super::sql::Id;

/// Marks this conversation, whether or not it has a row.
pub(crate) fn add(db: &Connection, id: ConversationId) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO unconfirmed VALUES (?1)")?.execute([Id(id)])?;
    Ok(())
}

/// Marks all conversations that came from the server.
pub(crate) fn add_known(db: &Connection) -> Result<()> {
    db.execute("INSERT OR IGNORE INTO unconfirmed SELECT id FROM conversations WHERE NOT provisional", [])?;
    Ok(())
}

pub(crate) fn contains(db: &Connection, id: ConversationId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM unconfirmed WHERE id = ?1")?.exists([Id(id)])?)
}

/// Removes the mark, after the server has said the conversation's state. Answers whether there was one.
pub(crate) fn remove(db: &Connection, id: ConversationId) -> Result<bool> {
    Ok(db.prepare_cached("DELETE FROM unconfirmed WHERE id = ?1")?.execute([Id(id)])? > 0)
}

pub(crate) fn all(db: &Connection) -> Result<Vec<ConversationId>> {
    let mut query = db.prepare_cached("SELECT id FROM unconfirmed")?;
    let rows = query.query_map([], |row| row.get::<_, Id<_>>(0).map(|id| id.0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
