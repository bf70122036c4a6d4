use axum::http::StatusCode;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, FinishTicket, Op, OpRequest, Outcome, SendMessage};

use super::*;
use crate::cursor;
use crate::fixture::{House, START, id};
use crate::ledger;
use crate::store::log::{Pointed, Pointer};
use crate::store::{Lane, Scope};

mod clocks;

async fn rows(house: &House, table: &str) -> i64 {
    house.sqlite.number(format!("SELECT count(*) FROM {table}"), Vec::new()).await.unwrap()
}

/// Lets so many days pass, each with its sweep.
async fn days(house: &House, days: i64) {
    for _ in 0..days {
        house.clock.advance(DAY);
        // Every device is used on each day.
        for who in house.first_school() {
            house.get::<conversas_protocol::Directory>(&who, "/v1/directory").await;
        }
        sweep(&house.store, house.now(), Keeping::DEFAULT).await.unwrap();
    }
}

#[tokio::test]
async fn the_log_goes_back_as_far_as_it_is_told_and_no_further() {
    let house = House::new().await;
    sweep(&house.store, house.now(), Keeping::DEFAULT).await.unwrap();
    let start = house.inbox(&house.rita).await.cursor.0;
    let id = house.conversation().await;
    days(&house, 30).await;
    house.say(&house.juliana, id, "Depois").await;
    let later = house.inbox(&house.rita).await.cursor.0;
    days(&house, 30).await;
    assert_eq!(house.sync(&house.rita, &start).await.changes.len(), 4, "sixty days are kept");
    house.say(&house.juliana, id, "Hoje").await;
    days(&house, 2).await;
    let expired = (StatusCode::GONE, ErrorCode::CursorExpired);
    assert_eq!(house.refused(&house.rita, &format!("/v1/sync?cursor={start}")).await, expired);
    assert_eq!(house.sync(&house.rita, &later).await.changes.len(), 2, "its conversation and its entry");
    let (school, up_to) = (house.school, cursor::read(&later, house.school).unwrap());
    let left = house.store.read(move |db| db.scopes_up_to(school, Seq(up_to.0 - 1))).await;
    assert_eq!(left.unwrap(), [], "not only hidden");
    let again = house.inbox(&house.rita).await;
    assert_eq!(house.thread(&house.rita, id).await.entries.len(), 4, "what people wrote is kept for ever");
    assert_eq!(again.conversations.len(), 1);
}

#[tokio::test]
async fn a_damaged_receipt_keeps_nothing_from_being_forgotten() {
    let house = House::new().await;
    house.conversation().await;
    house.sqlite.execute("UPDATE receipts SET receipt_json = '{'", Vec::new()).await.unwrap();
    for days in [Keeping::DEFAULT.refused, Keeping::DEFAULT.receipts] {
        house.clock.advance((i64::from(days) + 1) * DAY);
        sweep(&house.store, house.now(), Keeping::DEFAULT).await.unwrap();
    }
    assert_eq!(rows(&house, "receipts").await, 0);
}

#[tokio::test]
async fn batches_forget_all_there_is() {
    let house = House::new().await;
    let id = house.conversation().await;
    let (school, secretary) = (house.school, house.secretary);
    house
        .store
        .write(Lane::Any, move |tx| {
            for _ in 0..(2 * BATCH + 7) {
                let seq = tx.next_seq(school)?;
                let pointer = Pointer { seq, to: Pointed::Conversation(id) };
                tx.append(pointer, &[Scope::channel(secretary)])?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    sweep(&house.store, house.now(), Keeping::DEFAULT).await.unwrap();
    days(&house, 62).await;
    assert_eq!(rows(&house, "events").await, 0);
}

#[tokio::test]
async fn an_operation_that_comes_again_changes_nothing_as_long_as_its_receipt_is_kept() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let said = |op_id| OpRequest {
        op_id,
        written_at: START,
        op: Op::SendMessage(SendMessage {
            conversation_id,
            entry_id: id(),
            content: "Oi".into(),
            ticket_id: None,
            seen: None,
        }),
    };
    let request = said(id());
    let first = house.send(&house.juliana, &request).await;
    let refused = OpRequest {
        op_id: id(),
        written_at: START,
        op: Op::FinishTicket(FinishTicket { conversation_id: id(), ticket_id: id() }),
    };
    house.send(&house.juliana, &refused).await;
    days(&house, 31).await;
    let kept = rows(&house, "receipts").await;
    assert_eq!(
        house.send(&house.juliana, &refused).await.outcome,
        Outcome::Rejected { reason: Rejection::NotFound }
    );
    assert_eq!(rows(&house, "receipts").await, kept + 1, "a refusal is forgotten sooner, and decided anew");
    days(&house, 148).await;
    assert_eq!(house.send(&house.juliana, &request).await, first, "179 days later");
    assert_eq!(house.thread(&house.rita, conversation_id).await.entries.len(), 3);
    days(&house, 2).await;
    assert_eq!(rows(&house, "receipts").await, 0);
}

#[tokio::test]
async fn a_device_that_nobody_used_for_ninety_days_signs_in_again_and_one_in_use_does_not() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    // Bia's device is of the other school and is not used.
    days(&house, 90).await;
    house.get::<conversas_protocol::BootstrapPage>(&house.bia, "/v1/bootstrap").await;
    days(&house, 91).await;
    let (status, code) = house.refused(&house.bia, "/v1/bootstrap").await;
    assert_eq!((status, code), (StatusCode::UNAUTHORIZED, ErrorCode::SessionUnknown));
    house.thread(&house.juliana, conversation).await;
}

#[tokio::test]
async fn a_revoked_device_is_remembered_for_two_years() {
    let house = House::new().await;
    let device = house.juliana.device;
    house.store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, START)).await.unwrap();
    let devices = rows(&house, "devices").await;
    let after = async |days: i64| {
        let keeping = Keeping { devices: 10_000, ..Keeping::DEFAULT };
        sweep(&house.store, START.plus(days * DAY), keeping).await.unwrap();
        rows(&house, "devices").await
    };
    assert_eq!(after(730).await, devices);
    assert_eq!(after(731).await, devices - 1);
}

