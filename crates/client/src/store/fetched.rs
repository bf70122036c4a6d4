//! Table `files`, as far as it is a cache: which files were fetched, their size, and which are removed first.
//! Table `doomed`: files whose bytes are to be removed. Chosen and waiting files are in
//! [`files`](super::files).

use conversas_domain::attachment::Attachment;
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::moment::Moment;
use conversas_view::StorageUse;
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::sql::{Id, Json, readable};

/// A file with a row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) conversation_id: ConversationId,
    pub(crate) attachment: Attachment,
    /// The server has the file, so that it can be fetched again.
    pub(crate) is_fetched: bool,
    /// The file itself is here, not only its thumbnail.
    pub(crate) whole: bool,
}

/// Answers the row of a file; none also for a row that cannot be read.
pub(crate) fn find(db: &Connection, id: AttachmentId) -> Result<Option<Row>> {
    let sql =
        "SELECT conversation_id, attachment, state = 'fetched', whole FROM files WHERE attachment_id = ?1";
    let row = db.prepare_cached(sql)?.query_row([Id(id)], |row| {
        let Some(attachment) = readable(row, 1, id)? else { return Ok(None) };
        Ok(Some(Row {
            conversation_id: row.get::<_, Id<_>>(0)?.0,
            attachment,
            is_fetched: row.get(2)?,
            whole: row.get(3)?,
        }))
    });
    Ok(row.optional()?.flatten())
}

/// Whether the file is here as a whole.
pub(crate) fn is_whole(db: &Connection, id: AttachmentId) -> Result<bool> {
    let sql = "SELECT 1 FROM files WHERE attachment_id = ?1 AND whole";
    Ok(db.prepare_cached(sql)?.exists([Id(id)])?)
}

/// Notes that a file was fetched, or more of it. `bytes`: all of its bytes on the disk.
pub(crate) fn put(
    db: &Connection,
    conversation_id: ConversationId,
    attachment: &Attachment,
    whole: bool,
    bytes: u64,
    read_at: Moment,
) -> Result<()> {
    let sql = "INSERT INTO files
            (attachment_id, conversation_id, state, place, attachment, sha256, upload, bytes, read_at, whole)
        VALUES (?1, ?2, 'fetched', 0, ?3, '', 'ready', ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET bytes = ?4, read_at = max(read_at, ?5), whole = max(whole, ?6)";
    db.prepare_cached(sql)?.execute(params![
        Id(attachment.id),
        Id(conversation_id),
        Json(attachment),
        i64::try_from(bytes).unwrap_or(i64::MAX),
        read_at.0,
        whole
    ])?;
    Ok(())
}

/// Forgets a fetched file whose bytes are not where they should be.
pub(crate) fn forget(db: &Connection, id: AttachmentId) -> Result<()> {
    let sql = "DELETE FROM files WHERE attachment_id = ?1 AND state = 'fetched'";
    db.prepare_cached(sql)?.execute([Id(id)])?;
    Ok(())
}

/// Notes the moment at which a file was shown.
pub(crate) fn touch(db: &Connection, id: AttachmentId, read_at: Moment) -> Result<()> {
    let sql = "UPDATE files SET read_at = ?2 WHERE attachment_id = ?1 AND read_at < ?2";
    db.prepare_cached(sql)?.execute(params![Id(id), read_at.0])?;
    Ok(())
}

pub(crate) fn used(db: &Connection) -> Result<StorageUse> {
    let sql = "SELECT coalesce(sum(bytes) FILTER (WHERE state = 'fetched'), 0),
        coalesce(sum(bytes) FILTER (WHERE state <> 'fetched'), 0) FROM files";
    let sums =
        db.prepare_cached(sql)?.query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
    let (fetched, unsent) = sums?;
    let bytes = |sum: i64| u64::try_from(sum).unwrap_or_default();
    Ok(StorageUse { fetched: bytes(fetched), unsent: bytes(unsent) })
}

/// Counts the files that are chosen in a conversation and not sent.
pub(crate) fn drafts(db: &Connection, conversation_id: ConversationId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM files WHERE conversation_id = ?1 AND state = 'tray'";
    Ok(db.prepare_cached(sql)?.query_row([Id(conversation_id)], |row| row.get(0))?)
}

/// Removes the files read longest ago until the rest keeps the limit; never `kept`, which is being shown.
pub(crate) fn keep_within(db: &Connection, limit: u64, kept: Option<AttachmentId>) -> Result<()> {
    let mut used = used(db)?.fetched;
    if used <= limit {
        return Ok(());
    }
    let sql =
        "SELECT attachment_id, bytes FROM files WHERE state = 'fetched' ORDER BY read_at, attachment_id";
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    let mut leaving = Vec::new();
    while let Some(row) = rows.next()?.filter(|_| used > limit) {
        let id = row.get::<_, Id<AttachmentId>>(0)?.0;
        if kept != Some(id) {
            used = used.saturating_sub(u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default());
            leaving.push(id);
        }
    }
    leaving.into_iter().try_for_each(|id| forget(db, id))
}

pub(crate) fn clear(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM files WHERE state = 'fetched'", [])?;
    Ok(())
}

/// Removes the files of a conversation that goes: all that wait in it, and fetched ones that stand nowhere
/// else. The entries of the conversation were removed before.
pub(crate) fn erase_of(db: &Connection, conversation_id: ConversationId) -> Result<()> {
    let stays = "UPDATE files SET conversation_id = (SELECT conversation_id FROM attached
            WHERE attached.attachment_id = files.attachment_id LIMIT 1)
        WHERE conversation_id = ?1 AND state = 'fetched'
            AND attachment_id IN (SELECT attachment_id FROM attached)";
    db.prepare_cached(stays)?.execute([Id(conversation_id)])?;
    db.prepare_cached("DELETE FROM files WHERE conversation_id = ?1")?.execute([Id(conversation_id)])?;
    Ok(())
}

/// Whether bytes are to be removed.
pub(crate) fn any_doomed(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM doomed LIMIT 1")?.exists([])?)
}

/// Answers the files whose bytes are to be removed.
pub(crate) fn doomed(db: &Connection) -> Result<Vec<Doomed>> {
    let sql =
        "SELECT attachment_id, EXISTS (SELECT 1 FROM files WHERE files.attachment_id = doomed.attachment_id),
        EXISTS (SELECT 1 FROM attached WHERE attached.attachment_id = doomed.attachment_id) FROM doomed";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([], |row| {
        Ok(Doomed { id: row.get::<_, Id<_>>(0)?.0, has_row: row.get(1)?, is_attached: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A file that lost its row, or a part of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doomed {
    pub(crate) id: AttachmentId,
    /// The file has a row again.
    pub(crate) has_row: bool,
    /// The file stands in an entry, and can be fetched again.
    pub(crate) is_attached: bool,
}

pub(crate) fn forget_doomed(db: &Connection, id: AttachmentId) -> Result<()> {
    db.prepare_cached("DELETE FROM doomed WHERE attachment_id = ?1")?.execute([Id(id)])?;
    Ok(())
}
