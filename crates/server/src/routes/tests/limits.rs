//! Limits of one person, one device and one answer.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, OpId};
use conversas_protocol::{EntriesPage, ErrorBody, ErrorCode, OpRequest, SyncChange, SyncPage};
use tokio::time::{Duration, timeout};

use super::super::made::PAGE_BYTES;
use crate::buckets::Rate;
use crate::fixture::{House, START, Someone, id};
use crate::password;
use crate::store::Lane;
use crate::store::accounts::NewDevice;

/// A wait far longer than anything here takes: a test that gets there has failed.
const PATIENCE: Duration = Duration::from_secs(20);

async fn get(house: &House, token: &str, uri: &str) -> Response<Body> {
    let request = Request::builder().method(Method::GET).uri(uri);
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    house.raw(request.body(Body::empty()).unwrap()).await
}

/// Signs in another device of a person; answers its token.
async fn device(house: &House, who: &Someone) -> String {
    let (token, token_hash) = password::new_token();
    let device = NewDevice {
        id: id(),
        account_id: who.account(),
        actor: who.actor,
        name: String::new(),
        token_hash,
        secret_hash: None,
        created_at: START,
    };
    house.store.write(Lane::Any, move |tx| tx.insert_device(&device)).await.unwrap();
    token
}

const MUCH: usize = 20;

/// Makes a conversation with far more than 512 KiB of messages.
async fn much(house: &House) -> ConversationId {
    let conversation = house.conversation().await;
    for _ in 0..MUCH {
        house.say(&house.juliana, conversation, &"🙂".repeat(10_000)).await;
    }
    conversation
}

#[tokio::test]
async fn a_person_who_asks_too_often_is_told_when_to_try_again_and_nobody_else_is() {
    let house = House::told(|config| config.people.operations = Rate::new(3, 60)).await;
    let conversation = house.conversation().await;
    house.say(&house.juliana, conversation, "1").await;
    house.say(&house.juliana, conversation, "2").await;
    let op = house.opening("3");
    let body = serde_json::to_vec(&OpRequest { op_id: id(), written_at: START, op }).unwrap();
    let request = Request::post("/v1/ops")
        .header(header::AUTHORIZATION, format!("Bearer {}", house.juliana.token))
        .header(header::CONTENT_TYPE, "application/json");
    let response = house.raw(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()[header::RETRY_AFTER], "1");
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert_eq!(serde_json::from_slice::<ErrorBody>(&body).unwrap().code, ErrorCode::TooManyAttempts);
    assert_eq!(
        house.thread(&house.juliana, conversation).await.entries.len(),
        4,
        "reading is another matter"
    );
    house.say(&house.rita, conversation, "4").await;
}

#[tokio::test]
async fn a_person_who_says_too_much_is_told_when_to_go_on_and_nobody_else_is() {
    let house = House::told(|config| config.people.operation_bytes = Rate::new(20_000, 60_000)).await;
    let conversation = house.conversation().await;
    house.say(&house.juliana, conversation, &"a".repeat(10_000)).await;
    house.say(&house.juliana, conversation, &"b".repeat(10_000)).await;
    let mark = serde_json::json!({
        "op_id": id::<OpId>(), "written_at": 0,
        "op": {"type": "mark_read", "conversation_id": conversation, "seq": 1},
    });
    let request = Request::post("/v1/ops")
        .header(header::AUTHORIZATION, format!("Bearer {}", house.juliana.token))
        .header(header::CONTENT_TYPE, "application/json");
    let response = house.raw(request.body(Body::from(mark.to_string())).unwrap()).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()[header::RETRY_AFTER], "1");
    house.say(&house.rita, conversation, &"c".repeat(10_000)).await;
}

#[tokio::test]
async fn so_many_bodies_come_from_one_address_without_a_token_and_others_have_their_own_room() {
    let trust = |config: &mut crate::Config| config.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
    let house = House::told(trust).await;
    let silent = |from: &'static str| {
        let request = Request::post("/v1/sessions")
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-forwarded-for", from);
        let never = futures_util::stream::pending::<Result<Vec<u8>, std::convert::Infallible>>();
        house.raw(request.body(Body::from_stream(never)).unwrap())
    };
    let mut held: Vec<_> = (0..64).map(|_| Box::pin(silent("203.0.113.1"))).collect();
    for one in &mut held {
        assert!(futures_util::poll!(one).is_pending());
    }
    assert!(futures_util::poll!(Box::pin(silent("203.0.113.2"))).is_pending());
    assert!(futures_util::poll!(&mut held[0]).is_pending());
    let mut newest = Box::pin(silent("203.0.113.1"));
    assert!(futures_util::poll!(&mut newest).is_pending());
    let oldest = timeout(PATIENCE, held.remove(0)).await.expect("an answer");
    assert_eq!(oldest.status(), StatusCode::REQUEST_TIMEOUT);
    assert!(futures_util::poll!(&mut held[0]).is_pending());
}

