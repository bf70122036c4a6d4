//! Changes after a cursor, at once or when they happen.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use conversas_domain::entry::Seq;
use conversas_domain::ids::EntityId;
use conversas_domain::plan::Plan;
use conversas_protocol::{ErrorBody, ErrorCode, MarkRead, Op, SyncChange, SyncPage, WriteNote};
use tokio::time::timeout;

use crate::cursor;
use crate::fixture::{House, Someone, id};
use crate::ledger;
use crate::store::log::LogWrites;
use crate::store::{Lane, Scope, StoreError};

/// A wait far longer than anything here takes: a test that gets there has failed.
const PATIENCE: Duration = Duration::from_secs(20);

fn names(page: &SyncPage) -> Vec<&'static str> {
    page.changes
        .iter()
        .map(|change| match change {
            SyncChange::Directory { .. } => "directory",
            SyncChange::Conversation { .. } => "conversation",
            SyncChange::ConversationGone { .. } => "gone",
            SyncChange::Entry { .. } => "entry",
        })
        .collect()
}

async fn cursor(house: &House, who: &Someone) -> String {
    house.inbox(who).await.cursor.0
}

async fn wait_for_news(house: &House, who: &Someone, cursor: &str) -> (StatusCode, Vec<u8>) {
    let uri = format!("/v1/sync?cursor={cursor}&wait=25");
    timeout(PATIENCE, house.ask::<()>(Some(&who.token), Method::GET, &uri, None)).await.unwrap()
}

fn code(body: &[u8]) -> ErrorCode {
    serde_json::from_slice::<ErrorBody>(body).unwrap().code
}

#[tokio::test]
async fn nobody_gets_nothing() {
    let house = House::new().await;
    let (status, _) = house.ask::<()>(None, Method::GET, "/v1/sync?cursor=x", None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_message_brings_its_conversation_and_itself() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    house.conversation().await;
    let page = house.sync(&house.rita, &start).await;
    assert_eq!(names(&page), ["conversation", "entry", "entry"]);
    assert!(!page.more);
    let next = house.sync(&house.rita, &page.cursor.0).await;
    assert_eq!(names(&next), [""; 0]);
}

#[tokio::test]
async fn the_same_cursor_again_gives_the_same_page() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    house.conversation().await;
    let first = house.sync(&house.rita, &start).await;
    assert_eq!(house.sync(&house.rita, &start).await, first);
}

#[tokio::test]
async fn many_changes_come_in_pages() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    let id = house.conversation().await;
    for number in 0..210 {
        house.say(&house.juliana, id, &number.to_string()).await;
    }
    let mut cursor = start;
    let mut entries = Vec::new();
    loop {
        let page = house.sync(&house.rita, &cursor).await;
        for change in page.changes {
            if let SyncChange::Entry { entry } = change {
                entries.push(*entry);
            }
        }
        cursor = page.cursor.0;
        if !page.more {
            break;
        }
    }
    assert_eq!(entries.len(), 212);
    assert!(entries.is_sorted_by_key(|entry| entry.seq));
}

#[tokio::test]
async fn a_waiting_device_hears_of_a_message_when_it_is_written() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let start = cursor(&house, &house.juliana).await;
    let (answer, _) = tokio::join!(
        wait_for_news(&house, &house.juliana, &start),
        house.say(&house.rita, conversation, "Olá!")
    );
    let page: SyncPage = serde_json::from_slice(&answer.1).unwrap();
    assert!(names(&page).contains(&"entry"));
}

#[tokio::test]
async fn a_device_revoked_while_it_waits_is_told_at_once() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    let device = house.rita.device;
    let revoke =
        house.store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, crate::fixture::START));
    let (answer, revoked) = tokio::join!(wait_for_news(&house, &house.rita, &start), revoke);
    assert!(revoked.unwrap());
    assert_eq!((answer.0, code(&answer.1)), (StatusCode::UNAUTHORIZED, ErrorCode::SessionRevoked));
}

#[tokio::test]
async fn a_device_forgotten_while_it_waits_is_told_that_it_is_unknown_and_keeps_what_it_has() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    let (device, person) = (house.rita.device.uuid().into_bytes().to_vec(), house.rita.id());
    let forget = house.sqlite.with(move |session| {
        session.execute("DELETE FROM devices WHERE id = ?1", &[device])?;
        session.ring(Scope::person(person));
        Ok(())
    });
    let (answer, forgotten) = tokio::join!(wait_for_news(&house, &house.rita, &start), forget);
    forgotten.unwrap();
    assert_eq!((answer.0, code(&answer.1)), (StatusCode::UNAUTHORIZED, ErrorCode::SessionUnknown));
}

#[tokio::test]
async fn a_server_that_stops_lets_waiting_devices_go() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    let stop = async { house.stopping.send_replace(true) };
    let (answer, _) = tokio::join!(wait_for_news(&house, &house.rita, &start), stop);
    assert_eq!(answer.0, StatusCode::OK);
}

#[tokio::test]
async fn garbage_and_cursors_of_other_schools_are_bad_requests() {
    let house = House::new().await;
    let foreign = house.get::<conversas_protocol::BootstrapPage>(&house.bia, "/v1/bootstrap").await;
    for text in ["", "x", "1.2", foreign.cursor.0.as_str()] {
        let answer = house.refused(&house.rita, &format!("/v1/sync?cursor={text}")).await;
        assert_eq!(answer, (StatusCode::BAD_REQUEST, ErrorCode::BadRequest), "{text}");
    }
}

