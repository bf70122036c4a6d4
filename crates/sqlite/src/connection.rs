//! The settings of a connection.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

/// The number of statements that a connection keeps compiled.
const STATEMENTS: usize = 64;

/// The time that a statement waits for another connection that has the file.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the connection that writes, and makes the file if it is missing. A commit returns once it is on the
/// disk.
pub fn writing(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open(path)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    configure(&conn)?;
    Ok(conn)
}

/// Applies the settings that every connection needs.
pub fn configure(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(PATIENCE)?;
    // Sorting happens in memory: a temporary file could be read by others.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // Without this setting a statement is compiled anew for each value that is bound to it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Runs a statement that returns no rows: `BEGIN`, `SAVEPOINT`…
pub fn run(conn: &Connection, sql: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// Brings the log into the database and empties the log. False: a reader holds a part of it for later.
pub fn empty_log(conn: &Connection) -> rusqlite::Result<bool> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).map(|busy| busy == 0)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    fn number(conn: &Connection, pragma: &str) -> i64 {
        conn.pragma_query_value(None, pragma, |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_commit_reaches_the_disk_and_sorting_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let conn = writing(&folder.path().join("new.sqlite3")).unwrap();
        let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
        let (full, memory) = (2, 2);
        assert_eq!((number(&conn, "synchronous"), number(&conn, "temp_store")), (full, memory));
        assert_eq!(number(&conn, "busy_timeout"), 5000);
    }

    #[test]
    fn a_statement_is_not_compiled_anew_for_another_value() {
        let conn = Connection::open_in_memory().unwrap();
        configure(&conn).unwrap();
        conn.execute_batch("CREATE TABLE notes (id INTEGER PRIMARY KEY, place INTEGER, text TEXT) STRICT")
            .unwrap();
        let mut statement =
            conn.prepare_cached("SELECT text FROM notes WHERE place = ?1 ORDER BY id").unwrap();
        for place in 0..3 {
            assert!(!statement.exists([place]).unwrap());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }

    #[test]
    fn the_log_is_emptied_unless_somebody_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.sqlite3");
        let conn = writing(&path).unwrap();
        conn.busy_timeout(Duration::ZERO).unwrap();
        conn.execute_batch("CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT").unwrap();
        let reading = Connection::open(&path).unwrap();
        reading.execute_batch("BEGIN; SELECT * FROM notes").unwrap();
        conn.execute("INSERT INTO notes DEFAULT VALUES", []).unwrap();
        assert!(!empty_log(&conn).unwrap());
        reading.execute_batch("COMMIT").unwrap();
        assert!(empty_log(&conn).unwrap());
        assert_eq!(std::fs::metadata(folder.path().join("new.sqlite3-wal")).unwrap().len(), 0);
    }
}
