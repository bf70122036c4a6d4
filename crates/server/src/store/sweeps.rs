//! When what is old was last forgotten.

use conversas_domain::moment::Moment;
use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// The moment by the clock of that time; none: not yet.
pub(crate) fn last(conn: &Connection) -> Result<Option<Moment>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT at FROM sweeps WHERE one = 1")?;
    Ok(statement.query_row([], |row| row.get(0).map(Moment)).optional()?)
}

pub(crate) fn set(conn: &Connection, now: Moment) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR REPLACE INTO sweeps (one, at) VALUES (1, ?1)")?.execute([now.0])?;
    Ok(())
}
