//! The entries in which files stand. A reader of such an entry may read the file.

use conversas_domain::ids::{AttachmentId, ConversationId, EntryId};
use rusqlite::{Connection, params};

use crate::attachments;
use crate::sql::Id;

pub(crate) fn insert(
    conn: &Connection,
    attachment: AttachmentId,
    conversation: ConversationId,
    entry: EntryId,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO attachment_refs (attachment_id, conversation_id, entry_id) VALUES (?1, ?2, ?3)
         ON CONFLICT (attachment_id, entry_id) DO NOTHING",
    )?
    .execute(params![Id(attachment), Id(conversation), Id(entry)])?;
    attachments::set_sent(conn, attachment)
}

/// Whether the file stands in any entry.
pub(crate) fn exist(conn: &Connection, attachment: AttachmentId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM attachment_refs WHERE attachment_id = ?1")?.exists([Id(attachment)])
}

/// The conversations in which the file stands, each once.
pub(crate) fn conversations(
    conn: &Connection,
    attachment: AttachmentId,
) -> rusqlite::Result<Vec<ConversationId>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT conversation_id FROM attachment_refs WHERE attachment_id = ?1 ORDER BY conversation_id",
    )?;
    let rows =
        statement.query_map([Id(attachment)], |row| row.get::<_, Id<ConversationId>>(0).map(|id| id.0))?;
    rows.collect()
}
