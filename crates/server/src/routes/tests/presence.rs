//! Presence: told by devices, shown to colleagues, stored nowhere.

use axum::http::{Method, StatusCode};
use conversas_domain::ids::{ConversationId, PersonId};
use conversas_protocol::{BootstrapPage, Doing, PresencePage, SyncPage, Whereabouts};
use tokio::time::{Duration, timeout};

use crate::fixture::{House, START, Someone, id};
use crate::ledger;
use crate::store::Lane;

/// A wait far longer than anything here takes: a test that gets there has failed.
const PATIENCE: Duration = Duration::from_secs(20);

async fn put(house: &House, who: &Someone, at: Option<(ConversationId, Doing)>) -> StatusCode {
    house.ask(Some(&who.token), Method::PUT, "/v1/presence", Some(&Whereabouts { at })).await.0
}

async fn is_at(house: &House, who: &Someone, conversation: ConversationId, doing: Doing) {
    assert_eq!(put(house, who, Some((conversation, doing))).await, StatusCode::NO_CONTENT);
}

/// A reader who polls with a cursor that is up to date.
struct Reader<'a> {
    house: &'a House,
    who: &'a Someone,
    cursor: String,
}

impl<'a> Reader<'a> {
    async fn new(house: &'a House, who: &'a Someone) -> Reader<'a> {
        let mut cursor = house.inbox(who).await.cursor.0;
        // The first poll tells the family that its messages arrived, which is news for others only once.
        for _ in 0..2 {
            cursor = house.sync(who, &cursor).await.cursor.0;
        }
        Reader { house, who, cursor }
    }

    async fn poll(&self, known: u64, wait: u64) -> SyncPage {
        let uri = format!("/v1/sync?cursor={}&presence={known}&wait={wait}", self.cursor);
        self.house.get(self.who, &uri).await
    }

    async fn told(&self, known: u64) -> Option<PresencePage> {
        self.poll(known, 0).await.presence
    }

    async fn hears(&self, known: u64) -> PresencePage {
        let page = timeout(PATIENCE, self.poll(known, 25)).await.expect("it is woken");
        page.presence.expect("somebody came or went")
    }
}

fn people(page: &PresencePage) -> Vec<(PersonId, Doing)> {
    page.people.iter().map(|present| (present.person.id, present.doing)).collect()
}

#[tokio::test]
async fn nobody_is_nowhere() {
    let house = House::new().await;
    let body = Whereabouts { at: None };
    let (status, _) = house.ask(None, Method::PUT, "/v1/presence", Some(&body)).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_colleague_sees_who_views_and_who_writes_and_where() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let rita = Reader::new(&house, &house.rita).await;
    assert_eq!(rita.told(0).await, None, "nobody is there, as Rita knows");
    is_at(&house, &house.ana, conversation, Doing::Viewing).await;
    let page = rita.told(0).await.expect("Ana came");
    assert_eq!(people(&page), [(house.ana.id(), Doing::Viewing)]);
    assert_eq!(page.people[0].conversation_id, conversation);
    is_at(&house, &house.ana, conversation, Doing::Writing).await;
    let page = rita.told(page.number).await.expect("Ana writes");
    assert_eq!(people(&page), [(house.ana.id(), Doing::Writing)]);
    assert_eq!(put(&house, &house.ana, None).await, StatusCode::NO_CONTENT);
    let page = rita.told(page.number).await.expect("Ana left");
    assert_eq!((people(&page), page.number), (Vec::new(), 0));
}

#[tokio::test]
async fn saying_it_again_is_no_news() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let rita = Reader::new(&house, &house.rita).await;
    is_at(&house, &house.ana, conversation, Doing::Viewing).await;
    let page = rita.told(0).await.expect("Ana came");
    is_at(&house, &house.ana, conversation, Doing::Viewing).await;
    assert_eq!(rita.told(page.number).await, None);
}

#[tokio::test]
async fn who_does_not_ask_is_not_told_and_nobody_is_told_of_themselves() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let rita = Reader::new(&house, &house.rita).await;
    is_at(&house, &house.rita, conversation, Doing::Viewing).await;
    assert_eq!(rita.told(0).await, None);
    is_at(&house, &house.ana, conversation, Doing::Viewing).await;
    assert_eq!(house.sync(&house.rita, &rita.cursor).await.presence, None);
}

