//! Table `merged`: conversations made here that turned out to exist under another identifier.

use conversas_domain::ids::ConversationId;
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::sql::Id;

/// Notes that `from` is `into` from now on.
pub(crate) fn add(db: &Connection, from: ConversationId, into: ConversationId) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO merged VALUES (?1, ?2)")?
        .execute(params![Id(from), Id(into)])?;
    Ok(())
}

/// Answers the conversation that an identifier means: the caller may not have heard yet of the other
/// identifier.
pub(crate) fn now(db: &Connection, id: ConversationId) -> Result<ConversationId> {
    Ok(into(db, id)?.unwrap_or(id))
}

/// Answers the conversation that this one was merged into, if it was.
pub(crate) fn into(db: &Connection, from: ConversationId) -> Result<Option<ConversationId>> {
    let sql = "SELECT into_id FROM merged WHERE from_id = ?1";
    let into = db.prepare_cached(sql)?.query_row([Id(from)], |row| row.get::<_, Id<_>>(0));
    Ok(into.optional()?.map(|id| id.0))
}
