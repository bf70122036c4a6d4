//! Which installation this is, and what its data is for.

use conversas_domain::ids::InstallationId;
use conversas_store::upkeep::Purpose;
use rusqlite::Connection;

use crate::sql::Id;

/// As migration 0012 writes them.
const SCHOOL: &str = "school";
const DEMO: &str = "demo";

/// The identifier that the data was made with.
pub(crate) fn id(conn: &Connection) -> rusqlite::Result<InstallationId> {
    Ok(conn.query_row("SELECT id FROM installation", [], |row| row.get::<_, Id<_>>(0))?.0)
}

/// What the data is for; none: nobody has said it yet.
pub(crate) fn purpose(conn: &Connection) -> rusqlite::Result<Option<Purpose>> {
    let said: Option<String> = conn.query_row("SELECT purpose FROM installation", [], |row| row.get(0))?;
    // The table takes no other word.
    Ok(said.map(|said| if said == DEMO { Purpose::Demo } else { Purpose::School }))
}

/// Says what the data is for.
pub(crate) fn set_purpose(conn: &Connection, purpose: Purpose) -> rusqlite::Result<()> {
    let said = match purpose {
        Purpose::School => SCHOOL,
        Purpose::Demo => DEMO,
    };
    conn.prepare_cached("UPDATE installation SET purpose = ?1 WHERE one = 1")?.execute([said])?;
    Ok(())
}
