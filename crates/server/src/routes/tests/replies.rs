//! Canned replies of a channel: the operations, and the routes for apps from before them.

use axum::http::{Method, StatusCode};
use conversas_domain::canned_reply::REPLIES_LIMIT;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::rejection::Rejection;
use conversas_domain::target::Target;
use conversas_protocol::{
    DeleteReply, Directory, Op, OpRequest, Outcome, SaveCannedReply, SaveReply, SyncChange,
};

use crate::buckets::Rate;
use crate::fixture::{House, START, Someone, id};

fn save(channel_id: ChannelId, reply_id: CannedReplyId, title: &str, text: &str) -> Op {
    SaveReply { channel_id, reply_id, title: title.into(), text: text.into() }.into()
}

fn delete(channel_id: ChannelId, reply_id: CannedReplyId) -> Op {
    DeleteReply { channel_id, reply_id }.into()
}

fn applied(channel: ChannelId, outcome: &Outcome) -> bool {
    let Outcome::Applied { target, seq, at: START } = outcome else { panic!("{outcome:?}") };
    assert_eq!(*target, Target::Channel(channel));
    seq.is_some()
}

/// The titles and texts of a channel's replies, as this person has them.
async fn replies(house: &House, who: &Someone, channel: ChannelId) -> Vec<(String, String)> {
    let directory: Directory = house.get(who, "/v1/directory").await;
    let channel = directory.channels.into_iter().find(|it| it.id == channel).expect("known");
    let replies = channel.replies.into_iter();
    replies.map(|it| (it.title.as_str().to_owned(), it.text.as_str().to_owned())).collect()
}

fn pair(title: &str, text: &str) -> (String, String) {
    (title.into(), text.into())
}

