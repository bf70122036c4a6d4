//! Changes that meet the limits of a disk, or each other.

use conversas_domain::entry::Seq;
use conversas_domain::moment::Moment;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, OpRequest, Outcome, SendMessage};

use crate::config::FileConfig;
use crate::fixture::{House, START, id};
use crate::ledger;
use crate::store::{Lane, StoreError, Write};
use crate::{actions, fresh::Fresh};

/// Makes every write of the store fail with what SQLite says about this pragma, or lets them pass again.
async fn pragma(house: &House, name: &'static str, value: i64) {
    // Inside a transaction the pragma holds for the connection, from the next statement on.
    house.sqlite.with(move |session| session.run(&format!("PRAGMA {name} = {value}"))).await.unwrap();
}

async fn pages(house: &House) -> i64 {
    house.sqlite.number("PRAGMA page_count", Vec::new()).await.unwrap()
}

fn request(house: &House) -> OpRequest {
    OpRequest { op_id: id(), written_at: START, op: house.opening(&"muitas palavras ".repeat(600)) }
}

async fn post(house: &House, request: &OpRequest) -> Result<Outcome, ErrorCode> {
    let token = Some(house.juliana.token.as_str());
    let (status, body) = house.ask(token, axum::http::Method::POST, "/v1/ops", Some(request)).await;
    if status.is_success() {
        Ok(serde_json::from_slice::<conversas_protocol::Receipt>(&body).unwrap().outcome)
    } else {
        Err(serde_json::from_slice::<conversas_protocol::ErrorBody>(&body).unwrap().code)
    }
}

#[tokio::test]
async fn a_full_disk_is_unavailable_and_the_same_operation_succeeds_later() {
    let house = House::new().await;
    let request = request(&house);
    let full = pages(&house).await;
    pragma(&house, "max_page_count", full).await;
    let mut refused = None;
    for _ in 0..20 {
        let other = OpRequest { op_id: id(), written_at: START, op: house.opening(&"x".repeat(9_000)) };
        if let Err(code) = post(&house, &other).await {
            refused = Some(code);
            break;
        }
    }
    assert_eq!(refused, Some(ErrorCode::Unavailable));
    assert_eq!(post(&house, &request).await, Err(ErrorCode::Unavailable));
    let before = house.newest().await;
    pragma(&house, "max_page_count", 1_000_000).await;
    assert_eq!(house.newest().await, before);
    assert!(matches!(post(&house, &request).await, Ok(Outcome::Applied { .. })));
}

#[tokio::test]
async fn a_read_only_disk_is_unavailable_for_writing_alone() {
    let house = House::new().await;
    house.conversation().await;
    pragma(&house, "query_only", 1).await;
    for _ in 0..2 {
        assert_eq!(post(&house, &request(&house)).await, Err(ErrorCode::Unavailable));
    }
    assert_eq!(house.inbox(&house.rita).await.conversations.len(), 1);
}

#[tokio::test]
async fn a_read_only_disk_keeps_nobody_from_catching_up_and_what_they_got_is_told_later() {
    let mut house = House::new().await;
    house.conversation().await;
    let family = house.inbox(&house.juliana).await.cursor.0;
    let staff = house.inbox(&house.rita).await.cursor.0;
    pragma(&house, "query_only", 1).await;
    // The cursor says that Rita has the message; Juliana would see a tick.
    assert!(house.sync(&house.rita, &staff).await.changes.is_empty());
    house.restart(FileConfig::default()).await;
    assert!(house.sync(&house.juliana, &family).await.changes.is_empty());
    house.sync(&house.rita, &staff).await;
    assert_eq!(house.sync(&house.juliana, &family).await.changes.len(), 1, "the tick");
}

#[tokio::test]
async fn one_failing_change_does_not_take_its_group_with_it() {
    let house = House::new().await;
    let before = house.newest().await;
    let school = house.school;
    let good = |plan| house.store.write(Lane::Any, move |tx| ledger::set_plan(tx, school, plan));
    let bad = house.store.write(Lane::Any, move |tx: &mut dyn Write| {
        ledger::set_plan(tx, school, Plan::Basic)?;
        Err::<(), _>(StoreError::Undone)
    });
    let (first, failed, last) = tokio::join!(good(Plan::Standard), bad, good(Plan::Premium));
    assert!(first.is_ok() && failed.is_err() && last.is_ok());
    assert_eq!(house.newest().await, Seq(before.0 + 2));
}

#[tokio::test]
async fn a_change_that_panics_is_undone_and_the_writer_goes_on() {
    let house = House::new().await;
    let before = house.newest().await;
    let school = house.school;
    let failed: Result<(), StoreError> = house
        .store
        .write(Lane::Any, move |tx| {
            ledger::set_plan(tx, school, Plan::Basic)?;
            panic!("on purpose")
        })
        .await;
    assert!(matches!(failed, Err(StoreError::Panicked)));
    assert_eq!(house.newest().await, before);
    house.conversation().await;
}

#[tokio::test]
async fn many_at_once_get_numbers_without_gaps_and_one_receipt_each() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let before = house.newest().await;
    let actor = house.juliana.actor;
    let mut waiting = tokio::task::JoinSet::new();
    for number in 0..200 {
        let store = house.store.clone();
        let op = conversas_protocol::Op::SendMessage(SendMessage {
            conversation_id,
            entry_id: id(),
            content: number.to_string().into(),
            ticket_id: None,
            seen: None,
        });
        let request = OpRequest { op_id: id(), written_at: START, op };
        waiting.spawn(async move {
            let change = move |tx: &mut dyn Write| {
                actions::execute(tx, &mut Fresh::Random, actor, &request, Moment(1))
            };
            store.write(Lane::Any, change).await.unwrap().outcome
        });
    }
    let mut numbers = Vec::new();
    while let Some(outcome) = waiting.join_next().await {
        match outcome.unwrap() {
            Outcome::Applied { seq, .. } => numbers.extend(seq),
            Outcome::Rejected { reason } => assert_eq!(reason, Rejection::NotFound),
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=200).map(|n| Seq(before.0 + n)).collect::<Vec<_>>());
}