#[tokio::test]
async fn whoever_asked_too_often_can_still_sign_out() {
    let house = House::told(|config| {
        config.people.operations = Rate::new(1, 1);
        config.people.at_once = 1;
    })
    .await;
    house.conversation().await;
    let token = house.juliana.token.as_str();
    let body = Some(&serde_json::json!({}));
    assert_eq!(house.ask(Some(token), Method::POST, "/v1/ops", body).await.0, StatusCode::TOO_MANY_REQUESTS);
    let (status, _) = house.ask::<()>(Some(token), Method::DELETE, "/v1/sessions/current", None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(get(&house, token, "/v1/directory").await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_outbox_of_many_hundred_messages_and_a_long_first_download_are_no_bother() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    for number in 0..600 {
        house.say(&house.juliana, conversation, &number.to_string()).await;
    }
    for _ in 0..600 {
        let uri = format!("/v1/conversations/{conversation}/entries?limit=1");
        house.get::<EntriesPage>(&house.juliana, &uri).await;
    }
}

#[tokio::test]
async fn an_answer_counts_as_under_way_until_it_is_sent() {
    let house = House::told(|config| config.people.at_once = 2).await;
    let token = &house.rita.token;
    let first = get(&house, token, "/v1/directory").await;
    let second = get(&house, token, "/v1/directory").await;
    let third = get(&house, token, "/v1/directory").await;
    assert_eq!(second.status(), StatusCode::OK);
    assert_eq!(third.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(get(&house, &house.ana.token, "/v1/directory").await.status(), StatusCode::OK);
    to_bytes(first.into_body(), usize::MAX).await.unwrap();
    assert_eq!(get(&house, token, "/v1/directory").await.status(), StatusCode::OK);
}

/// Asks for news with both tokens, waiting; answers what comes at once, and what comes when something
/// happens.
async fn two_polls(house: &House, tokens: [&str; 2]) -> (Response<Body>, SyncPage) {
    let cursor = house.inbox(&house.rita).await.cursor.0;
    let uri = format!("/v1/sync?cursor={cursor}&wait=25");
    let polls = tokens.map(|token| Box::pin(get(house, token, &uri)));
    let (at_once, _, mut waiting) =
        timeout(PATIENCE, futures_util::future::select_all(polls)).await.expect("one is answered at once");
    house.conversation().await;
    let last = timeout(PATIENCE, waiting.remove(0)).await.expect("the other one is woken");
    let body = to_bytes(last.into_body(), usize::MAX).await.unwrap();
    (at_once, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn a_device_waits_with_one_request_and_the_other_one_is_answered_at_once() {
    let house = House::new().await;
    let token = house.rita.token.as_str();
    let (at_once, last) = two_polls(&house, [token, token]).await;
    assert_eq!(at_once.status(), StatusCode::OK);
    let body = to_bytes(at_once.into_body(), usize::MAX).await.unwrap();
    assert!(serde_json::from_slice::<SyncPage>(&body).unwrap().changes.is_empty());
    assert!(!last.changes.is_empty());
}

#[tokio::test]
async fn so_many_devices_of_a_person_wait_for_news_and_one_more_is_told_to_come_again() {
    let house = House::told(|config| config.people.polling_devices = 1).await;
    let second = device(&house, &house.rita).await;
    let (refused, last) = two_polls(&house, [&house.rita.token, &second]).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers()[header::RETRY_AFTER], "20");
    assert!(!last.changes.is_empty());
}

#[tokio::test]
async fn devices_that_are_allowed_to_wait_all_do() {
    let house = House::new().await;
    let second = device(&house, &house.rita).await;
    let cursor = house.inbox(&house.rita).await.cursor.0;
    let uri = format!("/v1/sync?cursor={cursor}&wait=25");
    let polls = [house.rita.token.as_str(), &second].map(|token| get(&house, token, &uri));
    let both = futures_util::future::join_all(polls);
    let (both, _) = timeout(PATIENCE, async { tokio::join!(both, house.conversation()) }).await.unwrap();
    assert!(both.iter().all(|response| response.status() == StatusCode::OK));
}

/// Reads the whole thread, newest first, in as many pages as it takes; answers it and the number of pages.
async fn thread(house: &House, who: &Someone, conversation: ConversationId) -> (Vec<Seq>, usize) {
    let (mut seen, mut pages, mut before) = (Vec::new(), 0, i64::MAX);
    loop {
        let uri = format!("/v1/conversations/{conversation}/entries?before={before}&limit=200");
        let (status, body) = house.ask::<()>(Some(&who.token), Method::GET, &uri, None).await;
        assert!(status == StatusCode::OK && body.len() < PAGE_BYTES + 1_024, "{}", body.len());
        let page: EntriesPage = serde_json::from_slice(&body).unwrap();
        seen.extend(page.entries.iter().rev().map(|entry| entry.seq));
        pages += 1;
        before = seen.last().expect("a page has something").0;
        if page.complete {
            return (seen, pages);
        }
    }
}

#[tokio::test]
async fn a_page_of_a_thread_is_cut_by_its_bytes_and_nothing_is_left_out() {
    let house = House::new().await;
    let conversation = much(&house).await;
    let (seen, pages) = thread(&house, &house.juliana, conversation).await;
    assert!(pages > 1 && seen.is_sorted_by(|newer, older| newer > older) && seen.len() > MUCH, "{seen:?}");
}

#[tokio::test]
async fn what_changed_comes_in_pages_of_so_many_bytes_and_nothing_is_left_out() {
    let house = House::new().await;
    let mut cursor = house.inbox(&house.rita).await.cursor.0;
    let conversation = much(&house).await;
    let (mut entries, mut pages) = (Vec::new(), 0);
    loop {
        let uri = format!("/v1/sync?cursor={cursor}");
        let (_, body) = house.ask::<()>(Some(&house.rita.token), Method::GET, &uri, None).await;
        assert!(body.len() < PAGE_BYTES + 4_096, "{}", body.len());
        let page: SyncPage = serde_json::from_slice(&body).unwrap();
        entries.extend(page.changes.iter().filter_map(|change| match change {
            SyncChange::Entry { entry } => Some(entry.seq),
            _ => None,
        }));
        pages += 1;
        cursor = page.cursor.0;
        if !page.more {
            break;
        }
    }
    entries.reverse();
    assert!(pages > 1);
    assert_eq!(entries, thread(&house, &house.rita, conversation).await.0);
}
