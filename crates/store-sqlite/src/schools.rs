//! Schools and their sequences.

use conversas_domain::entry::Seq;
use conversas_domain::ids::SchoolId;
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_store::log::LogRange;
use rusqlite::{Connection, params};

use crate::sql::{Id, Json, name_in};

pub(crate) fn insert(conn: &Connection, school: &School) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO schools (id, name, plan_json, time_zone) VALUES (?1, ?2, ?3, ?4)",
        params![Id(school.id), school.name.as_str(), Json(school.plan), school.time_zone],
    )?;
    Ok(())
}

pub(crate) fn load(conn: &Connection, id: SchoolId) -> rusqlite::Result<School> {
    with_log(conn, id).map(|(school, _)| school)
}

/// Answers whether there is any school.
pub(crate) fn any(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare("SELECT 1 FROM schools LIMIT 1")?.exists([])
}

pub(crate) fn ids(conn: &Connection) -> rusqlite::Result<Vec<SchoolId>> {
    let mut statement = conn.prepare("SELECT id FROM schools ORDER BY id")?;
    let rows = statement.query_map([], |row| row.get::<_, Id<SchoolId>>(0).map(|id| id.0))?;
    rows.collect()
}

pub(crate) fn set_plan(conn: &Connection, id: SchoolId, plan: Plan) -> rusqlite::Result<()> {
    conn.execute("UPDATE schools SET plan_json = ?2 WHERE id = ?1", params![Id(id), Json(plan)])?;
    Ok(())
}

/// Answers the next numbers, one after the other.
pub(crate) fn take_seqs(conn: &Connection, id: SchoolId, count: usize) -> rusqlite::Result<Vec<Seq>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let (first, last) = conn
        .prepare_cached("UPDATE schools SET seq = seq + ?2 WHERE id = ?1 RETURNING seq - ?2 + 1, seq")?
        .query_row(params![Id(id), count], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((first..=last).map(Seq).collect())
}

/// Answers a school, and the ends of its log.
pub(crate) fn with_log(conn: &Connection, id: SchoolId) -> rusqlite::Result<(School, LogRange)> {
    conn.prepare_cached("SELECT name, plan_json, time_zone, seq, pruned_to FROM schools WHERE id = ?1")?
        .query_row([Id(id)], |row| {
            let (name, plan) = (name_in(row, 0, id)?, row.get::<_, Json<Plan>>(1)?.0);
            let log = LogRange { newest: Seq(row.get(3)?), pruned_to: Seq(row.get(4)?) };
            Ok((School { id, name, plan, time_zone: row.get(2)? }, log))
        })
}
