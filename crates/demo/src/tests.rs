use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use conversas_domain::moment::DAY;
use conversas_server::{Clock, ManualClock, init, open};
use conversas_store_sqlite::testing::{number_of, rows_of};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

const NOW: Moment = Moment(1_790_000_000_000 + DAY / 2);

fn config(folder: &Path, now: Moment) -> Config {
    Config { clock: Clock::Manual(ManualClock::at(now)), ..Config::new(folder) }
}

/// Makes the example schools in a folder.
async fn filled(size: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fill(&config(folder.path(), NOW), size).await.unwrap();
    folder
}

/// Answers the number that a query counts.
fn number(folder: &TempDir, sql: &str) -> i64 {
    number_of(&folder.path().join("conversas.sqlite3"), sql).unwrap()
}

#[tokio::test]
async fn nothing_in_the_plot_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let refused = open(folder.path())
        .unwrap()
        .write(Lane::Any, |tx| {
            let (mut fresh, shelf) = (dice::fresh(SEED), Shelf::new());
            let mut refused = 0;
            for (index, school) in schools::ALL.iter().enumerate() {
                let house = settle::settle(tx, &mut fresh, school, NOW, "-")?;
                let plan = plot::plot(school, SEED + index as u64, NOW);
                refused += play::play(tx, &mut fresh, &house, &shelf, plan, NOW)?;
            }
            Ok::<_, StoreError>(refused)
        })
        .await
        .unwrap();
    assert_eq!(refused, 0);
}

#[tokio::test]
async fn the_accounts_that_are_offered_can_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = fill(&config(folder.path(), NOW), 0).await.unwrap();
    let offered = offer(&accounts).accounts;
    assert_eq!(offered.len(), OFFERED.len());
    let places: Vec<_> = offered.iter().map(|account| account.place).collect();
    assert!(places.contains(&DemoPlace::Secretary) && places.contains(&DemoPlace::Family));
    let demo = Some(offer(&accounts));
    let server = conversas_server::start(Config { demo, ..Config::new(folder.path()) }).await.unwrap();
    for account in offered {
        let (email, password) = (&account.email, &account.password);
        let body = format!(r#"{{"email":"{email}","password":"{password}","device_name":"x"}}"#);
        assert!(ask(&server, "POST /v1/sessions", &body).await.starts_with("HTTP/1.1 200"), "{email}");
        assert!(!account.first_name.contains(' '));
    }
    server.stop().await;
}

#[tokio::test]
async fn a_schools_data_gets_no_example_schools() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let refused = start(Config::new(folder.path()), 0).await.err();
    assert!(matches!(refused, Some(StartError::SchoolData(_))), "{refused:?}");
    assert_eq!(number(&folder, "SELECT count(*) FROM schools"), 0);
}

#[tokio::test]
async fn example_schools_are_served_as_a_demonstration_alone() {
    let folder = filled(0).await;
    let refused = conversas_server::start(Config::new(folder.path())).await.err();
    assert!(matches!(refused, Some(StartError::DemoData(_))), "{refused:?}");
}

