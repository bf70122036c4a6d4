//! Files, from the first byte of their upload on.

use conversas_domain::attachment::{FileName, FileType, Media};
use conversas_domain::ids::{AttachmentId, EntityId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_store::attachments::{AttachmentRow, ContentHash, State, Unsent};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::{cannot_be_read, column_of};
use crate::sql::{Id, Json};

const COLUMNS: &str = "id, school_id, owner_id, name, type_json, bytes, media_json, sha256, duration_ms, state_json, expires_at";

/// Adds a file, in the place of one that is gone.
pub(crate) fn insert(conn: &Connection, row: &AttachmentRow, now: Moment) -> rusqlite::Result<()> {
    conn.prepare_cached(&format!(
        "INSERT OR REPLACE INTO attachments ({COLUMNS}, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    ))?
    .execute(params![
        Id(row.id),
        Id(row.school_id),
        Id(row.owner_id),
        row.name.as_str(),
        Json(row.file_type),
        row.bytes,
        Json(&row.media),
        row.sha256,
        row.duration_ms,
        Json(row.state),
        row.expires_at.0,
        now.0,
    ])?;
    Ok(())
}

pub(crate) fn load(conn: &Connection, id: AttachmentId) -> rusqlite::Result<Option<AttachmentRow>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM attachments WHERE id = ?1"))?
        .query_row([Id(id)], from_row)
        .optional()
}

/// Writes the state of a file; answers whether there is such a file.
pub(crate) fn set_state(
    conn: &Connection,
    id: AttachmentId,
    state: State,
    duration_ms: Option<u64>,
    expires_at: Moment,
) -> rusqlite::Result<bool> {
    let rows = conn
        .prepare_cached(
            "UPDATE attachments SET state_json = ?2, duration_ms = coalesce(?3, duration_ms), expires_at = ?4
             WHERE id = ?1",
        )?
        .execute(params![Id(id), Json(state), duration_ms, expires_at.0])?;
    Ok(rows > 0)
}

/// Lets an upload that goes on live longer.
pub(crate) fn extend(conn: &Connection, id: AttachmentId, expires_at: Moment) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE attachments SET expires_at = ?2 WHERE id = ?1")?
        .execute(params![Id(id), expires_at.0])?;
    Ok(())
}

pub(crate) fn delete(conn: &Connection, id: AttachmentId) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM attachments WHERE id = ?1")?.execute([Id(id)])?;
    Ok(())
}

/// Counts the uploads of a person that are under way. An upload whose state is damaged counts.
pub(crate) fn count_open(conn: &Connection, owner: PersonId) -> rusqlite::Result<usize> {
    let count = conn
        .prepare_cached(
            "SELECT count(*) FROM attachments
             WHERE owner_id = ?1 AND sent = 0
               AND CASE WHEN json_valid(state_json) THEN state_json ->> 'state' IN ('uploading', 'checking') ELSE 1 END",
        )?
        .query_row([Id(owner)], |row| row.get(0))?;
    Ok(count)
}

const OF_OWNER: &str = "SELECT count(*), total(bytes) FILTER (WHERE is_kept), min(expires_at)
    FROM attachments WHERE owner_id = ?1 AND sent = 0";
/// Answered by an index alone, because it runs inside the writer's transaction.
const OF_SCHOOL: &str = "SELECT count(*), total(bytes), min(expires_at)
    FROM attachments WHERE school_id = ?1 AND is_kept = 1";

/// A person's unsent files. Gone and refused files count too, as long as they are remembered.
pub(crate) fn unsent_of_owner(conn: &Connection, owner: PersonId) -> rusqlite::Result<Unsent> {
    unsent(conn, OF_OWNER, Id(owner))
}

/// A school's unsent files whose bytes are kept, or may come.
pub(crate) fn unsent_of_school(conn: &Connection, school: SchoolId) -> rusqlite::Result<Unsent> {
    unsent(conn, OF_SCHOOL, Id(school))
}

fn unsent<T: EntityId>(conn: &Connection, sql: &str, of: Id<T>) -> rusqlite::Result<Unsent> {
    conn.prepare_cached(sql)?.query_row([of], |row| {
        let bytes: f64 = row.get(1)?;
        Ok(Unsent {
            files: row.get(0)?,
            // Exact up to 2^53, and far beyond any quota after that.
            bytes: bytes as u64,
            first_end: row.get::<_, Option<i64>>(2)?.map(Moment),
        })
    })
}

