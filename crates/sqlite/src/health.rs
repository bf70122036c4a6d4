//! The check whether a file is whole; kinds of failures.

use rusqlite::{Connection, ErrorCode};

/// The kind of a failure of SQLite, by what has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The file is no healthy database.
    Damage,
    /// The disk is full, read-only or failing, somebody else has the file, or memory is short: waiting or room can help.
    Unavailable,
    /// The change contradicts what is there.
    Conflict,
    /// Anything else: a fault of the program.
    Other,
}

impl Failure {
    /// Answers the kind of a failure.
    pub fn of(error: &rusqlite::Error) -> Failure {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Failure::Damage,
            Some(
                ErrorCode::DiskFull
                | ErrorCode::ReadOnly
                | ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::OutOfMemory,
            ) => Failure::Unavailable,
            Some(ErrorCode::ConstraintViolation) => Failure::Conflict,
            _ => Failure::Other,
        }
    }
}

/// Looks through all pages; answers SQLite's words about the first damage. They name pages and indexes, and
/// quote nothing that people wrote.
pub fn damage(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let said: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((said != "ok").then_some(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_of_the_kind_that_says_what_to_do() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT; INSERT INTO notes VALUES (1)",
        )
        .unwrap();
        let kind = |sql: &str| Failure::of(&conn.execute_batch(sql).unwrap_err());
        assert_eq!(kind("INSERT INTO notes VALUES (1)"), Failure::Conflict);
        assert_eq!(kind("INSERT INTO nowhere VALUES (1)"), Failure::Other);
        conn.pragma_update(None, "query_only", true).unwrap();
        assert_eq!(kind("INSERT INTO notes VALUES (2)"), Failure::Unavailable);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("text");
        std::fs::write(&file, "no database at all, and long enough to be looked at".repeat(20)).unwrap();
        let other = Connection::open(&file).unwrap().execute_batch("SELECT * FROM sqlite_schema");
        assert_eq!(Failure::of(&other.unwrap_err()), Failure::Damage);
    }

    #[test]
    fn a_whole_file_has_no_damage() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT").unwrap();
        assert_eq!(damage(&conn).unwrap(), None);
    }
}
