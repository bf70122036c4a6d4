//! Brings a file to a version: steps that are only ever added, of which `user_version` says how many it has seen.

use rusqlite::Connection;

/// How many steps a file has seen.
pub fn version(conn: &Connection) -> rusqlite::Result<usize> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Runs the steps that a file has not seen yet, each in a transaction of its own. One that has seen more is left alone.
pub fn run(conn: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let seen = version(conn)?;
    for (number, sql) in steps.iter().enumerate().skip(seen) {
        let tx = conn.transaction()?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", number + 1)?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [&str; 2] = ["CREATE TABLE one (id INTEGER) STRICT", "CREATE TABLE two (id INTEGER) STRICT"];

    #[test]
    fn each_step_runs_once() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn, &STEPS[..1]).unwrap();
        run(&mut conn, &STEPS).unwrap();
        run(&mut conn, &STEPS).unwrap();
        assert_eq!(version(&conn).unwrap(), 2);
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_at_the_one_before() {
        let mut conn = Connection::open_in_memory().unwrap();
        let broken = "CREATE TABLE three (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)";
        assert!(run(&mut conn, &[STEPS[0], broken]).is_err());
        let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        assert_eq!((version(&conn).unwrap(), tables), (1, 1));
        run(&mut conn, &STEPS).unwrap();
        assert_eq!(version(&conn).unwrap(), 2);
    }

    #[test]
    fn a_file_that_has_seen_more_is_left_alone() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn, &STEPS).unwrap();
        run(&mut conn, &STEPS[..1]).unwrap();
        assert_eq!(version(&conn).unwrap(), 2);
    }
}