/// Notes that an entry refers to the file now.
pub(crate) fn set_sent(conn: &Connection, id: AttachmentId) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE attachments SET sent = 1 WHERE id = ?1 AND sent = 0")?.execute([Id(id)])?;
    Ok(())
}

/// A file with the same content that the same person has uploaded in full.
pub(crate) fn uploaded_before(
    conn: &Connection,
    like: &AttachmentRow,
) -> rusqlite::Result<Option<AttachmentRow>> {
    conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM attachments WHERE school_id = ?1 AND sha256 = ?2 AND owner_id = ?3 AND bytes = ?4
               AND type_json = ?5 AND CASE WHEN json_valid(state_json) THEN state_json ->> 'state' = 'ready' END LIMIT 1"
        ))?
        .query_row(
            params![Id(like.school_id), like.sha256, Id(like.owner_id), like.bytes, Json(like.file_type)],
            from_row,
        )
        .optional()
}

/// Whether any file needs the stored content, or may soon. A file whose state is damaged may.
pub(crate) fn needs_content(
    conn: &Connection,
    school: SchoolId,
    sha256: ContentHash,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT 1 FROM attachments WHERE school_id = ?1 AND sha256 = ?2
               AND CASE WHEN json_valid(state_json) THEN state_json ->> 'state' IN ('uploading', 'checking', 'ready')
                   ELSE 1 END",
    )?
    .exists(params![Id(school), sha256])
}

/// Files that no entry refers to and whose time is over, sorted by the end of their time, after a place in
/// that order.
pub(crate) fn expired(
    conn: &Connection,
    now: Moment,
    (after, id): (Moment, AttachmentId),
    limit: usize,
) -> rusqlite::Result<Vec<AttachmentRow>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM attachments WHERE sent = 0 AND expires_at <= ?1 AND (expires_at, id) > (?2, ?3)
         ORDER BY expires_at, id LIMIT ?4"
    ))?;
    let rows = statement.query_map(params![now.0, after.0, Id(id), limit], readable)?;
    rows.filter_map(rusqlite::Result::transpose).collect()
}

/// Reads a row; none if it cannot be read: the row stays, and keeps no other one from being removed.
fn readable(row: &Row<'_>) -> rusqlite::Result<Option<AttachmentRow>> {
    match from_row(row) {
        Err(error) if cannot_be_read(&error) => {
            let file = row.get::<_, Id<AttachmentId>>(0).ok().map(|id| tracing::field::display(id.0));
            tracing::error!(file, column = column_of(&error), "a file's row cannot be read and is left out");
            Ok(None)
        }
        found => found.map(Some),
    }
}

/// Brings the end of unsent files to a moment where it is later, at most `limit`; how many.
pub(crate) fn clamp_ends(conn: &Connection, latest: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "UPDATE attachments SET expires_at = ?1 WHERE id IN (SELECT id FROM attachments
        WHERE sent = 0 AND expires_at > ?1 ORDER BY expires_at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![latest.0, limit])
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<AttachmentRow> {
    Ok(AttachmentRow {
        id: row.get::<_, Id<AttachmentId>>(0)?.0,
        school_id: row.get::<_, Id<SchoolId>>(1)?.0,
        owner_id: row.get::<_, Id<PersonId>>(2)?.0,
        name: FileName::from(row.get::<_, String>(3)?),
        file_type: row.get::<_, Json<FileType>>(4)?.0,
        bytes: row.get(5)?,
        media: row.get::<_, Json<Media>>(6)?.0,
        sha256: row.get(7)?,
        duration_ms: row.get(8)?,
        state: row.get::<_, Json<State>>(9)?.0,
        expires_at: Moment(row.get(10)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::empty;

    #[test]
    fn an_index_alone_says_how_much_a_school_has_not_sent() {
        let sql = format!("EXPLAIN QUERY PLAN {OF_SCHOOL}");
        let plan: String = empty().query_row(&sql, [[0_u8; 16]], |row| row.get("detail")).unwrap();
        assert!(plan.contains("USING COVERING INDEX attachments_kept_of_school"), "{plan}");
    }
}