#[tokio::test]
async fn a_cursor_from_before_the_pruning_or_from_the_future_has_expired() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    house.conversation().await;
    let now = cursor(&house, &house.rita).await;
    let school = house.school;
    let up_to = cursor::read(&now, school).unwrap();
    house.store.write(Lane::Any, move |tx| ledger::prune_events(tx, school, up_to)).await.unwrap();
    let ahead = cursor::write(school, Seq(up_to.0 + 1)).0;
    for old in [start, ahead] {
        let answer = house.refused(&house.rita, &format!("/v1/sync?cursor={old}")).await;
        assert_eq!(answer, (StatusCode::GONE, ErrorCode::CursorExpired));
    }
    assert_eq!(names(&house.sync(&house.rita, &now).await), [""; 0]);
}

#[tokio::test]
async fn pruning_one_school_leaves_the_others_alone() {
    let house = House::new().await;
    let start = house.get::<conversas_protocol::BootstrapPage>(&house.bia, "/v1/bootstrap").await;
    let (school, second) = (house.school, house.bia.actor.school_id);
    house.store.write(Lane::Any, move |tx| ledger::set_plan(tx, second, Plan::Premium)).await.unwrap();
    house.store.write(Lane::Any, move |tx| ledger::prune_events(tx, school, Seq(i64::MAX))).await.unwrap();
    assert_eq!(names(&house.sync(&house.bia, &start.cursor.0).await), ["directory"]);
}

#[tokio::test]
async fn giving_a_cursor_back_delivers_what_came_before_it() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let family = cursor(&house, &house.juliana).await;
    let view = |page: &SyncPage| match &page.changes[..] {
        [SyncChange::Conversation { conversation }] => conversation.school,
        other => panic!("{other:?}"),
    };
    // Rita has the message, which shows when she comes back with a cursor after it.
    let staff = cursor(&house, &house.rita).await;
    assert_eq!(names(&house.sync(&house.juliana, &family).await), [""; 0]);
    house.sync(&house.rita, &staff).await;
    let page = house.sync(&house.juliana, &family).await;
    let delivered = view(&page);
    assert!(delivered.delivered > Seq::default());
    assert_eq!(delivered.read, Seq::default());
    let seq = house.inbox(&house.rita).await.conversations[0].last_seq;
    house.done(&house.rita, Op::MarkRead(MarkRead { conversation_id: conversation, seq })).await;
    assert_eq!(view(&house.sync(&house.juliana, &page.cursor.0).await).read, seq);
}

#[tokio::test]
async fn delivery_is_told_once_and_does_not_echo() {
    let house = House::new().await;
    house.conversation().await;
    let mut cursors = [cursor(&house, &house.rita).await, cursor(&house, &house.juliana).await];
    let mut told = 0;
    for _ in 0..6 {
        for (who, cursor) in [&house.rita, &house.juliana].into_iter().zip(&mut cursors) {
            let page = house.sync(who, cursor).await;
            told += page.changes.len();
            *cursor = page.cursor.0;
        }
    }
    assert_eq!(told, 1);
}

#[tokio::test]
async fn a_note_does_not_wake_or_move_the_family() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let family = cursor(&house, &house.juliana).await;
    let note = Op::WriteNote(WriteNote {
        conversation_id,
        entry_id: id(),
        text: "nota".into(),
        mentions: Vec::new(),
    });
    house.done(&house.rita, note).await;
    assert_eq!(names(&house.sync(&house.juliana, &family).await), [""; 0]);
}

#[tokio::test]
async fn a_changed_plan_reaches_everybody_of_the_school() {
    let house = House::new().await;
    let mut cursors = Vec::new();
    for who in [&house.rita, &house.juliana] {
        cursors.push((who, cursor(&house, who).await));
    }
    let school = house.school;
    house.store.write(Lane::Any, move |tx| ledger::set_plan(tx, school, Plan::Basic)).await.unwrap();
    for (who, cursor) in cursors {
        assert_eq!(names(&house.sync(who, &cursor).await), ["directory"]);
    }
}

#[tokio::test]
async fn a_guardian_who_loses_the_student_loses_the_conversation_and_hears_no_more() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let start = cursor(&house, &house.juliana).await;
    let (guardian, student) = (house.juliana.id(), house.theo);
    house
        .store
        .write(Lane::Any, move |tx| ledger::unlink_guardian(tx, guardian, student, crate::fixture::START))
        .await
        .unwrap();
    let page = house.sync(&house.juliana, &start).await;
    assert_eq!(names(&page), ["directory", "gone"]);
    house.say(&house.rita, conversation, "Ainda aí?").await;
    assert_eq!(names(&house.sync(&house.juliana, &page.cursor.0).await), [""; 0]);
}

#[tokio::test]
async fn staff_who_lose_a_channel_get_the_directory_and_nothing_of_it_any_more() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let start = cursor(&house, &house.ana).await;
    let (person, channel) = (house.ana.id(), house.secretary);
    house.store.write(Lane::Any, move |tx| ledger::remove_member(tx, person, channel)).await.unwrap();
    house.say(&house.juliana, conversation, "Oi?").await;
    assert_eq!(names(&house.sync(&house.ana, &start).await), ["directory"]);
}

#[tokio::test]
async fn a_failed_change_leaves_no_number_and_no_pointer() {
    let house = House::new().await;
    let start = cursor(&house, &house.rita).await;
    let school = house.school;
    let failed: Result<(), StoreError> = house
        .store
        .write(Lane::Any, move |tx| {
            ledger::set_plan(tx, school, Plan::Basic)?;
            Err(StoreError::Undone)
        })
        .await;
    assert!(failed.is_err());
    assert_eq!(cursor(&house, &house.rita).await, start);
}
