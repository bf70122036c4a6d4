//! Things break: servers restart, files are damaged.

use conversas_client::{Engine, Error, List, StoreError};
use conversas_testkit::{Cable, Device, House, Opening};

use super::scene::search_for;

#[tokio::test]
async fn a_server_restarted_in_the_middle_loses_and_doubles_nothing() {
    let mut house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "mensagem 0").await.unwrap();
    let id = opened.conversation_id;
    let list = List::Channel(house.secretaria);
    ana.until("the row", async |_| ana.list(list).await.rows.pop()).await;
    for number in 1..40 {
        maria.engine().send_message(id, &format!("mensagem {number}"), None).await.unwrap();
        if number % 13 == 0 {
            house.stop().await;
            house.resume().await;
            cable.lead_to(house.addr());
            maria.engine().retry();
        }
    }
    maria.engine().retry();
    ana.engine().retry();
    maria.until("all sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    let expected: Vec<_> = (0..40).map(|number| format!("mensagem {number}")).collect();
    let expected: Vec<_> = expected.iter().map(String::as_str).collect();
    maria.reads(id, &expected).await;
    ana.reads(id, &expected).await;
}

#[tokio::test]
async fn a_damaged_store_is_rebuilt_from_the_server_with_unsent_items_kept() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::of(house.maria, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    cable.cut();
    maria.offline().await;
    maria.engine().send_message(id, "dois", None).await.unwrap();
    maria.engine().close().await;
    maria.kill();
    conversas_client::testing::damage(maria.folder());

    cable.lead_to(house.addr());
    maria.open().await;
    maria.online().await;
    maria.reads(id, &["um", "dois"]).await;
}

#[tokio::test]
async fn damage_deep_in_the_store_is_met_later_and_mended_at_the_next_start() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::of(house.maria, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    maria.engine().close().await;
    maria.kill();
    conversas_client::testing::damage_deep(maria.folder());
    maria.open().await;
    maria.engine().search(search_for("um")).await.expect_err("the damage is met");
    maria.kill();
    maria.open().await;
    maria.online().await;
    maria.reads(id, &["um"]).await;
    assert_eq!(maria.engine().search(search_for("um")).await.unwrap().messages.len(), 1);
}

#[tokio::test]
async fn a_store_of_garbage_is_replaced_and_the_session_goes_on() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::of(house.maria, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    maria.engine().close().await;
    maria.kill();
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(maria.folder().join(format!("conversas.sqlite{suffix}")));
    }
    std::fs::write(maria.folder().join("conversas.sqlite"), vec![0xA5; 40_000]).unwrap();
    maria.open().await;
    maria.online().await;
    maria.reads(opened.conversation_id, &["um"]).await;
}

#[tokio::test]
async fn a_full_disk_refuses_and_leaves_nothing_half_done() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    maria.reads(id, &["um"]).await;
    cable.cut();
    maria.offline().await;
    maria.engine().fill_disk(true).await.unwrap();
    let text = "longa ".repeat(1_500);
    let refused = loop {
        // Messages are taken as long as they fit; after that none is.
        if let Err(error) = maria.engine().send_message(id, &text, None).await {
            break error;
        }
    };
    assert!(matches!(refused, Error::Store(StoreError::Unavailable)), "{refused:?}");
    let taken = maria.engine().outbox().await.unwrap().len();
    assert_eq!(maria.texts(id).await.len(), 1 + taken, "what was refused is not shown");
    assert_eq!(maria.list(List::Family).await.rows[0].unsent as usize, taken);

    maria.engine().fill_disk(false).await.unwrap();
    cable.lead_to(house.addr());
    maria.engine().retry();
    maria.engine().send_message(id, "cabe de novo", None).await.unwrap();
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    assert_eq!(maria.texts(id).await.len(), taken + 2);
}

#[tokio::test]
async fn a_full_disk_is_said_while_nothing_can_arrive_and_no_longer() {
    let house = House::start().await;
    let direct = format!("http://{}", house.addr());
    let maria = Device::of(house.maria, &direct).await;
    let ana = Device::of(house.ana, &direct).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    let list = List::Channel(house.secretaria);
    ana.until("the row", async |_| ana.list(list).await.rows.pop()).await;
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    maria.engine().fill_disk(true).await.unwrap();
    let text = "longa ".repeat(1_500);
    // Messages arrive as long as they fit; after that none does.
    for _ in 0..30 {
        ana.engine().send_message(id, &text, None).await.unwrap();
    }
    let is_full = async |engine: &Engine| engine.connection().disk_full.then_some(());
    maria.until("the word that the disk is full", is_full).await;
    assert!(maria.engine().connection().online, "the network is not to blame");
    assert!(maria.texts(id).await.len() < 31);

    maria.engine().fill_disk(false).await.unwrap();
    maria.engine().retry();
    maria.until("everything", async |_| (maria.texts(id).await.len() == 31).then_some(())).await;
    let has_room = async |engine: &Engine| (!engine.connection().disk_full).then_some(());
    maria.until("no such word", has_room).await;
}
