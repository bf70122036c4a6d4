//! Nothing goes wrong: messages arrive, statuses change by themselves, everybody sees the same.

use conversas_client::{Delivery, List, ThreadBody};
use conversas_domain::ticket::Status;
use conversas_testkit::{Cable, Device, House, Opening};

#[tokio::test]
async fn a_family_writes_and_the_answer_makes_it_in_progress_on_both_sides() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let inbox = List::Channel(house.secretaria);

    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let id = opened.conversation_id;
    let row = ana.until("the row", async |_| ana.list(inbox).await.rows.pop()).await;
    assert_eq!((row.id, row.status, row.unread), (id, Status::Pending, 1));
    ana.reads(id, &["Bom dia!"]).await;

    ana.engine().send_message(id, "Bom dia, Maria.", None).await.unwrap();
    for device in [&ana, &maria] {
        device.reads(id, &["Bom dia!", "Bom dia, Maria."]).await;
        device
            .until("in progress", async |engine| {
                let detail = engine.conversation(id).await.ok()?;
                (detail.status == Status::InProgress).then_some(())
            })
            .await;
    }
    let newest = maria.thread(id).await.pop().unwrap();
    maria.engine().mark_read(id, newest.place).await.unwrap();
    ana.until("read", async |_| {
        let newest = ana.thread(id).await.pop()?;
        (newest.delivery == Some(Delivery::Read)).then_some(())
    })
    .await;
    let thread = ana.thread(id).await;
    assert!(thread.iter().all(|item| matches!(item.body, ThreadBody::Entry(_))), "all confirmed");
    assert!(ana.engine().outbox().await.unwrap().is_empty());
}
