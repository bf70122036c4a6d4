//! Stored contents that lost an attachment, until a sweep has checked whether another one needs them.

use conversas_domain::ids::SchoolId;
use conversas_store::attachments::ContentHash;
use rusqlite::{Connection, params};

use crate::sql::Id;

pub(crate) fn insert(conn: &Connection, school: SchoolId, sha256: ContentHash) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO loose_contents (school_id, sha256) VALUES (?1, ?2)")?
        .execute(params![Id(school), sha256])?;
    Ok(())
}

pub(crate) fn all(conn: &Connection) -> rusqlite::Result<Vec<(SchoolId, ContentHash)>> {
    let mut statement = conn.prepare_cached("SELECT school_id, sha256 FROM loose_contents")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Id<SchoolId>>(0)?.0, row.get(1)?)))?;
    rows.collect()
}

pub(crate) fn delete(conn: &Connection, school: SchoolId, sha256: ContentHash) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM loose_contents WHERE school_id = ?1 AND sha256 = ?2")?
        .execute(params![Id(school), sha256])?;
    Ok(())
}
