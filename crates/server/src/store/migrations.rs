//! Brings a database file to the newest form. To change it: add a file and a line; never edit what is here.

use rusqlite::Connection;

use super::StoreError;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_house.sql"),
    include_str!("migrations/0002_service.sql"),
    include_str!("migrations/0003_files.sql"),
    include_str!("migrations/0004_installation.sql"),
    include_str!("migrations/0005_doors.sql"),
];

/// Runs what this file has not seen yet, each step in a transaction of its own.
pub(crate) fn run(conn: &mut Connection) -> Result<(), StoreError> {
    let done: usize = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if done > MIGRATIONS.len() {
        return Err(StoreError::TooNew);
    }
    for (number, sql) in MIGRATIONS.iter().enumerate().skip(done) {
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

    #[test]
    fn running_the_migrations_twice_changes_nothing() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn).unwrap();
        run(&mut conn).unwrap();
        let version: usize = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version, MIGRATIONS.len());
    }

    #[test]
    fn what_an_older_server_kept_stays_and_gets_what_is_new() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(MIGRATIONS[0]).unwrap();
        conn.pragma_update(None, "user_version", 1).unwrap();
        conn.execute_batch(
            "INSERT INTO schools (id, name, plan_json) VALUES (x'01', 'Escola', '\"basic\"');
             INSERT INTO channels (id, school_id, name, description, kind_json, active)
                 VALUES (x'02', x'01', 'Secretaria', '', '\"secretary\"', 1);",
        )
        .unwrap();
        run(&mut conn).unwrap();
        let first = super::super::installation::id(&conn).unwrap();
        run(&mut conn).unwrap();
        assert_eq!(super::super::installation::id(&conn).unwrap(), first, "made once");
        let sql = "SELECT s.time_zone, c.hours_json FROM schools s JOIN channels c ON c.school_id = s.id";
        let found = conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(found, ("America/Sao_Paulo".to_owned(), None::<String>));
    }

    #[test]
    fn a_file_of_a_newer_server_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "user_version", MIGRATIONS.len() + 1).unwrap();
        assert!(matches!(run(&mut conn), Err(StoreError::TooNew)));
    }
}
