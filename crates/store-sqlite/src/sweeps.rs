//! The time of the last sweep, and the trial of the machine's clock, if it is not believed.

use conversas_domain::moment::Moment;
use conversas_store::upkeep::{Known, Trial};
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) fn known(conn: &Connection) -> rusqlite::Result<Known> {
    let last = conn
        .prepare_cached("SELECT at FROM sweeps WHERE one = 1")?
        .query_row([], |row| row.get(0).map(Moment))
        .optional()?;
    let trial = conn
        .prepare_cached("SELECT said, well, newest FROM clock_trials WHERE one = 1")?
        .query_row([], |row| {
            let newest: Option<i64> = row.get(2)?;
            Ok(Trial { said: Moment(row.get(0)?), well: row.get(1)?, newest: newest.map(Moment) })
        })
        .optional()?;
    let newest = match &trial {
        Some(trial) => trial.newest,
        None => newest(conn)?,
    };
    Ok(Known { last, newest, trial })
}

/// The newest moment on record, as far as an index knows it. Looks are left out: they keep the dates of a
/// clock that was ahead.
pub(crate) fn newest(conn: &Connection) -> rusqlite::Result<Option<Moment>> {
    let sql = "SELECT max(at) FROM (
        SELECT max(at) AS at FROM receipts
        UNION ALL SELECT max(used_at) FROM devices WHERE revoked_at IS NULL
        UNION ALL SELECT written_at FROM readiness WHERE id = 1)";
    let newest: Option<i64> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(newest.map(Moment))
}

/// Notes that old data were forgotten, by a clock that is believed.
pub(crate) fn set(conn: &Connection, now: Moment) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO sweeps (one, at) VALUES (1, ?1)")?.execute([now.0])?;
    conn.prepare_cached("DELETE FROM clock_trials WHERE one = 1")?.execute([])?;
    Ok(())
}

/// Notes the state of the trial of a clock.
pub(crate) fn set_trial(conn: &Connection, trial: Trial) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO clock_trials (one, said, well, newest) VALUES (1, ?1, ?2, ?3)";
    let Trial { said, well, newest } = trial;
    conn.prepare_cached(sql)?.execute(params![said.0, well, newest.map(|newest| newest.0)])?;
    Ok(())
}
