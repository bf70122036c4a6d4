//! The server is away for a while: nothing seen is lost, everything written goes out later, once, in order.

use conversas_client::{Delivery, InboxQuery, List, ThreadWindow};
use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::Order;
use conversas_testkit::{Cable, Device, House, Opening};

use super::scene::search_for;

const QUEUED: Option<Delivery> = Some(Delivery::Queued);

async fn by_name(device: &Device, list: List, name: &str) -> Vec<ConversationId> {
    let query = InboxQuery {
        list,
        filter: InboxFilter::default(),
        name: name.to_owned(),
        student_id: None,
        order: Order::default(),
        after: None,
        skip: 0,
        limit: 50,
    };
    device.engine().inbox(query).await.unwrap().rows.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn rule_18_with_the_server_stopped_three_messages_survive_a_kill_and_arrive_once_in_order() {
    let mut house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let other = Device::of(house.maria, &cable.url()).await;
    let mut ana = Device::of(house.ana, &cable.url()).await;
    let list = List::Channel(house.secretaria);
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let id = opened.conversation_id;
    ana.until("the row", async |_| ana.list(list).await.rows.pop()).await;
    ana.reads(id, &["Bom dia!"]).await;

    cable.cut();
    house.stop().await;
    ana.offline().await;
    assert_eq!(ana.texts(id).await, ["Bom dia!"], "what was seen can be read");
    assert_eq!(by_name(&ana, list, "joao avi").await, [id], "names can be searched");
    assert_eq!(by_name(&ana, list, "joao silva").await, []);
    assert_eq!(ana.engine().search(search_for("BÓM")).await.unwrap().messages.len(), 1, "words too");
    for text in ["um", "dois", "três"] {
        ana.engine().send_message(id, text, None).await.unwrap();
    }
    ana.kill();
    ana.open().await;

    assert_eq!(ana.texts(id).await, ["Bom dia!", "um", "dois", "três"]);
    let states: Vec<_> = ana.thread(id).await.iter().map(|item| item.delivery).collect();
    assert_eq!(states[states.len() - 3..], [QUEUED, QUEUED, QUEUED]);
    assert_eq!(ana.engine().connection().waiting, 3);
    let row = ana.list(list).await.rows.pop().unwrap();
    assert_eq!((row.unsent, row.preview.unwrap().text.as_str()), (3, "três"));

    house.resume().await;
    cable.lead_to(house.addr());
    for device in [&maria, &other, &ana] {
        device.engine().retry();
        device.reads(id, &["Bom dia!", "um", "dois", "três"]).await;
    }
    ana.until("all sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    assert_eq!(ana.engine().connection().waiting, 0);
    assert_eq!(ana.texts(id).await, ["Bom dia!", "um", "dois", "três"]);
}

#[tokio::test]
async fn losing_the_network_is_noticed_within_a_second_and_so_is_its_return() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let ana = Device::of(house.ana, &cable.url()).await;

    let cut = std::time::Instant::now();
    cable.cut();
    ana.offline().await;
    assert!(cut.elapsed().as_millis() < 1_000, "{:?}", cut.elapsed());

    cable.lead_to(house.addr());
    ana.engine().retry();
    ana.online().await;
}

#[tokio::test]
async fn rule_18_a_first_message_written_offline_stands_in_the_list_at_once_and_goes_out_later() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::of(house.maria, &cable.url()).await;
    let ana = Device::of(house.ana, &format!("http://{}", house.addr())).await;
    cable.cut();
    maria.offline().await;

    let engine = maria.engine();
    let opened = engine.open_conversation(house.secretaria, house.lia, "Olá").await.unwrap();
    engine.send_message(opened.conversation_id, "Tudo bem?", None).await.unwrap();
    let row = maria.list(List::Family).await.rows.pop().unwrap();
    assert_eq!((row.id, row.student.as_str(), row.unsent), (opened.conversation_id, "Lia Conceição", 2));
    maria.kill();
    maria.open().await;
    assert_eq!(maria.texts(opened.conversation_id).await, ["Olá", "Tudo bem?"]);

    cable.lead_to(house.addr());
    maria.engine().retry();
    ana.until("the row", async |_| ana.list(List::Channel(house.secretaria)).await.rows.pop()).await;
    ana.reads(opened.conversation_id, &["Olá", "Tudo bem?"]).await;
    maria.agrees_with(&Device::of(house.maria, &cable.url()).await).await;
}

#[tokio::test]
async fn rule_1_two_devices_that_open_the_same_conversation_offline_end_up_in_one() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let phone = Device::of(house.maria, &cable.url()).await;
    let tablet = Device::of(house.maria, &cable.url()).await;
    cable.cut();
    phone.offline().await;
    tablet.offline().await;
    let first = phone.engine().open_conversation(house.secretaria, house.joao, "do telefone").await.unwrap();
    let second = tablet.engine().open_conversation(house.secretaria, house.joao, "do tablet").await.unwrap();
    tablet.engine().send_message(second.conversation_id, "ainda do tablet", None).await.unwrap();
    tablet.engine().save_draft(second.conversation_id, "rascunho".into()).await.unwrap();
    assert_ne!(first.conversation_id, second.conversation_id);

    cable.lead_to(house.addr());
    phone.engine().retry();
    phone.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    tablet.engine().retry();
    let everything = ["do telefone", "do tablet", "ainda do tablet"];
    phone.reads(first.conversation_id, &everything).await;
    tablet.reads(first.conversation_id, &everything).await;
    tablet.engine().conversation(second.conversation_id).await.expect_err("it is the first one now");
    assert_eq!(tablet.list(List::Family).await.rows.len(), 1);
    assert_eq!(tablet.engine().conversation(first.conversation_id).await.unwrap().draft, "rascunho");
}

#[tokio::test]
async fn rule_18_older_history_that_is_not_here_says_so_offline_and_comes_when_online() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let id = maria
        .engine()
        .open_conversation(house.secretaria, house.joao, "mensagem 0")
        .await
        .unwrap()
        .conversation_id;
    for number in 1..130 {
        maria.engine().send_message(id, &format!("mensagem {number}"), None).await.unwrap();
    }
    maria.until("all sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let mut page = ana.engine().thread(id, ThreadWindow::Latest, 50).await.unwrap();
    let mut texts: Vec<String> = page.items.iter().filter_map(conversas_testkit::device::text_of).collect();
    while page.has_older {
        let before = ThreadWindow::Before(page.items[0].place);
        page = ana.engine().thread(id, before, 50).await.unwrap();
        let older: Vec<_> = page.items.iter().filter_map(conversas_testkit::device::text_of).collect();
        texts.splice(0..0, older);
    }
    let expected: Vec<_> = (0..130).map(|number| format!("mensagem {number}")).collect();
    assert_eq!(texts, expected);
}
