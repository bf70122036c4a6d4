//! Sounds without a row, and rows without a sound, as earlier versions, damage and crashes leave them.

use conversas_client::{Engine, EngineConfig, SecretsPolicy};
use serde_json::json;

use super::*;

fn path_of(home: &Home, take: &TakeItem, extension: &str) -> std::path::PathBuf {
    home.folder.path().join("takes").join(format!("{}.{extension}", take.id))
}

/// Puts the note of an earlier version in the place of the label beside a take.
fn note(home: &Home, take: &TakeItem, said: serde_json::Value) {
    let whose = json!({ "person_id": home.house.maria.id, "conversation_id": home.id });
    let mut note = whose.as_object().unwrap().clone();
    note.extend(said.as_object().unwrap().clone());
    fs::write(path_of(home, take, "json"), serde_json::Value::from(note).to_string()).unwrap();
    conversas_client::testing::forget_takes(home.folder.path());
}

async fn ids(host: &Host) -> Vec<String> {
    takes(host).await.into_iter().map(|take| take.id).collect()
}

#[tokio::test]
async fn the_takes_of_every_earlier_version_are_taken_over() {
    let home = Home::new().await;
    home.cable.cut();
    let (first, second, third) = (home.take(300).await, home.take(300).await, home.take(300).await);
    let (waits, deleted) = (home.take(300).await, home.take(300).await);
    let queued = home.send(&waits).await.unwrap();
    call(&home.host, DeleteTake { id: deleted.id.clone() }).await.unwrap();
    home.host.shutdown().await;
    note(&home, &first, json!({}));
    note(&home, &second, json!({ "sending": "no", "deleted_at": null }));
    let unknown = conversas_testkit::fresh::<conversas_domain::ids::EntryId>();
    note(&home, &third, json!({ "sending": { "as": unknown }, "deleted_at": null }));
    note(&home, &waits, json!({ "sending": { "as": queued.entry_id }, "deleted_at": null }));
    note(&home, &deleted, json!({ "sending": "no", "deleted_at": 1_700_000_000_000_u64 }));
    let home = home.again().await;
    assert_eq!(ids(&home.host).await, [first.id, second.id, third.id], "at once");
    let restored = call(&home.host, RestoreTake { id: deleted.id.clone() }).await.unwrap();
    assert_eq!((restored.id, restored.duration_ms), (deleted.id, deleted.duration_ms));
    home.cable.lead_to(home.house.addr());
    call(&home.host, Retry {}).await.unwrap();
    let mut events = Box::pin(home.host.subscribe());
    until(&mut events, async || {
        let is_of = |name: &String| name.starts_with(&waits.id);
        (!takes_on_disk(&home.folder).iter().any(is_of)).then_some(())
    })
    .await;
    assert_eq!(voices(&home.host, home.id).await.len(), 1, "once");
    assert_eq!(takes(&home.host).await.len(), 4);
}

#[tokio::test]
async fn a_take_outlives_a_store_of_which_nothing_can_be_read() {
    let home = Home::new().await;
    let take = home.take(300).await;
    home.host.shutdown().await;
    let Home { house, cable, folder, id, host } = home;
    drop(host);
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(folder.path().join(format!("conversas.sqlite{suffix}")));
    }
    fs::write(folder.path().join("conversas.sqlite"), vec![0xA5; 40_000]).unwrap();
    let host = open(folder.path(), Tone::new(48_000)).await;
    let mut events = Box::pin(host.subscribe());
    let found = until(&mut events, async || {
        let Ok(Session::SignedIn(account)) = call(&host, SessionQuery {}).await else { return None };
        let is_whole = account.connection.online && !account.connection.catching_up;
        call(&host, ConversationQuery { id }).await.ok()?;
        call(&host, TakesQuery {}).await.ok()?.pop().filter(|_| is_whole)
    })
    .await;
    assert_eq!((found.id, found.conversation_id, found.duration_ms), (take.id, id, take.duration_ms));
    assert!(found.recovered);
    drop((house, cable));
}

/// The label beside the sound says which message the take became, so that the same words are never sent twice.
#[tokio::test]
async fn a_take_that_is_a_message_is_no_draft_after_the_store_has_lost_its_row() {
    let home = Home::new().await;
    home.cable.cut();
    let take = home.take(300).await;
    home.send(&take).await.unwrap();
    home.host.shutdown().await;
    conversas_client::testing::forget_takes(home.folder.path());
    let home = home.again().await;
    assert_eq!(ids(&home.host).await, Vec::<String>::new());
    home.cable.lead_to(home.house.addr());
    call(&home.host, Retry {}).await.unwrap();
    home.forgets().await;
    assert_eq!(voices(&home.host, home.id).await.len(), 1, "once");
}

#[tokio::test]
async fn a_take_without_its_sound_goes() {
    let home = Home::new().await;
    let take = home.take(300).await;
    home.host.shutdown().await;
    fs::remove_file(path_of(&home, &take, "wav")).unwrap();
    let home = home.again().await;
    home.forgets().await;
    assert_eq!(takes(&home.host).await, []);
}

/// The files are as after a crash between the transaction that erased a take and the removal of its files.
#[tokio::test]
async fn an_erased_take_whose_files_were_left_does_not_come_back() {
    let home = Home::new().await;
    home.take(300).await;
    home.host.shutdown().await;
    let Home { house, cable, folder, id, host } = home;
    drop(host);
    let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(folder.path()) };
    let engine = Engine::open(config).await.unwrap();
    let erased = engine.takes().all().await.unwrap().pop().unwrap();
    engine.takes().forget(erased.id).await.unwrap();
    engine.close().await;
    drop(engine);
    assert!(!takes_on_disk(&folder).is_empty());
    let host = open(folder.path(), Tone::new(48_000)).await;
    assert_eq!(takes(&host).await, []);
    let home = Home { house, cable, folder, id, host };
    home.forgets().await;
}
