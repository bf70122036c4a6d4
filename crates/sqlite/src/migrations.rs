//! Brings a file to a version. Steps are only ever added; `user_version` says how many a file has seen.

use rusqlite::Connection;

/// Answers how many steps a file has seen.
pub fn version(conn: &Connection) -> rusqlite::Result<usize> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Runs the steps that a file has not seen yet, each in a transaction of its own. A file that has seen more
/// steps is left alone. Foreign keys are not enforced meanwhile: a step may make a table anew that others
/// refer to.
pub fn run(conn: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let enforced: bool = conn.query_row("PRAGMA foreign_keys", [], |row| row.get(0))?;
    conn.pragma_update(None, "foreign_keys", false)?;
    let running = run_unenforced(conn, steps);
    conn.pragma_update(None, "foreign_keys", enforced)?;
    running
}

fn run_unenforced(conn: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
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
    fn a_step_may_make_a_table_anew_that_others_refer_to() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "foreign_keys", true).unwrap();
        let first = "CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT;
            CREATE TABLE two (of INTEGER REFERENCES one (id)) STRICT; INSERT INTO one VALUES (1); INSERT INTO two VALUES (1)";
        let second = "CREATE TABLE new (id INTEGER PRIMARY KEY) STRICT; INSERT INTO new SELECT id FROM one;
            DROP TABLE one; ALTER TABLE new RENAME TO one";
        run(&mut conn, &[first, second]).unwrap();
        conn.execute("DELETE FROM one", []).expect_err("enforced again");
        assert_eq!(version(&conn).unwrap(), 2);
    }

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
