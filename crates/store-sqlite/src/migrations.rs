//! Brings a database file to the newest form. To change the form: add a file and a line; never edit an
//! existing one.

use conversas_sqlite::migrations::{self, version};
use conversas_store::StoreError;
use rusqlite::Connection;

use crate::error::told;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_house.sql"),
    include_str!("migrations/0002_service.sql"),
    include_str!("migrations/0003_files.sql"),
    include_str!("migrations/0004_installation.sql"),
    include_str!("migrations/0005_doors.sql"),
    include_str!("migrations/0006_keeping.sql"),
    include_str!("migrations/0007_waiting.sql"),
    include_str!("migrations/0008_sweeps.sql"),
    include_str!("migrations/0009_followed.sql"),
    include_str!("migrations/0010_known_devices.sql"),
    include_str!("migrations/0011_clock_trials.sql"),
    include_str!("migrations/0012_purpose.sql"),
    include_str!("migrations/0013_accounts.sql"),
    include_str!("migrations/0014_damaged_json.sql"),
];

/// Runs the steps that this file has not seen yet, each in a transaction of its own.
pub(crate) fn run(conn: &mut Connection) -> Result<(), StoreError> {
    if version(conn).map_err(told)? > MIGRATIONS.len() {
        return Err(StoreError::TooNew);
    }
    run_up_to(conn, MIGRATIONS.len()).map(drop).map_err(told)
}

/// Runs the steps that this file has not seen yet up to a version, or to the newest that this server knows,
/// each in a transaction of its own; answers the file's version afterwards.
/// its own; the version that the file has then.
pub(crate) fn run_up_to(conn: &mut Connection, up_to: usize) -> rusqlite::Result<usize> {
    let up_to = up_to.min(MIGRATIONS.len());
    migrations::run(conn, &MIGRATIONS[..up_to])?;
    Ok(up_to)
}