#[tokio::test]
async fn an_unknown_conversation_and_garbage_are_refused() {
    let house = House::new().await;
    let unknown = Some((id(), Doing::Viewing));
    assert_eq!(put(&house, &house.rita, unknown).await, StatusCode::NOT_FOUND);
    let garbage = serde_json::json!({ "at": ["x", "dancing"] });
    let (status, _) = house.ask(Some(&house.rita.token), Method::PUT, "/v1/presence", Some(&garbage)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn only_members_are_there_and_only_members_see_it() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let rita = Reader::new(&house, &house.rita).await;
    let there = Some((conversation, Doing::Writing));
    for stranger in [&house.fabio, &house.neusa, &house.camila, &house.bruno, &house.beto, &house.bia] {
        assert_eq!(put(&house, stranger, there).await, StatusCode::NOT_FOUND);
    }
    for reader in [&house.juliana, &house.helena] {
        assert_eq!(put(&house, reader, there).await, StatusCode::NO_CONTENT);
    }
    assert_eq!(rita.told(0).await, None, "neither families nor who only looks in are seen");
    is_at(&house, &house.rita, conversation, Doing::Writing).await;
    for other in [&house.juliana, &house.helena] {
        assert_eq!(Reader::new(&house, other).await.told(0).await, None);
    }
    let ana = Reader::new(&house, &house.ana).await;
    let finance = format!("/v1/bootstrap?channel={}", house.finance);
    let page: BootstrapPage = house.get(&house.fabio, &finance).await;
    let fabio = Reader { house: &house, who: &house.fabio, cursor: page.cursor.0 };
    assert_eq!(fabio.told(0).await, None, "another channel");
    assert_eq!(people(&ana.told(0).await.expect("a colleague")), [(house.rita.id(), Doing::Writing)]);
}

#[tokio::test]
async fn a_waiting_colleague_hears_at_once_who_comes_and_who_goes() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let rita = Reader::new(&house, &house.rita).await;
    let (page, ()) = tokio::join!(rita.hears(0), is_at(&house, &house.ana, conversation, Doing::Viewing));
    assert_eq!(people(&page), [(house.ana.id(), Doing::Viewing)]);
    let (page, status) = tokio::join!(rita.hears(page.number), put(&house, &house.ana, None));
    assert_eq!((people(&page), status), (Vec::new(), StatusCode::NO_CONTENT));
}

#[tokio::test]
async fn a_revoked_device_is_nowhere_at_once() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let rita = Reader::new(&house, &house.rita).await;
    is_at(&house, &house.ana, conversation, Doing::Viewing).await;
    let number = rita.told(0).await.expect("Ana came").number;
    let device = house.ana.device;
    let revoke = house.store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, START));
    let (page, revoked) = tokio::join!(rita.hears(number), revoke);
    assert!(revoked.unwrap());
    assert_eq!(people(&page), []);
}

#[tokio::test]
async fn who_loses_the_channel_is_nowhere_in_it_at_once_and_sees_nobody_there() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let (rita, ana) = (Reader::new(&house, &house.rita).await, Reader::new(&house, &house.ana).await);
    is_at(&house, &house.ana, conversation, Doing::Viewing).await;
    is_at(&house, &house.rita, conversation, Doing::Viewing).await;
    let number = rita.told(0).await.expect("Ana came").number;
    let seen = ana.told(0).await.expect("Rita came").number;
    let (person, channel) = (house.ana.id(), house.secretary);
    house.store.write(Lane::Any, move |tx| ledger::remove_member(tx, person, channel)).await.unwrap();
    assert_eq!(people(&rita.told(number).await.expect("Ana is gone")), []);
    assert_eq!(people(&ana.told(seen).await.expect("the channel is gone")), []);
    assert_eq!(put(&house, &house.ana, Some((conversation, Doing::Viewing))).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_waiting_colleague_hears_of_who_went_without_a_word() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let rita = Reader::new(&house, &house.rita).await;
    is_at(&house, &house.ana, conversation, Doing::Viewing).await;
    let number = rita.told(0).await.expect("Ana came").number;
    tokio::time::pause();
    assert_eq!(rita.poll(number, 25).await.presence, None, "25 of 30 seconds");
    let page = rita.poll(number, 25).await.presence.expect("her time is over");
    assert_eq!(people(&page), []);
}
