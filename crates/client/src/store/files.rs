//! Table `files`: the files whose bytes are on this device, and their purpose. When a row is removed its
//! bytes are doomed: see [`fetched`](super::fetched).

use std::collections::HashSet;

use conversas_domain::attachment::Attachment;
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::moment::Moment;
use conversas_view::Lost;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Result;
use super::rescued::{self};
use super::sql::{Id, Json, readable};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(match self { $($name::$variant => $word.into(),)* })
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok($name::$variant),)*
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }
    };
}

words! {
    /// The purpose of a file.
    FileState {
        /// The file is chosen and not sent.
        Tray = "tray",
        /// The file waits to be sent.
        Outbox = "outbox",
        /// The server has the file: this is a copy.
        Fetched = "fetched",
    }
}

words! {
    /// The known state of the upload of a file in the outbox.
    Upload {
        /// The server knows the state.
        Open = "open",
        /// The upload that the server has is to be ended first.
        Anew = "anew",
        /// The upload was ended, and begins anew.
        Again = "again",
        /// All bytes are there: only the operation is to be sent, and may have been.
        Ready = "ready",
        /// All bytes are there after the upload was begun anew: a file that is missing then is refused for
        /// good.
        ReadyAgain = "ready_again",
    }
}

impl Upload {
    /// Whether all bytes of the file are at the server.
    pub(crate) fn is_ready(self) -> bool {
        matches!(self, Upload::Ready | Upload::ReadyAgain)
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FileRow {
    pub(crate) conversation_id: ConversationId,
    pub(crate) state: FileState,
    pub(crate) attachment: Attachment,
    /// SHA-256 of the file, in hexadecimal digits; empty: not known.
    pub(crate) sha256: String,
    pub(crate) upload: Upload,
    /// The bytes on the disk, with the small picture.
    pub(crate) bytes: u64,
    /// The moment at which the file was last shown, by this device's clock.
    pub(crate) read_at: Moment,
}

const COLUMNS: &str = "conversation_id, state, attachment, sha256, upload, bytes, read_at, attachment_id";

/// Reads a row. None: it cannot be read.
fn file(row: &Row<'_>) -> rusqlite::Result<Option<FileRow>> {
    let Some(attachment) = readable(row, 2, row.get::<_, Id<AttachmentId>>(7)?.0)? else { return Ok(None) };
    Ok(Some(FileRow {
        conversation_id: row.get::<_, Id<_>>(0)?.0,
        state: row.get(1)?,
        attachment,
        sha256: row.get(3)?,
        upload: row.get(4)?,
        bytes: row.get::<_, i64>(5)?.cast_unsigned(),
        read_at: Moment(row.get(6)?),
    }))
}

/// Adds a row behind those of its conversation, or replaces it.
pub(crate) fn put(db: &Connection, row: &FileRow) -> Result<()> {
    let sql = "INSERT INTO files
        (attachment_id, conversation_id, state, attachment, sha256, upload, bytes, read_at, place)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
            (SELECT COALESCE(MAX(place) + 1, 0) FROM files WHERE conversation_id = ?2))
        ON CONFLICT DO UPDATE SET conversation_id = excluded.conversation_id, state = excluded.state,
            attachment = excluded.attachment, sha256 = excluded.sha256, upload = excluded.upload, bytes = excluded.bytes,
            read_at = excluded.read_at, place = excluded.place, whole = 1";
    db.prepare_cached(sql)?.execute(params![
        Id(row.attachment.id),
        Id(row.conversation_id),
        row.state,
        Json(&row.attachment),
        row.sha256,
        row.upload,
        row.bytes.cast_signed(),
        row.read_at.0,
    ])?;
    Ok(())
}

pub(crate) fn get(db: &Connection, id: AttachmentId) -> Result<Option<FileRow>> {
    let sql = format!("SELECT {COLUMNS} FROM files WHERE attachment_id = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([Id(id)], file).optional()?.flatten())
}

/// Answers a conversation's files of this purpose, in order.
pub(crate) fn of(db: &Connection, conversation_id: ConversationId, state: FileState) -> Result<Vec<FileRow>> {
    let sql = format!("SELECT {COLUMNS} FROM files WHERE conversation_id = ?1 AND state = ?2 ORDER BY place");
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map(params![Id(conversation_id), state], file)?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// Answers all rows.
pub(crate) fn all(db: &Connection) -> Result<Vec<FileRow>> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM files ORDER BY place"))?;
    let rows = query.query_map([], file)?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// Removes rows that cannot be read. The person is told of files that the server does not have; these are
/// answered, because their bytes may be whole.
pub(crate) fn forget_unreadable(db: &Connection) -> Result<HashSet<AttachmentId>> {
    let known: HashSet<_> = all(db)?.into_iter().map(|row| row.attachment.id).collect();
    let mut query = db.prepare_cached("SELECT attachment_id, state <> 'fetched', read_at FROM files")?;
    let rows = query.query_map([], |row| {
        Ok((row.get::<_, Id<AttachmentId>>(0)?.0, row.get::<_, bool>(1)?, Moment(row.get(2)?)))
    })?;
    let mut unsent = HashSet::new();
    for (id, is_unsent, read_at) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        if known.contains(&id) {
            continue;
        }
        if is_unsent {
            rescued::add_lost(db, Lost::Unreadable, read_at)?;
            unsent.insert(id);
        }
        remove(db, id)?;
    }
    Ok(unsent)
}

/// Sorts the files of a tray in this order.
pub(crate) fn arrange(db: &Connection, order: &[AttachmentId]) -> Result<()> {
    let mut query = db.prepare_cached("UPDATE files SET place = ?2 WHERE attachment_id = ?1")?;
    for (id, place) in order.iter().zip(0i64..) {
        query.execute(params![Id(*id), place])?;
    }
    Ok(())
}

/// Gives a file another purpose.
pub(crate) fn set_state(db: &Connection, id: AttachmentId, state: FileState, now: Moment) -> Result<()> {
    db.prepare_cached("UPDATE files SET state = ?2, read_at = ?3 WHERE attachment_id = ?1")?
        .execute(params![Id(id), state, now.0])?;
    Ok(())
}

/// Updates what is known of a file, beside which a small picture now lies; its place in the order stays.
pub(crate) fn describe(db: &Connection, attachment: &Attachment, bytes: u64) -> Result<()> {
    db.prepare_cached("UPDATE files SET attachment = ?2, bytes = ?3 WHERE attachment_id = ?1")?
        .execute(params![Id(attachment.id), Json(attachment), bytes.cast_signed()])?;
    Ok(())
}

pub(crate) fn set_upload(db: &Connection, id: AttachmentId, upload: Upload) -> Result<()> {
    db.prepare_cached("UPDATE files SET upload = ?2 WHERE attachment_id = ?1")?
        .execute(params![Id(id), upload])?;
    Ok(())
}

pub(crate) fn remove(db: &Connection, id: AttachmentId) -> Result<()> {
    db.prepare_cached("DELETE FROM files WHERE attachment_id = ?1")?.execute([Id(id)])?;
    Ok(())
}

/// Moves files to the new identifier of a conversation.
pub(crate) fn rename(db: &Connection, from: ConversationId, into: ConversationId) -> Result<()> {
    db.prepare_cached("UPDATE files SET conversation_id = ?2 WHERE conversation_id = ?1")?
        .execute([Id(from), Id(into)])?;
    Ok(())
}