/// Answers a request over a real connection.
async fn ask(server: &RunningServer, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(server.addr()).await.unwrap();
    let length = body.len();
    let rest = "Host: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length:";
    let request = format!("{head} HTTP/1.1\r\n{rest} {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn every_account_that_is_named_is_there_and_the_server_offers_some() {
    let folder = tempfile::tempdir().unwrap();
    let (server, accounts) = start(Config::new(folder.path()), 0).await.unwrap();
    let emails: Vec<_> = accounts.iter().map(|account| account.email.as_str()).collect();
    assert!(emails.len() > 40);
    for email in ["rafaela@serradosabia.example", "juliana@familia.example", "admin@marealta.example"] {
        assert!(emails.contains(&email));
        let body = format!(r#"{{"email":"{email}","password":"{PASSWORD}","device_name":"x"}}"#);
        let answer = ask(&server, "POST /v1/sessions", &body).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let offered = ask(&server, "GET /v1/demo", "").await;
    assert_eq!(offered.matches(PASSWORD).count(), OFFERED.len(), "{offered}");
    server.stop().await;
}

#[tokio::test]
async fn what_may_not_be_served_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let listen = ([0, 0, 0, 0], 0).into();
    let started = start(Config { listen, ..Config::new(folder.path()) }, 0).await;
    assert!(matches!(started, Err(StartError::DemoBeyondLoopback(_))));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_second_start_adds_nothing() {
    let folder = filled(0).await;
    let count = "SELECT count(*) FROM entries";
    let first = number(&folder, count);
    fill(&config(folder.path(), NOW.plus(DAY)), 0).await.unwrap();
    assert_eq!(number(&folder, count), first);
}

#[tokio::test]
async fn a_start_puts_the_files_that_an_interrupted_one_left_out() {
    let folder = filled(0).await;
    let contents = folder.path().join("files");
    let whole = files_in(&contents);
    assert!(whole.len() >= 4, "{whole:?}");
    std::fs::remove_dir_all(&contents).unwrap();
    fill(&config(folder.path(), NOW), 0).await.unwrap();
    assert_eq!(files_in(&contents), whole);
}

/// Answers every file below a folder, with its length.
fn files_in(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.append(&mut files_in(&path));
        } else {
            found.insert(path, entry.metadata().unwrap().len());
        }
    }
    found
}

#[tokio::test]
async fn there_is_some_of_everything() {
    let folder = filled(0).await;
    assert!((55..=70).contains(&number(&folder, "SELECT count(*) FROM conversations")));
    for status in ["pending", "in_progress", "finished"] {
        let sql: &'static str = match status {
            "pending" => {
                "SELECT count(*) FROM conversations c JOIN tickets t ON t.id = c.ticket_id
                 WHERE t.ticket_json ->> 'status' = 'pending'"
            }
            "in_progress" => {
                "SELECT count(*) FROM conversations c JOIN tickets t ON t.id = c.ticket_id
                 WHERE t.ticket_json ->> 'status' = 'in_progress'"
            }
            _ => {
                "SELECT count(*) FROM conversations c JOIN tickets t ON t.id = c.ticket_id
                 WHERE t.ticket_json ->> 'status' = 'finished'"
            }
        };
        assert!(number(&folder, sql) >= 10, "{status}");
    }
    for (sql, least) in [
        ("SELECT max(number) FROM tickets", 4),
        ("SELECT max(n) FROM (SELECT count(*) AS n FROM entries GROUP BY conversation_id)", 121),
        ("SELECT count(*) FROM entries WHERE staff_only", 3),
        ("SELECT count(*) FROM entries WHERE kind_json ->> 'kind' = 'forwarded'", 1),
        ("SELECT count(*) FROM entries WHERE kind_json ->> 'kind' = 'guardian_added'", 3),
        ("SELECT count(*) FROM entries WHERE kind_json ->> 'kind' = 'csat_answered'", 10),
        (
            "SELECT count(DISTINCT conversation_id) FROM entries WHERE kind_json ->> 'kind' = 'forwarded_away'",
            4,
        ),
        ("SELECT count(*) FROM tickets WHERE ticket_json ->> 'assignee' IS NOT NULL", 6),
        ("SELECT count(*) FROM entries WHERE kind_json ->> '$.mentions[0]' IS NOT NULL", 4),
        ("SELECT count(*) FROM tickets WHERE ticket_json ->> '$.csat.comment' IS NOT NULL", 4),
        ("SELECT count(*) FROM channels WHERE hours_json IS NULL", 2),
        ("SELECT count(*) FROM channels WHERE json_array_length(hours_json) = 5", 8),
        ("SELECT count(*) FROM channels WHERE json_array_length(hours_json) = 10", 3),
        ("SELECT min(n) FROM (SELECT count(*) AS n FROM canned_replies GROUP BY channel_id)", 4),
        ("SELECT count(DISTINCT channel_id) FROM canned_replies", 15),
        ("SELECT count(*) FROM schools", 3),
        ("SELECT count(*) FROM attachments", 4),
        ("SELECT count(*) FROM attachment_refs", 4),
        ("SELECT count(DISTINCT type_json) FROM attachments", 3),
        ("SELECT count(DISTINCT plan_json) FROM schools", 3),
    ] {
        assert!(number(&folder, sql) >= least, "{sql}");
    }
    let future = "SELECT count(*) FROM entries WHERE at > 1790043200000";
    assert_eq!(number(&folder, future), 0);
}

#[tokio::test]
async fn juliana_can_rate_what_was_finished_yesterday() {
    let folder = filled(0).await;
    let open = "SELECT count(*) FROM accounts a JOIN people p ON p.account_id = a.id JOIN participants k ON k.person_id = p.id
         JOIN conversations c ON c.id = k.conversation_id JOIN tickets t ON t.id = c.ticket_id
         WHERE a.email = 'juliana@familia.example' AND t.ticket_json ->> 'status' = 'finished'
           AND t.ticket_json ->> 'csat' IS NULL AND c.shared_activity BETWEEN 1789900000000 AND 1790000000000";
    assert_eq!(number(&folder, open), 1);
}

#[tokio::test]
async fn the_same_moment_makes_the_same_schools() {
    let mut sums = Vec::new();
    for _ in 0..2 {
        let folder = filled(0).await;
        sums.push(rows_of(&folder.path().join("conversas.sqlite3"), &["entries"]).unwrap());
    }
    assert_eq!(sums[0], sums[1]);
}

#[tokio::test]
async fn a_crowd_adds_as_many_conversations_and_one_long_thread() {
    let folder = filled(300).await;
    assert!(number(&folder, "SELECT count(*) FROM conversations") > 350);
    let longest = "SELECT max(n) FROM (SELECT count(*) AS n FROM entries GROUP BY conversation_id)";
    assert!(number(&folder, longest) >= 300);
    let wrong = "SELECT count(*) FROM conversations c WHERE c.staff_seq <>
        (SELECT max(seq) FROM entries e WHERE e.conversation_id = c.id)";
    assert_eq!(number(&folder, wrong), 0);
    let gaps = "SELECT count(*) FROM conversations WHERE family_seq > school_delivered";
    assert!(number(&folder, gaps) < 60, "a crowd has received everything");
}
