//! Table `attached`: which files stand in which entries. Kept in step by [`super::entries`].

use conversas_domain::entry::Seq;
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_protocol::EntryView;
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::sql::Id;

/// Adds the file of an entry that was added.
pub(crate) fn add(db: &Connection, id: AttachmentId, entry: &EntryView) -> Result<()> {
    db.prepare_cached("INSERT INTO attached VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![Id(id), entry.seq.0, Id(entry.conversation_id)])?;
    Ok(())
}

pub(crate) fn erase_of(db: &Connection, conversation_id: ConversationId) -> Result<()> {
    db.prepare_cached("DELETE FROM attached WHERE conversation_id = ?1")?.execute([Id(conversation_id)])?;
    Ok(())
}

/// Answers the conversations whose entries have a file.
pub(crate) fn conversations(db: &Connection, id: AttachmentId) -> Result<Vec<ConversationId>> {
    let sql = "SELECT DISTINCT conversation_id FROM attached WHERE attachment_id = ?1";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([Id(id)], |row| row.get::<_, Id<_>>(0).map(|id| id.0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Answers the newest entry that a file stands in.
pub(super) fn newest_with(db: &Connection, id: AttachmentId) -> Result<Option<Seq>> {
    let sql = "SELECT seq FROM attached WHERE attachment_id = ?1 ORDER BY seq DESC LIMIT 1";
    Ok(db.prepare_cached(sql)?.query_row([Id(id)], |row| row.get(0).map(Seq)).optional()?)
}

/// Answers entries of a conversation with files, newest first.
pub(super) fn newest(db: &Connection, conversation_id: ConversationId, limit: u32) -> Result<Vec<Seq>> {
    let sql = "SELECT seq FROM attached WHERE conversation_id = ?1 ORDER BY seq DESC LIMIT ?2";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params![Id(conversation_id), limit], |row| row.get(0).map(Seq))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
