//! Migrations, only ever added, and the settings of a connection.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::Result;

/// In order; `user_version` is how many were applied.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_inbox_in_order.sql"),
    include_str!("migrations/0003_incomplete_histories.sql"),
    include_str!("migrations/0004_service.sql"),
    include_str!("migrations/0005_files.sql"),
    include_str!("migrations/0006_attached.sql"),
    include_str!("migrations/0007_merged.sql"),
    include_str!("migrations/0012_one_folding.sql"),
];

/// The connection that writes. Applies what lacks, each migration in its own transaction.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // What is erased is not to be found in the file either (rule 21).
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    keep_statements(&connection)?;
    let applied: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (migration, version) in MIGRATIONS.iter().zip(1u32..).skip(applied as usize) {
        let tx = connection.transaction()?;
        tx.execute_batch(migration)?;
        tx.pragma_update(None, "user_version", version)?;
        tx.commit()?;
    }
    Ok(connection)
}

/// A connection that reads.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    keep_statements(&connection)?;
    Ok(connection)
}

fn keep_statements(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(64);
    // Otherwise a statement is compiled anew for each value that is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// A store as it was before the migration that first names something.
#[cfg(test)]
pub(crate) fn open_before(path: &Path, named: &str) -> Connection {
    let connection = Connection::open(path).expect("a new file");
    let earlier = MIGRATIONS.iter().take_while(|migration| !migration.contains(named));
    for (migration, version) in earlier.zip(1u32..) {
        connection.execute_batch(migration).expect("an earlier version");
        connection.pragma_update(None, "user_version", version).expect("a number");
    }
    connection
}

#[cfg(test)]
mod tests {
    use conversas_domain::moment::Moment;
    use conversas_protocol::Op;
    use conversas_testkit::fresh;

    use super::*;
    use crate::store::{outbox, rescue};

    /// A store as the first version left it, with one message that waits.
    fn first_version(path: &Path) -> Op {
        let connection = Connection::open(path).expect("a new file");
        connection.execute_batch(MIGRATIONS[0]).expect("the first version");
        connection.pragma_update(None, "user_version", 1).expect("a number");
        let op = Op::SendMessage {
            conversation_id: fresh(),
            entry_id: fresh(),
            content: "Bom dia".into(),
            ticket_id: None,
            seen: None,
        };
        let mut stored = serde_json::to_value(&op).expect("JSON");
        stored.as_object_mut().expect("an object").remove("ticket_id");
        connection
            .execute(
                "INSERT INTO outbox (op_id, conversation_id, kind, state, arrived, activity, written_at, op)
                 VALUES (zeroblob(16), zeroblob(16), 'send_message', '{\"state\":\"queued\"}', 0, 1, 2, ?1)",
                [stored.to_string()],
            )
            .expect("a row");
        op
    }

    #[test]
    fn what_waits_in_a_store_of_the_first_version_is_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("conversas.sqlite");
        let op = first_version(&path);
        let item =
            outbox::all(&open_writer(&path).expect("it opens")).expect("readable").pop().expect("the row");
        assert_eq!((item.op, item.written_at), (op, Moment(2)));
        assert_eq!((item.seq, item.decided_at), (None, Moment(0)));
    }

    #[test]
    fn what_waits_in_a_damaged_store_of_the_first_version_is_brought_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let aside = folder.path().join("damaged.sqlite");
        let op = first_version(&aside);
        let writer = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
        rescue::bring_over(&writer, &aside);
        let items = outbox::all(&writer).expect("readable");
        assert_eq!(items.into_iter().map(|item| item.op).collect::<Vec<_>>(), [op]);
    }
}