#[tokio::test]
async fn nobody_makes_and_takes_away_nothing() {
    let house = House::new().await;
    for op in [save(house.secretary, id(), "Oi", "Olá"), delete(house.secretary, id())] {
        let request = OpRequest { op_id: id(), written_at: START, op };
        let (status, _) = house.ask(None, Method::POST, "/v1/ops", Some(&request)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_member_makes_changes_and_takes_away_replies_and_every_member_has_them() {
    let (house, first, second) = (House::new().await, id(), id());
    let office = house.secretary;
    assert!(applied(office, &house.op(&house.ana, save(office, first, "Prazo", "Até {aluno}")).await));
    assert!(applied(office, &house.op(&house.ana, save(office, second, " Horário ", "8h")).await));
    let both = [pair("Horário", "8h"), pair("Prazo", "Até {aluno}")];
    for member in [&house.ana, &house.rita] {
        assert_eq!(replies(&house, member, office).await, both);
    }
    assert!(applied(office, &house.op(&house.rita, save(office, first, "Prazos", "3 dias")).await));
    assert!(applied(office, &house.op(&house.rita, delete(office, second)).await));
    assert_eq!(replies(&house, &house.ana, office).await, [pair("Prazos", "3 dias")]);
}

#[tokio::test]
async fn the_same_operation_again_gets_its_receipt_and_undoes_nothing() {
    let (house, reply) = (House::new().await, id());
    let office = house.secretary;
    let op = save(office, reply, "Prazo", "3 dias");
    let request = OpRequest { op_id: id(), written_at: START, op };
    let receipt = house.send(&house.ana, &request).await;
    assert!(applied(office, &receipt.outcome));
    house.op(&house.rita, save(office, reply, "Prazo", "5 dias")).await;
    assert_eq!(house.send(&house.ana, &request).await, receipt);
    assert_eq!(replies(&house, &house.ana, office).await, [pair("Prazo", "5 dias")]);

    let refused = OpRequest { op_id: id(), op: save(office, reply, "", "x"), ..request };
    let receipt = house.send(&house.rita, &refused).await;
    assert_eq!(receipt.outcome, Outcome::Rejected { reason: Rejection::TextEmpty });
    assert_eq!(house.send(&house.rita, &refused).await, receipt);
}

#[tokio::test]
async fn a_change_reaches_the_members_devices_and_the_same_again_does_not() {
    let (house, reply) = (House::new().await, id());
    let office = house.secretary;
    let start = house.inbox(&house.rita).await.cursor.0;
    house.op(&house.ana, save(office, reply, "Prazo", "3 dias")).await;
    let page = house.sync(&house.rita, &start).await;
    assert!(matches!(&page.changes[..], [SyncChange::Directory { .. }]));
    let family = house.inbox(&house.juliana).await.cursor.0;
    assert!(!applied(office, &house.op(&house.rita, save(office, reply, "Prazo", "3 dias")).await));
    assert_eq!(house.sync(&house.rita, &page.cursor.0).await.changes, []);
    assert!(applied(office, &house.op(&house.rita, delete(office, reply)).await));
    let gone = house.sync(&house.rita, &page.cursor.0).await;
    assert!(matches!(&gone.changes[..], [SyncChange::Directory { .. }]));
    assert!(!applied(office, &house.op(&house.rita, delete(office, reply)).await));
    assert_eq!(house.sync(&house.rita, &gone.cursor.0).await.changes, []);
    assert_eq!(house.sync(&house.juliana, &family).await.changes, [], "families hear nothing of it");
}

#[tokio::test]
async fn empty_and_endless_words_are_refused() {
    let house = House::new().await;
    let long = "a".repeat(10_001);
    let (empty, endless) = (Rejection::TextEmpty, Rejection::TextTooLong);
    for (title, text, reason) in
        [("", "Olá", empty), ("Oi", " ", empty), (&*long, "Olá", endless), ("Oi", &*long, endless)]
    {
        let op = save(house.secretary, id(), title, text);
        assert_eq!(house.rejected(&house.rita, op).await, reason);
    }
    assert_eq!(replies(&house, &house.rita, house.secretary).await, []);
}

#[tokio::test]
async fn a_channel_that_is_not_theirs_is_refused_like_one_that_does_not_exist_whatever_is_said() {
    let (house, reply) = (House::new().await, id());
    house.op(&house.rita, save(house.secretary, reply, "Prazo", "3 dias")).await;
    for (who, channel) in house
        .strangers_of_the_secretary()
        .into_iter()
        .filter(|who| who.id() != house.helena.id())
        .map(|who| (who, house.secretary))
        .chain([
            (&house.rita, id()),
            (&house.rita, house.other_channel),
            (&house.helena, house.other_channel),
        ])
    {
        for op in [save(channel, reply, "Oi", "Olá"), save(channel, id(), "", ""), delete(channel, reply)] {
            assert_eq!(house.rejected(who, op).await, Rejection::NotFound, "{:?}", who.actor);
        }
    }
    assert_eq!(replies(&house, &house.rita, house.secretary).await, [pair("Prazo", "3 dias")]);
}

#[tokio::test]
async fn an_administrator_who_is_no_member_manages_nothing_and_only_members_see_replies() {
    let (house, reply) = (House::new().await, id());
    house.op(&house.rita, save(house.secretary, reply, "Prazo", "3 dias")).await;
    for op in [save(house.secretary, reply, "Oi", "Olá"), delete(house.secretary, reply)] {
        assert_eq!(house.rejected(&house.helena, op).await, Rejection::Forbidden);
    }
    for other in house.strangers_of_the_secretary() {
        let directory: Directory = house.get(other, "/v1/directory").await;
        assert!(directory.channels.iter().all(|channel| channel.replies.is_empty()));
    }
    assert_eq!(replies(&house, &house.rita, house.secretary).await, [pair("Prazo", "3 dias")]);
}

#[tokio::test]
async fn the_same_identifier_in_another_channel_is_another_reply() {
    let (house, reply) = (House::new().await, id());
    house.op(&house.rita, save(house.secretary, reply, "Prazo", "3 dias")).await;
    assert!(!applied(house.finance, &house.op(&house.fabio, delete(house.finance, reply)).await));
    house.op(&house.fabio, save(house.finance, reply, "Boleto", "5 dias")).await;
    assert_eq!(replies(&house, &house.rita, house.secretary).await, [pair("Prazo", "3 dias")]);
    assert_eq!(replies(&house, &house.rita, house.finance).await, [pair("Boleto", "5 dias")]);
}

#[tokio::test]
async fn a_full_channel_takes_changes_and_no_more_replies() {
    let (house, last) = (House::new().await, id());
    let office = house.secretary;
    for number in 1..REPLIES_LIMIT {
        let op = save(office, id(), &number.to_string(), "Olá");
        assert!(applied(office, &house.op(&house.rita, op).await));
    }
    assert!(applied(office, &house.op(&house.rita, save(office, last, "Última", "Olá")).await));
    assert!(applied(office, &house.op(&house.rita, save(office, last, "Última", "Oi")).await));
    let more = save(office, id(), "Mais", "Olá");
    assert_eq!(house.rejected(&house.rita, more).await, Rejection::TooManyReplies);
    assert_eq!(replies(&house, &house.ana, office).await.len(), REPLIES_LIMIT);

    let (status, _) = put(&house, &house.rita, &uri(office, id()), "Mais", "Olá").await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "as an older app knows it");
}

fn uri(channel: ChannelId, reply: CannedReplyId) -> String {
    format!("/v1/channels/{channel}/replies/{reply}")
}

async fn put(house: &House, who: &Someone, uri: &str, title: &str, text: &str) -> (StatusCode, Vec<u8>) {
    let body = SaveCannedReply { title: title.into(), text: text.into() };
    house.ask(Some(&who.token), Method::PUT, uri, Some(&body)).await
}

async fn take_away(house: &House, who: &Someone, uri: &str) -> StatusCode {
    house.ask::<()>(Some(&who.token), Method::DELETE, uri, None).await.0
}

#[tokio::test]
async fn an_app_of_before_the_operations_does_the_same_by_its_routes() {
    let house = House::new().await;
    let uri = uri(house.secretary, id());
    for _ in 0..2 {
        let (status, body) = put(&house, &house.ana, &uri, "Prazo", "3 dias").await;
        assert_eq!((status, body), (StatusCode::NO_CONTENT, Vec::new()));
        assert_eq!(replies(&house, &house.rita, house.secretary).await, [pair("Prazo", "3 dias")]);
    }
    for _ in 0..2 {
        assert_eq!(take_away(&house, &house.rita, &uri).await, StatusCode::NO_CONTENT);
        assert_eq!(replies(&house, &house.rita, house.secretary).await, []);
    }
}

#[tokio::test]
async fn what_an_app_of_before_the_operations_does_leaves_no_receipt() {
    let house = House::new().await;
    let receipts = async || house.sqlite.number("SELECT count(*) FROM receipts", Vec::new()).await.unwrap();
    let before = receipts().await;
    let uri = uri(house.secretary, id());
    assert_eq!(put(&house, &house.ana, &uri, "Prazo", "3 dias").await.0, StatusCode::NO_CONTENT);
    assert_eq!(put(&house, &house.ana, &uri, "", "3 dias").await.0, StatusCode::BAD_REQUEST);
    assert_eq!(take_away(&house, &house.ana, &uri).await, StatusCode::NO_CONTENT);
    assert_eq!(receipts().await, before, "nobody could ask for it");
}

#[tokio::test]
async fn an_app_of_before_the_operations_may_say_no_more_than_another() {
    let house = House::told(|config| config.people.operation_bytes = Rate::new(1_000, 60)).await;
    let uri = uri(house.secretary, id());
    assert_eq!(put(&house, &house.ana, &uri, "Prazo", &"a".repeat(1_000)).await.0, StatusCode::NO_CONTENT);
    assert_eq!(put(&house, &house.ana, &uri, "Prazo", "3 dias").await.0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(take_away(&house, &house.ana, &uri).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(take_away(&house, &house.rita, &uri).await, StatusCode::NO_CONTENT, "somebody else");
}

#[tokio::test]
async fn an_app_of_before_the_operations_is_refused_in_words_that_it_knows() {
    let house = House::new().await;
    let uri_of = |channel| uri(channel, id());
    let theirs = uri_of(house.secretary);
    for other in house.strangers_of_the_secretary() {
        assert_eq!(put(&house, other, &theirs, "Oi", "Olá").await.0, StatusCode::NOT_FOUND);
        assert_eq!(take_away(&house, other, &theirs).await, StatusCode::NOT_FOUND);
    }
    for nowhere in [uri_of(id()), uri_of(house.other_channel)] {
        assert_eq!(put(&house, &house.rita, &nowhere, "Oi", "Olá").await.0, StatusCode::NOT_FOUND);
        assert_eq!(take_away(&house, &house.rita, &nowhere).await, StatusCode::NOT_FOUND);
    }
    let long = "a".repeat(10_001);
    for (title, text) in [("", "Olá"), ("Oi", " "), (&*long, "Olá"), ("Oi", &*long)] {
        assert_eq!(put(&house, &house.rita, &theirs, title, text).await.0, StatusCode::BAD_REQUEST);
    }
    let garbage = format!("/v1/channels/{}/replies/x", house.secretary);
    assert_eq!(put(&house, &house.rita, &garbage, "Oi", "Olá").await.0, StatusCode::BAD_REQUEST);
    let made = house.ask(None, Method::PUT, &theirs, Some(&())).await;
    let gone = house.ask::<()>(None, Method::DELETE, &theirs, None).await;
    assert_eq!((made.0, gone.0), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(replies(&house, &house.rita, house.secretary).await, []);
}
