//! Pages of conversations.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use conversas_domain::conversation::Progress;
use conversas_domain::ids::ChannelId;
use conversas_protocol::{BootstrapPage, ErrorCode, Op, OpenConversation, WriteNote};

use crate::fixture::{House, id};

#[tokio::test]
async fn nobody_gets_nothing() {
    let house = House::new().await;
    let (status, _) = house.ask::<()>(None, Method::GET, "/v1/bootstrap", None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn staff_get_their_channel_and_guardians_their_own() {
    let house = House::new().await;
    let id = house.conversation().await;
    for who in [&house.rita, &house.ana, &house.juliana] {
        let page = house.inbox(who).await;
        assert_eq!(page.conversations.iter().map(|c| c.id).collect::<Vec<_>>(), [id]);
        assert_eq!(page.next, None);
    }
    for who in [&house.marcos, &house.camila, &house.bia] {
        assert_eq!(house.inbox(who).await.conversations, []);
    }
}

#[tokio::test]
async fn an_unknown_channel_and_one_of_others_are_not_found() {
    let house = House::new().await;
    for channel in [id::<ChannelId>(), house.finance, house.other_channel] {
        let answer = house.refused(&house.ana, &format!("/v1/bootstrap?channel={channel}")).await;
        assert_eq!(answer, (StatusCode::NOT_FOUND, ErrorCode::NotFound));
    }
    let answer =
        house.refused(&house.helena, &format!("/v1/bootstrap?channel={}", house.other_channel)).await;
    assert_eq!(answer, (StatusCode::NOT_FOUND, ErrorCode::NotFound));
}

#[tokio::test]
async fn a_channel_that_an_administrator_looked_into_is_followed_from_then_on() {
    let house = House::new().await;
    house.conversation().await;
    let before = house.inbox(&house.helena).await;
    assert_eq!(before.conversations.len(), 1);
    house.conversation().await;
    assert!(!house.sync(&house.helena, &before.cursor.0).await.changes.is_empty());
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_or_repeats_while_things_change() {
    let house = House::new().await;
    let mut ids = BTreeSet::new();
    for student in [house.theo, house.nina] {
        let guardians: Vec<_> = if student == house.theo {
            vec![house.juliana.id(), house.marcos.id(), house.neusa.id()]
        } else {
            vec![house.camila.id()]
        };
        for guardian in guardians {
            let op = Op::OpenConversation(OpenConversation {
                conversation_id: id(),
                channel_id: house.secretary,
                student_id: student,
                guardians: vec![guardian],
                entry_id: id(),
                content: "Oi".into(),
            });
            ids.insert(house.done(&house.rita, op).await.0);
            house.clock.advance(1_000);
        }
    }
    let first = format!("/v1/bootstrap?channel={}&limit=1", house.secretary);
    let mut seen = Vec::new();
    let mut page: BootstrapPage = house.get(&house.ana, &first).await;
    loop {
        seen.extend(page.conversations.iter().map(|c| c.id));
        let Some(after) = page.next else { break };
        page = house.get(&house.ana, &format!("{first}&after={after}")).await;
    }
    assert_eq!(seen.len(), 4);
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), ids);
}

#[tokio::test]
async fn who_waits_longest_comes_first_then_the_newest() {
    let house = House::new().await;
    let answered = house.conversation().await;
    house.say(&house.rita, answered, "Olá").await;
    house.clock.advance(1_000);
    let mut waiting = Vec::new();
    for who in [&house.marcos, &house.neusa] {
        waiting.push(house.done(who, house.opening("Oi")).await.0);
        house.clock.advance(1_000);
    }
    house.say(&house.rita, answered, "Mais uma coisa").await;
    let order: Vec<_> = house.inbox(&house.ana).await.conversations.iter().map(|c| c.id).collect();
    assert_eq!(order, [waiting[0], waiting[1], answered]);
}

#[tokio::test]
async fn a_guardian_sees_nothing_of_how_the_school_works() {
    let house = House::new().await;
    let id = house.conversation().await;
    house.say(&house.rita, id, "Olá").await;
    let before = house.inbox(&house.juliana).await;
    house.clock.advance(60_000);
    let note = Op::WriteNote(WriteNote {
        conversation_id: id,
        entry_id: crate::fixture::id(),
        text: "só nós".into(),
        mentions: Vec::new(),
    });
    house.done(&house.rita, note).await;
    let after = house.inbox(&house.juliana).await;
    assert_eq!(before.conversations, after.conversations);
    let view = &after.conversations[0];
    assert!(view.ticket.ticket.replied_by.is_empty());
    assert_eq!(view.family, Progress::default());
    assert!(!house.inbox(&house.rita).await.conversations[0].ticket.ticket.replied_by.is_empty());
}
