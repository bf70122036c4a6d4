//! Brings a database file to the newest form. To change it: add a file and a line; never edit what is here.

use rusqlite::Connection;

use super::StoreError;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_house.sql"),
    include_str!("migrations/0002_service.sql"),
    include_str!("migrations/0003_files.sql"),
    include_str!("migrations/0006_keeping.sql"),
];

/// Runs what this file has not seen yet, each step in a transaction of its own.
pub(crate) fn run(conn: &mut Connection) -> Result<(), StoreError> {
    let done: usize = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if done > MIGRATIONS.len() {
        return Err(StoreError::TooNew);
    }
    run_up_to(conn, MIGRATIONS.len())?;
    Ok(())
}

/// The same up to a version, or to the newest that this server knows; the version that the file has then.
pub(super) fn run_up_to(conn: &mut Connection, version: usize) -> Result<usize, StoreError> {
    let done: usize = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let version = version.min(MIGRATIONS.len());
    for (number, sql) in MIGRATIONS.iter().enumerate().take(version).skip(done) {
        let tx = conn.transaction()?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", number + 1)?;
        tx.commit()?;
    }
    Ok(version)
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
        let sql = "SELECT s.time_zone, c.hours_json FROM schools s JOIN channels c ON c.school_id = s.id";
        let found = conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(found, ("America/Sao_Paulo".to_owned(), None::<String>));
    }

    #[test]
    fn what_an_earlier_server_recorded_and_sent_is_carried_over() {
        let mut conn = Connection::open_in_memory().unwrap();
        let keeping = MIGRATIONS.iter().position(|sql| sql.contains("application_id")).unwrap();
        run_up_to(&mut conn, keeping).unwrap();
        let [school, person, channel, student, conversation, ticket, entry] =
            [1_u8, 2, 3, 4, 5, 6, 7].map(|number| format!("x'{}'", format!("{number:02x}").repeat(16)));
        let attachment = |id: &str| {
            format!(
                "INSERT INTO attachments VALUES ({id}, {school}, {person}, 'a', '\"pdf\"', 1, '{{}}', x'00', NULL,
                     '{{\"state\":\"ready\"}}', 1, 1);"
            )
        };
        conn.execute_batch(&format!(
            "INSERT INTO schools (id, name, plan_json) VALUES ({school}, 'Escola', '\"basic\"');
             INSERT INTO people VALUES ({person}, {school}, 'Helena', 'h', '-', '\"admin\"');
             INSERT INTO channels (id, school_id, name, description, kind_json, active)
                 VALUES ({channel}, {school}, 'Secretaria', '', '\"secretary\"', 1);
             INSERT INTO students VALUES ({student}, {school}, 'Theo', '4B');
             INSERT INTO conversations (id, school_id, channel_id, student_id, guardian_set, ticket_id)
                 VALUES ({conversation}, {school}, {channel}, {student}, x'', {ticket});
             INSERT INTO entries VALUES ({conversation}, 1, {entry}, {ticket}, {person}, '', 1, 1, 0, 0, 0, 0, '{{}}');
             INSERT INTO devices VALUES ({entry}, {person}, 'x', x'01', 1, NULL);
             INSERT INTO looks (person_id, channel_id, conversation_id, at)
                 VALUES ({person}, {channel}, NULL, 5), ({person}, {channel}, {conversation}, 86400007),
                     ({person}, {channel}, {conversation}, 86400006);
             {}{}
             INSERT INTO attachment_refs VALUES ({student}, {entry}, {conversation});",
            attachment(&student),
            attachment(&ticket),
        ))
        .unwrap();
        run(&mut conn).unwrap();
        let numbers = |sql: &str| {
            let mut statement = conn.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| row.get::<_, i64>(0)).unwrap();
            rows.collect::<Result<Vec<_>, _>>().unwrap()
        };
        assert_eq!(numbers("SELECT at FROM looks ORDER BY id"), [5, 86_400_006], "once a day");
        assert_eq!(numbers("SELECT messages FROM looks ORDER BY id"), [0, 1]);
        assert_eq!(numbers("SELECT count(*) FROM followed_channels"), [1]);
        assert_eq!(numbers("SELECT sent FROM attachments ORDER BY id"), [1, 0]);
        assert_eq!(
            numbers("SELECT used_at > 1700000000000 FROM devices"),
            [1],
            "nobody is signed out by the update"
        );
        conn.execute("DELETE FROM attachment_refs", []).unwrap();
        assert_eq!(numbers("SELECT sent FROM attachments ORDER BY id"), [0, 0], "until nobody refers to it");
    }

    #[test]
    fn a_file_of_a_newer_server_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "user_version", MIGRATIONS.len() + 1).unwrap();
        assert!(matches!(run(&mut conn), Err(StoreError::TooNew)));
    }
}
