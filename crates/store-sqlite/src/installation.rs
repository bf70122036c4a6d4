//! Which installation this is.

use conversas_domain::ids::InstallationId;
use rusqlite::Connection;

use crate::sql::Id;

/// The identifier that the data was made with.
pub(crate) fn id(conn: &Connection) -> rusqlite::Result<InstallationId> {
    Ok(conn.query_row("SELECT id FROM installation", [], |row| row.get::<_, Id<_>>(0))?.0)
}
