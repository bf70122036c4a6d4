//! A row that is written to find out whether anything can be written.

use conversas_domain::moment::Moment;
use rusqlite::Connection;

/// Writes the row.
pub(crate) fn write(conn: &Connection, now: Moment) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO readiness (id, written_at) VALUES (1, ?1)")?
        .execute([now.0])?;
    Ok(())
}
