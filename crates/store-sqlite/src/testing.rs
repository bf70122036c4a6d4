//! Statements of tests, past the port: for things that no server does, such as breaking a disk, or that the
//! port does not tell.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use conversas_domain::ids::{EntityId, PersonId};
use conversas_store::{Ran, Read, StoreError, Write};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, params_from_iter};

pub use crate::session::Session;
use crate::{Sqlite, error, sqlite};

impl Sqlite {
    /// Runs `work` on the writer's connection, in a transaction of its own.
    pub async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = tokio::sync::oneshot::channel();
        self.submit(Box::new(move |session| {
            let result = work(session);
            let keep = result.is_ok();
            Ran {
                keep,
                answer: Box::new(move |failed| {
                    drop(answer.send(failed.map_or(result, Err)));
                }),
            }
        }))?;
        answered.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Runs a read on a connection of its own, and counts its statements.
    pub fn counted<T>(&self, read: impl FnOnce(&dyn Read) -> T) -> Result<(T, usize), StoreError> {
        let count = Arc::new(AtomicUsize::new(0));
        let counting = count.clone();
        let mut conn = self.inner.readers.open().map_err(error::told)?;
        let add = move |_: TraceEvent<'_>| {
            counting.fetch_add(1, Ordering::Relaxed);
        };
        conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(add)).map_err(error::told)?;
        let answer = read(Session::new(&conn).as_read());
        Ok((answer, count.load(Ordering::Relaxed)))
    }

    /// Runs a change on a connection of its own and undoes it; its statements, without those of triggers.
    pub fn statements<T>(
        &self,
        change: impl FnOnce(&mut dyn Write) -> T,
    ) -> Result<(T, Vec<String>), StoreError> {
        let reader = self.inner.readers.open().map_err(error::told)?;
        let path = reader.path().map(Path::new).ok_or(StoreError::Missing("file"))?;
        let mut conn = sqlite::writing(path).map_err(error::told)?;
        conn.execute_batch("BEGIN IMMEDIATE").map_err(error::told)?;
        let (told, heard) = mpsc::channel();
        let tell = move |event: TraceEvent<'_>| {
            if let TraceEvent::Stmt(_, sql) = event {
                // Ignored: nothing depends on statements after the change.
                let _ = told.send(sql.to_owned());
            }
        };
        conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(tell)).map_err(error::told)?;
        let answer = change(Session::new(&conn).as_write());
        let statements = heard.try_iter().filter(|sql| !sql.starts_with("--")).collect();
        conn.execute_batch("ROLLBACK").map_err(error::told)?;
        Ok((answer, statements))
    }

    /// Runs a statement with these values bound.
    pub async fn execute(&self, sql: impl Into<String>, values: Vec<Vec<u8>>) -> Result<(), StoreError> {
        let sql = sql.into();
        self.with(move |session| session.execute(&sql, &values)).await
    }

    /// Gives a person's account a password by its hash.
    pub async fn set_password(&self, person: PersonId, hash: String) -> Result<(), StoreError> {
        let sql = "UPDATE accounts SET password_hash = CAST(?2 AS TEXT)
            WHERE id = (SELECT account_id FROM people WHERE id = ?1)";
        self.execute(sql, vec![person.uuid().into_bytes().to_vec(), hash.into_bytes()]).await
    }

    /// The first column of the only row that a query with these values answers.
    pub async fn number(&self, sql: impl Into<String>, values: Vec<Vec<u8>>) -> Result<i64, StoreError> {
        let sql = sql.into();
        self.with(move |session| session.number(&sql, &values)).await
    }
}

impl Session<'_> {
    /// Runs statements that need no values.
    pub fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.conn.execute_batch(sql).map_err(error::told)
    }

    /// Runs a statement with these values bound.
    pub fn execute(&self, sql: &str, values: &[Vec<u8>]) -> Result<(), StoreError> {
        self.conn.execute(sql, params_from_iter(values)).map(drop).map_err(error::told)
    }

    /// The first column of the only row that a query with these values answers.
    pub fn number(&self, sql: &str, values: &[Vec<u8>]) -> Result<i64, StoreError> {
        self.conn.query_row(sql, params_from_iter(values), |row| row.get(0)).map_err(error::told)
    }

    /// Limits the number of rows that can be written from the next change on; none: any number.
    pub fn fail_after(&self, rows: Option<usize>) -> Result<(), StoreError> {
        self.run(
            "CREATE TABLE IF NOT EXISTS faults (rows_left INTEGER NOT NULL) STRICT; DELETE FROM faults",
        )?;
        for table in self.tables().map_err(error::told)? {
            for change in ["INSERT", "UPDATE", "DELETE"] {
                self.run(&format!(
                    "CREATE TRIGGER IF NOT EXISTS fault_{table}_{change} BEFORE {change} ON {table} BEGIN
                         UPDATE faults SET rows_left = rows_left - 1;
                         SELECT RAISE(ABORT, 'by a test') FROM faults WHERE rows_left < 0;
                     END"
                ))?;
            }
        }
        rows.map_or(Ok(()), |rows| self.run(&format!("INSERT INTO faults VALUES ({rows})")))
    }

    fn tables(&self) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'faults'";
        let mut statement = self.conn.prepare(sql)?;
        let names = statement.query_map([], |row| row.get(0))?;
        names.collect()
    }

    /// Everything in these tables.
    pub fn rows(&self, tables: &[&str]) -> Result<Vec<String>, StoreError> {
        rows(self.conn, tables).map_err(error::told)
    }

    /// Writes uncommitted pages to the disk.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.conn.cache_flush().map_err(error::told)
    }
}

/// Everything in these tables of a database that nobody has open.
pub fn rows_of(file: &Path, tables: &[&str]) -> Result<Vec<String>, StoreError> {
    Connection::open(file).and_then(|conn| rows(&conn, tables)).map_err(error::told)
}

/// The first column of the only row that a query to a database answers which nobody has open.
pub fn number_of(file: &Path, sql: &str) -> Result<i64, StoreError> {
    Connection::open(file).and_then(|conn| conn.query_row(sql, [], |row| row.get(0))).map_err(error::told)
}

/// Makes a database of another program.
pub fn make_other(file: &Path, sql: &str) -> Result<(), StoreError> {
    Connection::open(file).and_then(|conn| conn.execute_batch(sql)).map_err(error::told)
}

/// An error as SQLite gives it where it meets damage.
pub fn damage() -> StoreError {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    error::told(rusqlite::Error::SqliteFailure(code, None))
}

fn rows(conn: &Connection, tables: &[&str]) -> rusqlite::Result<Vec<String>> {
    let mut lines = Vec::new();
    for table in tables {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|column| row.get_ref(column).map(|value| format!("{value:?}")));
            lines.push(format!("{table}: {}", values.collect::<Result<Vec<_>, _>>()?.join(", ")));
        }
    }
    Ok(lines)
}
