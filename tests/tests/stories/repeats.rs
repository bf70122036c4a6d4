//! Answers get lost: every message still stands exactly once, and never leaves the screen on its way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use conversas_client::{List, OutboxState};
use conversas_testkit::{Cable, Device, House, Opening};

#[tokio::test]
async fn rule_19_a_message_whose_receipt_was_lost_is_sent_again_and_stands_once() {
    let house = House::start().await;
    let direct = format!("http://{}", house.addr());
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let ana = Device::of(house.ana, &direct).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    ana.until("the row", async |_| ana.list(List::Channel(house.secretaria)).await.rows.pop()).await;

    cable.lose_receipts(true);
    maria.engine().send_message(id, "dois", None).await.unwrap();
    ana.reads(id, &["um", "dois"]).await;
    let item = maria.engine().outbox().await.unwrap().pop().expect("its sender has no receipt");
    assert_eq!(item.state, OutboxState::Queued);
    maria.reads(id, &["um", "dois"]).await;

    cable.lose_receipts(false);
    maria.engine().retry();
    maria.until("settled", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    assert_eq!(maria.texts(id).await, ["um", "dois"]);
    assert_eq!(ana.texts(id).await, ["um", "dois"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rule_19_a_message_on_its_way_is_on_the_screen_exactly_once_at_every_moment() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "primeira").await.unwrap();
    let id = opened.conversation_id;
    let engine = maria.engine().clone();
    let done = Arc::new(AtomicBool::new(false));
    let watcher = tokio::spawn({
        let done = Arc::clone(&done);
        async move {
            let mut known = 0;
            while !done.load(Ordering::SeqCst) {
                let items =
                    engine.thread(id, conversas_client::ThreadWindow::Latest, 500).await.unwrap().items;
                let texts: Vec<_> = items.iter().filter_map(conversas_testkit::device::text_of).collect();
                let expected: Vec<_> =
                    (0..texts.len().saturating_sub(1)).map(|n| format!("mensagem {n}")).collect();
                assert_eq!(texts[1..], expected, "each once, in order");
                assert!(texts.len() >= known, "none goes away again");
                known = texts.len();
            }
        }
    });
    for number in 0..60 {
        maria.engine().send_message(id, &format!("mensagem {number}"), None).await.unwrap();
    }
    maria.until("all sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    done.store(true, Ordering::SeqCst);
    watcher.await.unwrap();
    assert_eq!(maria.texts(id).await.len(), 61);
}
