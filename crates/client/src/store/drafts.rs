//! Table `drafts`: what stands in each conversation's composer.

use conversas_domain::ids::ConversationId;
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::sql::Id;

pub(crate) fn load(db: &Connection, conversation_id: ConversationId) -> Result<String> {
    let sql = "SELECT text FROM drafts WHERE conversation_id = ?1";
    let text = db.prepare_cached(sql)?.query_row([Id(conversation_id)], |row| row.get(0)).optional()?;
    Ok(text.unwrap_or_default())
}

/// An empty text forgets the draft.
pub(crate) fn save(db: &Connection, conversation_id: ConversationId, text: &str) -> Result<()> {
    if text.is_empty() {
        db.prepare_cached("DELETE FROM drafts WHERE conversation_id = ?1")?.execute([Id(conversation_id)])?;
    } else {
        db.prepare_cached("INSERT OR REPLACE INTO drafts VALUES (?1, ?2)")?
            .execute(params![Id(conversation_id), text])?;
    }
    Ok(())
}

/// Puts a text after what stands there already.
pub(crate) fn append(db: &Connection, conversation_id: ConversationId, text: &str) -> Result<()> {
    let before = load(db, conversation_id)?;
    let joined = if before.is_empty() { text.to_owned() } else { format!("{before}\n{text}") };
    save(db, conversation_id, &joined)
}

/// A conversation got another identifier.
pub(crate) fn rename(db: &Connection, from: ConversationId, into: ConversationId) -> Result<()> {
    let text = load(db, from)?;
    if !text.is_empty() {
        save(db, from, "")?;
        append(db, into, &text)?;
    }
    Ok(())
}
