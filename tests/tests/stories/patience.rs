//! A server that is asked too often says so, and the app waits: nothing is lost, and nothing is called failed.

use conversas_testkit::house::{PersonLimits, Rate};
use conversas_testkit::{Cable, Device, House, Opening};

use super::scene::{direct, sent};

/// The number of messages: far more than the server takes at once from this person.
const MESSAGES: usize = 24;

#[tokio::test]
async fn rule_19_an_outbox_that_the_server_slows_down_arrives_whole_and_in_order() {
    let limits = PersonLimits { operations: Rate::new(6, 600), ..PersonLimits::default() };
    let house = House::with_limits(limits).await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let ana = Device::of(house.ana, &direct(&house)).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let id = opened.conversation_id;
    sent(&maria).await;
    cable.cut();
    maria.offline().await;
    let mut texts = vec!["Bom dia!".to_owned()];
    for number in 1..MESSAGES {
        let text = format!("Mensagem {number}");
        maria.engine().send_message(id, &text, None).await.unwrap();
        texts.push(text);
    }
    cable.lead_to(house.addr());
    maria.engine().retry();
    sent(&maria).await;
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    ana.reads(id, &texts).await;
    maria.reads(id, &texts).await;
    assert!(maria.engine().connection().online, "a server that asks to wait is there");
}
