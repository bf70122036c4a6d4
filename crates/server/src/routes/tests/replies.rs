//! Canned replies of a channel.

use axum::http::{Method, StatusCode};
use conversas_domain::canned_reply::REPLIES_LIMIT;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_protocol::{Directory, SaveCannedReply, SyncChange};

use crate::fixture::{House, Someone, id};

fn uri(channel: ChannelId, reply: CannedReplyId) -> String {
    format!("/v1/channels/{channel}/replies/{reply}")
}

fn body(title: &str, text: &str) -> SaveCannedReply {
    SaveCannedReply { title: title.into(), text: text.into() }
}

async fn put(house: &House, who: &Someone, uri: &str, body: &SaveCannedReply) -> StatusCode {
    house.ask(Some(&who.token), Method::PUT, uri, Some(body)).await.0
}

async fn delete(house: &House, who: &Someone, uri: &str) -> StatusCode {
    house.ask::<()>(Some(&who.token), Method::DELETE, uri, None).await.0
}

/// Titles and texts of a channel, as this person has them.
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
    let uri = uri(house.secretary, id());
    let made = house.ask(None, Method::PUT, &uri, Some(&body("Oi", "Olá"))).await;
    let gone = house.ask::<()>(None, Method::DELETE, &uri, None).await;
    assert_eq!((made.0, gone.0), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
}

#[tokio::test]
async fn a_member_makes_changes_and_takes_away_replies_and_every_member_has_them() {
    let house = House::new().await;
    let (first, second) = (uri(house.secretary, id()), uri(house.secretary, id()));
    assert_eq!(put(&house, &house.ana, &first, &body("Prazo", "Até {aluno}")).await, StatusCode::NO_CONTENT);
    assert_eq!(put(&house, &house.ana, &second, &body(" Horário ", "8h")).await, StatusCode::NO_CONTENT);
    let both = [pair("Horário", "8h"), pair("Prazo", "Até {aluno}")];
    for member in [&house.ana, &house.rita] {
        assert_eq!(replies(&house, member, house.secretary).await, both);
    }
    assert_eq!(put(&house, &house.rita, &first, &body("Prazos", "3 dias")).await, StatusCode::NO_CONTENT);
    assert_eq!(delete(&house, &house.rita, &second).await, StatusCode::NO_CONTENT);
    assert_eq!(replies(&house, &house.ana, house.secretary).await, [pair("Prazos", "3 dias")]);
}

#[tokio::test]
async fn a_change_reaches_the_members_devices_and_the_same_again_does_not() {
    let house = House::new().await;
    let uri = uri(house.secretary, id());
    let start = house.inbox(&house.rita).await.cursor.0;
    put(&house, &house.ana, &uri, &body("Prazo", "3 dias")).await;
    let page = house.sync(&house.rita, &start).await;
    assert!(matches!(&page.changes[..], [SyncChange::Directory { .. }]));
    let family = house.inbox(&house.juliana).await.cursor.0;
    assert_eq!(put(&house, &house.rita, &uri, &body("Prazo", "3 dias")).await, StatusCode::NO_CONTENT);
    assert_eq!(house.sync(&house.rita, &page.cursor.0).await.changes, []);
    assert_eq!(delete(&house, &house.rita, &uri).await, StatusCode::NO_CONTENT);
    let gone = house.sync(&house.rita, &page.cursor.0).await;
    assert!(matches!(&gone.changes[..], [SyncChange::Directory { .. }]));
    assert_eq!(delete(&house, &house.rita, &uri).await, StatusCode::NO_CONTENT);
    assert_eq!(house.sync(&house.rita, &gone.cursor.0).await.changes, []);
    assert_eq!(house.sync(&house.juliana, &family).await.changes, [], "families hear nothing of it");
}

#[tokio::test]
async fn an_unknown_channel_or_garbage_is_refused() {
    let house = House::new().await;
    let nowhere = uri(id(), id());
    assert_eq!(put(&house, &house.rita, &nowhere, &body("Oi", "Olá")).await, StatusCode::NOT_FOUND);
    assert_eq!(delete(&house, &house.rita, &nowhere).await, StatusCode::NOT_FOUND);
    let uri = uri(house.secretary, id());
    let long = "a".repeat(10_001);
    for bad in [body("", "Olá"), body("Oi", " "), body(&long, "Olá"), body("Oi", &long)] {
        assert_eq!(put(&house, &house.rita, &uri, &bad).await, StatusCode::BAD_REQUEST);
    }
    let garbage = format!("/v1/channels/{}/replies/x", house.secretary);
    assert_eq!(put(&house, &house.rita, &garbage, &body("Oi", "Olá")).await, StatusCode::BAD_REQUEST);
    assert_eq!(replies(&house, &house.rita, house.secretary).await, []);
}

#[tokio::test]
async fn only_members_manage_and_see_replies() {
    let house = House::new().await;
    let reply = id();
    let uri = uri(house.secretary, reply);
    put(&house, &house.rita, &uri, &body("Prazo", "3 dias")).await;
    for other in house.strangers_of_the_secretary() {
        assert_eq!(put(&house, other, &uri, &body("Oi", "Olá")).await, StatusCode::NOT_FOUND);
        assert_eq!(delete(&house, other, &uri).await, StatusCode::NOT_FOUND);
        let directory: Directory = house.get(other, "/v1/directory").await;
        assert!(directory.channels.iter().all(|channel| channel.replies.is_empty()));
    }
    assert_eq!(replies(&house, &house.rita, house.secretary).await, [pair("Prazo", "3 dias")]);
}

#[tokio::test]
async fn the_same_identifier_in_another_channel_is_another_reply() {
    let house = House::new().await;
    let reply = id();
    put(&house, &house.rita, &uri(house.secretary, reply), &body("Prazo", "3 dias")).await;
    let other = uri(house.finance, reply);
    assert_eq!(delete(&house, &house.fabio, &other).await, StatusCode::NO_CONTENT);
    assert_eq!(put(&house, &house.fabio, &other, &body("Boleto", "5 dias")).await, StatusCode::NO_CONTENT);
    assert_eq!(replies(&house, &house.rita, house.secretary).await, [pair("Prazo", "3 dias")]);
    assert_eq!(replies(&house, &house.rita, house.finance).await, [pair("Boleto", "5 dias")]);
}

#[tokio::test]
async fn a_full_channel_takes_changes_and_no_more_replies() {
    let house = House::new().await;
    let last = uri(house.secretary, id());
    for number in 1..REPLIES_LIMIT {
        let uri = uri(house.secretary, id());
        assert_eq!(
            put(&house, &house.rita, &uri, &body(&number.to_string(), "Olá")).await,
            StatusCode::NO_CONTENT
        );
    }
    assert_eq!(put(&house, &house.rita, &last, &body("Última", "Olá")).await, StatusCode::NO_CONTENT);
    assert_eq!(put(&house, &house.rita, &last, &body("Última", "Oi")).await, StatusCode::NO_CONTENT);
    let more = put(&house, &house.rita, &uri(house.secretary, id()), &body("Mais", "Olá")).await;
    assert_eq!(more, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(replies(&house, &house.ana, house.secretary).await.len(), REPLIES_LIMIT);
}