#[tokio::test]
async fn looks_are_forgotten_after_two_years() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    house.thread(&house.helena, conversation).await;
    let keeping = Keeping { devices: 10_000, ..Keeping::DEFAULT };
    for (days, left) in [(730, 1), (731, 0)] {
        sweep(&house.store, START.plus(days * DAY), keeping).await.unwrap();
        assert_eq!(rows(&house, "looks").await, left, "after {days} days");
    }
}

#[tokio::test]
async fn a_clock_that_is_wrong_at_one_start_destroys_nothing() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    house.thread(&house.helena, conversation).await;
    sweep(&house.store, START, Keeping::DEFAULT).await.unwrap();
    let counts =
        async || (rows(&house, "devices").await, rows(&house, "receipts").await, rows(&house, "looks").await);
    let before = counts().await;
    // The server starts with a clock that is ten years ahead, runs for a night, and starts again with the right one.
    let wrong = START.plus(3_650 * DAY);
    let (mut trust, begun) = (Trust::default(), Instant::now());
    for hours in 0..12 {
        let at = begun + hours * PAUSE;
        assert!(!may_forget(&house.store, &mut trust, wrong.plus(i64::from(hours) * HOUR), at).await);
    }
    let mut trust = Trust::default();
    assert!(may_forget(&house.store, &mut trust, START.plus(DAY), begun).await);
    each_hour(&house.store, &house.files, START.plus(DAY), Keeping::DEFAULT).await;
    assert_eq!(counts().await, before);
    // A server that was really away goes on a day later.
    let later = START.plus(200 * DAY);
    assert!(!may_forget(&house.store, &mut trust, later, begun).await);
    assert!(may_forget(&house.store, &mut trust, later.plus(DAY), begun + 24 * PAUSE).await);
    each_hour(&house.store, &house.files, later.plus(DAY), Keeping::DEFAULT).await;
    assert_eq!(counts().await, before, "nobody could use anything meanwhile");
    assert!(
        may_forget(&house.store, &mut Trust::default(), later.plus(2 * DAY), begun).await,
        "from then on"
    );
}

#[test]
fn a_day_of_the_server_is_a_day_whatever_its_clock_says() {
    let begun = Instant::now();
    let mut days = Days::from(begun);
    let over: Vec<_> = [1, 23, 24, 25, 47, 48].map(|hours| days.one_is_over(begun + hours * PAUSE)).to_vec();
    assert_eq!(over, [false, false, true, false, false, true]);
}

#[tokio::test]
async fn moments_of_a_clock_that_was_ahead_come_back() {
    let house = House::new().await;
    let (rita, ana) = (house.rita.device, house.ana.device);
    let (helena, secretary) = (house.helena.id(), house.secretary);
    let ahead = START.plus(3_650 * DAY);
    house.clock.set(ahead);
    house.conversation().await;
    let written = house.store.write(Lane::Any, move |tx| {
        tx.set_device_used(rita, ahead)?;
        ledger::revoke_device(tx, ana, ahead)?;
        tx.follow(helena, secretary, ahead)
    });
    assert!(written.await.unwrap());
    let newest = async || house.store.read(|db| db.newest_moment()).await.unwrap();
    assert_eq!(newest().await, Some(ahead));
    sweep(&house.store, START.plus(HOUR), Keeping::DEFAULT).await.unwrap();
    assert_eq!(newest().await, Some(START.plus(HOUR)));
    let opened = house.store.read(move |db| db.opened(helena, secretary));
    assert_eq!(opened.await.unwrap(), Some(START.plus(HOUR)));
    // Rows with moments that were ahead go by time like all others.
    let devices = rows(&house, "devices").await;
    let keeping = Keeping { devices: 10_000, ..Keeping::DEFAULT };
    sweep(&house.store, START.plus(732 * DAY), keeping).await.unwrap();
    assert_eq!((rows(&house, "devices").await, rows(&house, "receipts").await), (devices - 1, 0));
}

#[tokio::test]
async fn a_clock_that_is_not_believed_holds_nothing_back_that_needs_none() {
    let house = House::new().await;
    house.store.write(Lane::Any, |tx| tx.set_swept(START)).await.unwrap();
    house.clock.advance(365 * DAY);
    let left = house.folder().join("uploads").join(id::<conversas_domain::ids::AttachmentId>().to_string());
    std::fs::write(&left, "x").unwrap();
    let (_, stopping) = watch::channel(true);
    let clock = Clock::Manual(house.clock.clone());
    keep(house.store.clone(), house.files.clone(), clock, Keeping::DEFAULT, stopping).await;
    assert!(!left.exists());
    let known = house.store.read(|db| db.known_of_clock()).await.unwrap();
    assert!(known.last == Some(START) && known.trial.is_some(), "{known:?}");
}
