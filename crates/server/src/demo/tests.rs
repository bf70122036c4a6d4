use std::path::Path;
use std::sync::Arc;

use conversas_domain::moment::DAY;
use conversas_store_sqlite::Sqlite;

use super::*;
use crate::Clock;
use crate::config::FileConfig;
use crate::store::{Lane, Scope, Store};

const NOW: Moment = Moment(1_790_000_000_000 + DAY / 2);

async fn opened(folder: &Path) -> (Sqlite, Store, Arc<Files>) {
    let sqlite = Sqlite::create(folder, |_: &[Scope]| {}).unwrap();
    let store = Store::new(sqlite.clone());
    let files = Files::open(&FileConfig::default(), folder, store.clone(), Clock::System).await.unwrap();
    (sqlite, store, files)
}

#[tokio::test]
async fn nothing_in_the_plot_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (_, store, _) = opened(folder.path()).await;
    let refused = store
        .write(Lane::Any, |tx| {
            let (mut fresh, mut shelf) = (Fresh::Seeded(SEED), Shelf::new());
            let mut refused = 0;
            for (index, school) in schools::ALL.iter().enumerate() {
                let house = settle::settle(tx, &mut fresh, school, NOW, "-")?;
                let plan = plot::plot(school, SEED + index as u64, NOW);
                refused += play::play(tx, &mut fresh, &house, &mut shelf, plan, NOW)?;
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
    let (_, store, files) = opened(folder.path()).await;
    let accounts = fill(&store, &files, Demo::default(), NOW).await.unwrap();
    let offered = offer(&accounts).accounts;
    assert_eq!(offered.len(), OFFERED.len());
    let places: Vec<_> = offered.iter().map(|account| account.place).collect();
    assert!(places.contains(&DemoPlace::Secretary) && places.contains(&DemoPlace::Family));
    for account in offered {
        let email = account.email.clone();
        let known = store.read(move |db| db.credentials(&email)).await.unwrap();
        assert!(password::verify(&account.password, known.map(|it| it.password_hash).as_deref()));
        assert!(!account.first_name.contains(' '));
    }
}

#[tokio::test]
async fn a_second_start_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (sqlite, store, files) = opened(folder.path()).await;
    let count = "SELECT count(*) FROM entries";
    fill(&store, &files, Demo::default(), NOW).await.unwrap();
    let first = number(&sqlite, count).await;
    fill(&store, &files, Demo::default(), NOW.plus(DAY)).await.unwrap();
    assert_eq!(number(&sqlite, count).await, first);
}

/// The answer to a question that counts.
async fn number(sqlite: &Sqlite, sql: &'static str) -> i64 {
    sqlite.number(sql, Vec::new()).await.unwrap()
}

#[tokio::test]
async fn there_is_some_of_everything() {
    let folder = tempfile::tempdir().unwrap();
    let (sqlite, store, files) = opened(folder.path()).await;
    fill(&store, &files, Demo::default(), NOW).await.unwrap();
    assert!((55..=70).contains(&number(&sqlite, "SELECT count(*) FROM conversations").await));
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
        assert!(number(&sqlite, sql).await >= 10, "{status}");
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
        assert!(number(&sqlite, sql).await >= least, "{sql}");
    }
    let future = "SELECT count(*) FROM entries WHERE at > 1790043200000";
    assert_eq!(number(&sqlite, future).await, 0);
}

#[tokio::test]
async fn juliana_can_rate_what_was_finished_yesterday() {
    let folder = tempfile::tempdir().unwrap();
    let (sqlite, store, files) = opened(folder.path()).await;
    fill(&store, &files, Demo::default(), NOW).await.unwrap();
    let open = "SELECT count(*) FROM people p JOIN participants k ON k.person_id = p.id
         JOIN conversations c ON c.id = k.conversation_id JOIN tickets t ON t.id = c.ticket_id
         WHERE p.email = 'juliana@familia.example' AND t.ticket_json ->> 'status' = 'finished'
           AND t.ticket_json ->> 'csat' IS NULL AND c.shared_activity BETWEEN 1789900000000 AND 1790000000000";
    assert_eq!(number(&sqlite, open).await, 1);
}

#[tokio::test]
async fn the_same_moment_makes_the_same_schools() {
    let mut sums = Vec::new();
    for _ in 0..2 {
        let folder = tempfile::tempdir().unwrap();
        let (sqlite, store, files) = opened(folder.path()).await;
        fill(&store, &files, Demo::default(), NOW).await.unwrap();
        let rows = sqlite.with(|session| session.rows(&["entries"])).await.unwrap();
        sums.push(rows);
    }
    assert_eq!(sums[0], sums[1]);
}

#[tokio::test]
async fn a_crowd_adds_as_many_conversations_and_one_long_thread() {
    let folder = tempfile::tempdir().unwrap();
    let (sqlite, store, files) = opened(folder.path()).await;
    fill(&store, &files, Demo { size: 300 }, NOW).await.unwrap();
    assert!(number(&sqlite, "SELECT count(*) FROM conversations").await > 350);
    let longest = "SELECT max(n) FROM (SELECT count(*) AS n FROM entries GROUP BY conversation_id)";
    assert!(number(&sqlite, longest).await >= 300);
    let wrong = "SELECT count(*) FROM conversations c WHERE c.staff_seq <>
        (SELECT max(seq) FROM entries e WHERE e.conversation_id = c.id)";
    assert_eq!(number(&sqlite, wrong).await, 0);
    let gaps = "SELECT count(*) FROM conversations WHERE family_seq > school_delivered";
    assert!(number(&sqlite, gaps).await < 60, "a crowd has received everything");
}
