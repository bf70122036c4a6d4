//! The identifier of this installation, and the purpose of its data.

use conversas_domain::ids::InstallationId;
use conversas_store::upkeep::Purpose;
use rusqlite::Connection;

use crate::sql::Id;

/// The words that migration 0012 writes.
const SCHOOL: &str = "school";
const DEMO: &str = "demo";

/// The identifier that the data was made with.
pub(crate) fn id(conn: &Connection) -> rusqlite::Result<InstallationId> {
    Ok(conn.query_row("SELECT id FROM installation", [], |row| row.get::<_, Id<_>>(0))?.0)
}

/// The purpose of the data; none: not set yet.
pub(crate) fn purpose(conn: &Connection) -> rusqlite::Result<Option<Purpose>> {
    let said: Option<String> = conn.query_row("SELECT purpose FROM installation", [], |row| row.get(0))?;
    // The table accepts no other word.
    Ok(said.map(|said| if said == DEMO { Purpose::Demo } else { Purpose::School }))
}

/// Sets the purpose of the data.
pub(crate) fn set_purpose(conn: &Connection, purpose: Purpose) -> rusqlite::Result<()> {
    let said = match purpose {
        Purpose::School => SCHOOL,
        Purpose::Demo => DEMO,
    };
    conn.prepare_cached("UPDATE installation SET purpose = ?1 WHERE one = 1")?.execute([said])?;
    Ok(())
}
