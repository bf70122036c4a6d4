//! Takes of conversations that are gone, or that only seem to be.

use conversas_ipc::{Lost, RescuedQuery};
use conversas_testkit::Trouble;

use super::*;

/// Checks that a take stays. The awaited event comes after all work of a device on takes at the end of a
/// download.
async fn keeps_its_take(known: &'static str, strange: &'static str) {
    let home = Home::new().await;
    let take = home.take(300).await;
    let mut events = Box::pin(home.host.subscribe());
    home.cable.cut();
    until(&mut events, async || (!account(&home.host).await.connection.online).then_some(())).await;
    home.cable.set(Trouble::expires_once(move |answer| answer.replace(known, strange)));
    home.cable.lead_to(home.house.addr());
    call(&home.host, Retry {}).await.unwrap();
    let is_whole = async || {
        let connection = account(&home.host).await.connection;
        (connection.online && !connection.catching_up).then_some(())
    };
    until(&mut events, is_whole).await;
    for _ in 0..3 {
        let id = writes_first(&home.host, (home.house.financeiro, home.house.joao), "Bom dia!").await;
        let sent = async || (account(&home.host).await.connection.waiting == 0).then_some(());
        until(&mut events, sent).await;
        assert_ne!(id, home.id);
    }
    assert_eq!(takes(&home.host).await.into_iter().map(|take| take.id).collect::<Vec<_>>(), [take.id]);
    assert!(!takes_on_disk(&home.folder).is_empty());
    assert_eq!(call(&home.host, RescuedQuery {}).await.unwrap(), []);
}

#[tokio::test]
async fn a_take_stays_when_its_conversation_cannot_be_read_after_a_410() {
    keeps_its_take(r#""number":1,"status""#, r#""number":"one","status""#).await;
}

#[tokio::test]
async fn a_take_stays_when_its_conversation_is_not_named_after_a_410() {
    keeps_its_take(r#""conversations":[{"id":"#, r#""conversations":[{"name":"#).await;
}

#[tokio::test]
async fn rule_21_a_take_goes_with_the_conversation_that_its_owner_lost_and_they_are_told() {
    let home = Home::new().await;
    let mut events = Box::pin(home.host.subscribe());
    home.take(300).await;
    home.house.unlink(home.house.maria, home.house.joao).await;
    home.forgets().await;
    assert_eq!(takes(&home.host).await, []);
    let told = until(&mut events, async || call(&home.host, RescuedQuery {}).await.unwrap().pop()).await;
    assert_eq!((told.lost, told.text.as_str()), (Some(Lost::Voice), ""));
    assert!(told.written_at.0 > 1_700_000_000_000, "when it was begun");
}
