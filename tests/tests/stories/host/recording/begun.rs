//! Takes in conversations that were begun on this device: the server may know them under another identifier, and may not
//! take the only message they have.

use conversas_domain::rejection::Rejection;
use conversas_ipc::{BlockedReason, CancelSending, Choice, ResolveBlocked};

use super::*;

/// Makes Maria, offline, write to the Financeiro about Lia.
async fn begins(home: &Home) -> ConversationId {
    let mut events = Box::pin(home.host.subscribe());
    home.cable.cut();
    until(&mut events, async || (!account(&home.host).await.connection.online).then_some(())).await;
    writes_first(&home.host, (home.house.financeiro, home.house.lia), "Boa tarde!").await
}

async fn comes_back(home: &Home) {
    home.cable.lead_to(home.house.addr());
    call(&home.host, Retry {}).await.unwrap();
}

/// Makes a conversation of Maria's that her other device began first, and waits until her first device knows.
/// Answers its identifier there, its identifier now, and the take that waits in it.
async fn begun_twice(home: &Home) -> (ConversationId, ConversationId, TakeItem) {
    let mut events = Box::pin(home.host.subscribe());
    let here = begins(home).await;
    let other = window(None).await;
    sign_in(&other, home.house.maria, &format!("http://{}", home.house.addr())).await.unwrap();
    let real = writes_first(&other.host, (home.house.financeiro, home.house.lia), "Bom dia!").await;
    let mut others = Box::pin(other.host.subscribe());
    until(&mut others, async || (account(&other.host).await.connection.waiting == 0).then_some(())).await;
    home.take_in(here, 300).await;
    comes_back(home).await;
    let moved = until(&mut events, async || {
        takes(&home.host).await.into_iter().find(|take| take.conversation_id == real)
    });
    (here, real, moved.await)
}

#[tokio::test]
async fn a_take_follows_a_conversation_that_turned_out_to_exist() {
    let home = Home::new().await;
    let (here, real, _) = begun_twice(&home).await;
    assert_ne!(here, real);
}

#[tokio::test]
async fn a_crash_before_a_take_followed_its_conversation_loses_nothing() {
    let home = Home::new().await;
    let (here, real, take) = begun_twice(&home).await;
    home.host.shutdown().await;
    rewrite(&home.folder, &take, "conversation_id", here.to_string());
    let home = home.again().await;
    let mut events = Box::pin(home.host.subscribe());
    let found = until(&mut events, async || {
        let connection = account(&home.host).await.connection;
        let found = takes(&home.host).await.pop();
        assert!(found.is_some(), "it is gone");
        found.filter(|take| connection.online && !connection.catching_up && take.conversation_id == real)
    })
    .await;
    assert_eq!((found.id, found.duration_ms), (take.id, take.duration_ms));
}

/// Answers the item of the only words in the conversation.
async fn words(home: &Home, id: ConversationId) -> ThreadItem {
    let is_text =
        |item: &ThreadItem| matches!(&item.kind, ItemKind::Message { content: ItemContent::Text { .. } });
    thread(&home.host, id).await.into_iter().find(is_text).unwrap()
}

/// Makes the first words be refused, by closing the channel. Then the channel is open again, and Maria is
/// offline.
async fn refused(home: &Home, id: ConversationId) -> ThreadItem {
    let mut events = Box::pin(home.host.subscribe());
    home.house.set_active(home.house.financeiro, false).await;
    comes_back(home).await;
    let failed = Some(Delivery::Failed { reason: Rejection::ChannelUnavailable });
    until(&mut events, async || (words(home, id).await.delivery == failed).then_some(())).await;
    home.cable.cut();
    until(&mut events, async || (!account(&home.host).await.connection.online).then_some(())).await;
    home.house.set_active(home.house.financeiro, true).await;
    words(home, id).await
}

async fn discard(home: &Home, conversation_id: ConversationId, item: &ThreadItem) -> Option<String> {
    let discard = ResolveBlocked { conversation_id, entry_id: item.id, choice: Choice::Discard };
    call(&home.host, discard).await.unwrap().thrown_away
}

#[tokio::test]
async fn a_take_keeps_its_conversation_when_the_only_message_is_thrown_away() {
    let home = Home::new().await;
    let id = begins(&home).await;
    let take = home.take_in(id, 300).await;
    let item = refused(&home, id).await;
    assert_eq!(discard(&home, id, &item).await, None);
    assert!(call(&home.host, ConversationQuery { id }).await.is_ok(), "a take waits in it");
    let home = home.again().await;
    let mut events = Box::pin(home.host.subscribe());
    comes_back(&home).await;
    until(&mut events, async || {
        let connection = account(&home.host).await.connection;
        (connection.online && !connection.catching_up).then_some(())
    })
    .await;
    assert_eq!(takes(&home.host).await.pop().unwrap().id, take.id);
    home.send(&take).await.unwrap();
    home.forgets().await;
    assert_eq!(voices(&home.host, id).await.len(), 1, "it is the first message now");
}

/// Sends a take behind first words that are discarded: the take is now the first message, and waits.
async fn spoken_first(home: &Home) -> (ConversationId, TakeItem, ThreadItem) {
    let id = begins(home).await;
    let take = home.take_in(id, 300).await;
    home.send(&take).await.unwrap();
    let item = refused(home, id).await;
    discard(home, id, &item).await;
    (id, take, voices(&home.host, id).await.pop().unwrap().2)
}

#[tokio::test]
async fn an_only_message_that_is_taken_back_is_a_take_in_its_conversation() {
    let home = Home::new().await;
    let (id, take, voice) = spoken_first(&home).await;
    let mut events = Box::pin(home.host.subscribe());
    call(&home.host, CancelSending { conversation_id: id, entry_id: voice.id }).await.unwrap();
    let back = until(&mut events, async || takes(&home.host).await.pop()).await;
    assert_eq!((back.id, back.conversation_id), (take.id, id));
    assert!(call(&home.host, ConversationQuery { id }).await.is_ok());
}

#[tokio::test]
async fn an_only_message_that_is_thrown_away_can_be_had_back_in_its_conversation() {
    let home = Home::new().await;
    let (id, take, voice) = spoken_first(&home).await;
    let mut events = Box::pin(home.host.subscribe());
    home.house.set_plan(Plan::Basic).await;
    comes_back(&home).await;
    let blocked = Some(Delivery::Blocked { reason: BlockedReason::NotInPlan });
    until(&mut events, async || (voices(&home.host, id).await.pop()?.1 == blocked).then_some(())).await;
    assert_eq!(discard(&home, id, &voice).await, Some(take.id.clone()));
    assert_eq!(takes(&home.host).await, []);
    let back = call(&home.host, RestoreTake { id: take.id.clone() }).await.unwrap();
    assert_eq!((&back.id, back.conversation_id, back.duration_ms), (&take.id, id, take.duration_ms));
    assert!(call(&home.host, ConversationQuery { id }).await.is_ok());
}