#[cfg(test)]
mod tests {
    use conversas_domain::person::Role;
    use conversas_store::accounts::KnownDevice;
    use conversas_store::upkeep::Purpose;

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
        let first = crate::installation::id(&conn).unwrap();
        run(&mut conn).unwrap();
        assert_eq!(crate::installation::id(&conn).unwrap(), first, "made once");
        let sql = "SELECT s.time_zone, c.hours_json FROM schools s JOIN channels c ON c.school_id = s.id";
        let found = conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(found, ("America/Sao_Paulo".to_owned(), None::<String>));
    }

    #[test]
    fn an_older_server_learns_who_waits_and_what_was_dealt_with() {
        let mut conn = Connection::open_in_memory().unwrap();
        let older = MIGRATIONS.iter().position(|sql| sql.contains("handled_count")).unwrap();
        for sql in &MIGRATIONS[..older] {
            conn.execute_batch(sql).unwrap();
        }
        conn.pragma_update(None, "user_version", older).unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        // The family asked twice, was answered, and asked again, so it waits in a ticket InProgress. The
        // other ticket is finished.
        conn.execute_batch(
            "INSERT INTO conversations (id, school_id, channel_id, student_id, guardian_set, ticket_id,
                 family_count, staff_activity)
                 VALUES (x'01', x'', x'', x'', x'01', x'11', 3, 40), (x'02', x'', x'', x'', x'02', x'12', 1, 50);
             INSERT INTO tickets VALUES
                 (x'01', 1, x'11', '{\"status\":\"in_progress\",\"waiting_since\":40}'),
                 (x'02', 2, x'12', '{\"status\":\"finished\",\"waiting_since\":null}');
             INSERT INTO entries VALUES
                 (x'01', 2, x'22', x'11', x'', '\"family\"', 0, 0, 2, 0, 0, 1, '{\"kind\":\"message\"}'),
                 (x'01', 3, x'23', x'11', x'', '\"school\"', 0, 0, 2, 1, 0, 1, '{\"kind\":\"message\"}'),
                 (x'01', 4, x'24', x'11', x'', '\"family\"', 0, 0, 3, 1, 0, 1, '{\"kind\":\"message\"}'),
                 (x'02', 5, x'25', x'12', x'', '\"family\"', 0, 0, 1, 0, 0, 0,
                     '{\"kind\":\"status_changed\",\"status\":\"pending\",\"opened\":true}');",
        )
        .unwrap();
        run(&mut conn).unwrap();
        let sql = "SELECT handled_count, inbox_rank, inbox_time FROM conversations ORDER BY id";
        let mut found = conn.prepare(sql).unwrap();
        let found = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let found = found.collect::<Result<Vec<(u32, u8, i64)>, _>>().unwrap();
        assert_eq!(found, [(2, 1, 40), (1, 2, -50)]);
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
        assert_eq!(numbers("SELECT is_kept FROM attachments ORDER BY id"), [0, 1]);
        assert_eq!(
            numbers("SELECT used_at > 1700000000000 FROM devices"),
            [1],
            "nobody is signed out by the update"
        );
        conn.execute("DELETE FROM attachment_refs", []).unwrap();
        assert_eq!(numbers("SELECT sent FROM attachments ORDER BY id"), [0, 0], "until nobody refers to it");
        assert_eq!(
            numbers("SELECT is_kept FROM attachments ORDER BY id"),
            [1, 1],
            "and then it fills the school"
        );
    }

    #[test]
    fn an_earlier_servers_data_is_told_from_a_demonstrations() {
        let before = MIGRATIONS.iter().position(|sql| sql.contains("ADD COLUMN purpose")).unwrap();
        let school = |number: u8, emails: &[&str]| {
            let id = format!("x'{}'", format!("{number:02x}").repeat(16));
            let mut sql =
                format!("INSERT INTO schools (id, name, plan_json) VALUES ({id}, 'Escola', '\"basic\"');");
            for email in emails {
                sql += &format!(
                    "INSERT INTO people (id, school_id, name, email, password_hash, role_json)
                         VALUES (randomblob(16), {id}, 'N', '{email}', '-', '\"staff\"');"
                );
            }
            sql
        };
        let swept = "INSERT INTO sweeps (one, at) VALUES (1, 5);".to_owned();
        let demo = school(1, &["admin@serradosabia.example", "juliana@familia.example"])
            + &school(2, &["admin@marealta.example", "familia0@gerada.example"]);
        let real = school(3, &["admin@escola.com.br"]);
        let another = school(3, &["admin@escola.example"]);
        let joined = school(1, &["admin@serradosabia.example", "admin@escola.com.br"]);
        let (of_school, of_demo) = (Some(Purpose::School), Some(Purpose::Demo));
        for (sql, expected) in [
            (String::new(), None),
            (swept.clone(), of_school),
            (school(1, &[]), of_school),
            (real.clone() + &swept, of_school),
            (another, of_school),
            (demo.clone(), of_demo),
            (demo.clone() + &swept, of_demo),
            (demo + &real, of_school),
            (joined, of_school),
        ] {
            let mut conn = Connection::open_in_memory().unwrap();
            run_up_to(&mut conn, before).unwrap();
            conn.execute_batch(&sql).unwrap();
            run(&mut conn).unwrap();
            assert_eq!(crate::installation::purpose(&conn).unwrap(), expected, "{sql}");
        }
    }

    #[test]
    fn a_file_of_a_newer_server_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "user_version", MIGRATIONS.len() + 1).unwrap();
        assert!(matches!(run(&mut conn), Err(StoreError::TooNew)));
    }

    #[test]
    fn whoever_signed_in_to_an_earlier_server_of_any_version_signs_in_as_before() {
        let split = MIGRATIONS.iter().position(|sql| sql.contains("CREATE TABLE accounts")).unwrap();
        for version in 1..=split {
            let mut conn = Connection::open_in_memory().unwrap();
            conn.pragma_update(None, "foreign_keys", true).unwrap();
            run_up_to(&mut conn, version).unwrap();
            let [school, rita, channel, device] =
                [1_u8, 2, 3, 4].map(|number| format!("x'{}'", format!("{number:02x}").repeat(16)));
            conn.execute_batch(&format!(
                "INSERT INTO schools (id, name, plan_json) VALUES ({school}, 'Escola', '\"basic\"');
                 INSERT INTO people (id, school_id, name, email, password_hash, role_json)
                     VALUES ({rita}, {school}, 'Rita', 'Rita@escola.example', 'hash', '\"staff\"');
                 INSERT INTO channels (id, school_id, name, description, kind_json, active)
                     VALUES ({channel}, {school}, 'Secretaria', '', '\"secretary\"', 1);
                 INSERT INTO channel_members VALUES ({rita}, {channel});
                 INSERT INTO devices (id, person_id, name, token_hash, created_at)
                     VALUES ({device}, {rita}, 'x', zeroblob(32), 1);"
            ))
            .unwrap();
            let has = |conn: &Connection, sql: &str| conn.prepare(sql).unwrap().exists([]).unwrap();
            let knows_addresses = has(&conn, "SELECT 1 FROM sqlite_schema WHERE name = 'known_addresses'");
            if knows_addresses {
                let sql = format!("INSERT INTO known_addresses VALUES ({rita}, zeroblob(8), 5)");
                conn.execute_batch(&sql).unwrap();
            }
            let counts_tries =
                has(&conn, "SELECT 1 FROM pragma_table_info('people') WHERE name = 'refused_tries'");
            if counts_tries {
                conn.execute_batch("UPDATE people SET refused_tries = 3").unwrap();
            }
            run(&mut conn).unwrap();
            let broken = conn.prepare("SELECT 1 FROM pragma_foreign_key_check").unwrap().exists([]).unwrap();
            assert!(!broken, "{version}: every reference leads to a row");
            let account =
                crate::accounts::credentials(&conn, "rita@escola.example").unwrap().expect("she has one");
            assert_eq!(account.password_hash.as_deref(), Some("hash"), "{version}");
            let tries = crate::accounts::refused_tries(&conn, account.account_id).unwrap();
            assert_eq!(tries, if counts_tries { 3 } else { 0 }, "{version}");
            let choices = crate::accounts::choices(&conn, account.account_id).unwrap();
            let [choice] = choices.as_slice() else { panic!("{version}: {choices:?}") };
            let KnownDevice::Active(known) = crate::devices::by_token(&conn, &[0; 32]).unwrap() else {
                panic!("{version}: nobody is signed out by the update")
            };
            assert_eq!((known.actor, known.account_id), (choice.actor, account.account_id), "{version}");
            assert_eq!((choice.actor.role, choice.school.as_str()), (Role::Staff, "Escola"), "{version}");
            let is_known =
                has(&conn, "SELECT 1 FROM known_addresses k JOIN accounts a ON a.id = k.account_id");
            assert_eq!(is_known, knows_addresses, "{version}");
            assert!(has(&conn, "PRAGMA foreign_keys"), "{version}: they are enforced again");
        }
    }
}
