//! Makes the places of all conversations anew, after a migration has thrown them away.

use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use rusqlite::Connection;

use super::sql::Id;
use super::{Result, rows, session};
use crate::reader::Reader;

/// Makes the places anew. Does nothing while the lists are there, or while nobody is signed in, because
/// places belong to a person.
pub(crate) fn places(db: &Connection) -> Result<()> {
    let lack = "SELECT EXISTS (SELECT 1 FROM conversations) AND NOT EXISTS (SELECT 1 FROM inbox)";
    if !db.query_row(lack, [], |row| row.get(0))? {
        return Ok(());
    }
    let Some(directory) = session::directory(db)? else { return Ok(()) };
    let reader = Reader::of(&Arc::new(directory));
    let mut query = db.prepare("SELECT id FROM conversations")?;
    let ids = query.query_map([], |row| row.get::<_, Id<ConversationId>>(0).map(|id| id.0))?;
    for id in ids.collect::<rusqlite::Result<Vec<_>>>()? {
        rows::mend(db, &reader, id)?;
    }
    Ok(())
}
