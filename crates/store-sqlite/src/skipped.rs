//! Time that went by without a sweep: the server was off, or its clock was wrong. Nothing has grown older by it, because nobody
//! could use anything meanwhile.

use conversas_domain::ids::PersonId;
use conversas_store::upkeep::Skipped;
use rusqlite::{Connection, params};

use crate::sql::Id;

/// Answers at most `limit` people after one, by their identifiers.
pub(crate) fn people_after(
    conn: &Connection,
    after: PersonId,
    limit: usize,
) -> rusqlite::Result<Vec<PersonId>> {
    let mut statement = conn.prepare_cached("SELECT id FROM people WHERE id > ?1 ORDER BY id LIMIT ?2")?;
    let rows = statement.query_map(params![Id(after), limit], |row| row.get::<_, Id<PersonId>>(0))?;
    rows.map(|row| row.map(|id| id.0)).collect()
}

/// Makes a person's ageing rows younger by that time, and nothing younger than now. Doing it twice keeps rows
/// for longer and does no other harm.
///
/// Records of what administrators were shown keep their dates.
pub(crate) fn make_up_for(conn: &Connection, person: PersonId, skipped: Skipped) -> rusqlite::Result<()> {
    let Skipped { ms, now } = skipped;
    for sql in [
        "UPDATE devices SET used_at = min(used_at + ?2, ?3), revoked_at = min(revoked_at + ?2, ?3)
         WHERE person_id = ?1",
        "UPDATE followed_channels SET opened_at = min(opened_at + ?2, ?3) WHERE person_id = ?1",
        "UPDATE receipts SET at = min(at + ?2, ?3) WHERE person_id = ?1",
        "UPDATE known_addresses SET last_at = min(last_at + ?2, ?3)
         WHERE account_id = (SELECT account_id FROM people WHERE id = ?1)",
    ] {
        conn.prepare_cached(sql)?.execute(params![Id(person), ms, now.0])?;
    }
    // These columns are ends, which lie ahead.
    conn.prepare_cached(
        "UPDATE attachments SET expires_at = expires_at + ?2 WHERE owner_id = ?1 AND sent = 0",
    )?
    .execute(params![Id(person), ms])?;
    Ok(())
}
