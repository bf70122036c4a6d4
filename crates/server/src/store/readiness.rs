//! A row that is written only to see whether anything can be written.

use conversas_domain::moment::Moment;
use rusqlite::Connection;

use super::StoreError;

/// Writes it.
pub(crate) fn write(conn: &Connection, now: Moment) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR REPLACE INTO readiness (id, written_at) VALUES (1, ?1)")?
        .execute([now.0])?;
    Ok(())
}
