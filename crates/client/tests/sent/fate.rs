//! What became of a conversation, and what keeps one that was made on this device.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use conversas_client::{Choice, Delivery, Fate, OutboxState, testing};
use conversas_domain::ids::ConversationId;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{Device, Opening, fresh, samples};

use crate::scene::{Scene, alone, choose, delivery, names, pasted, settled, shows};

async fn fate(device: &Device, id: ConversationId) -> Fate {
    device.engine().fate(id).await.unwrap()
}

/// Waits until the server has said it.
async fn is_gone(device: &Device, id: ConversationId) {
    let is = async |_: &_| (fate(device, id).await == Fate::Gone).then_some(());
    device.until("it is gone", is).await;
}

#[tokio::test]
async fn a_conversation_that_turned_out_to_exist_is_known_under_both_names_until_its_owner_signs_out() {
    let mut scene = Scene::new(Plan::Basic).await;
    let (financeiro, joao) = (scene.house.financeiro, scene.house.joao);
    scene.goes_offline().await;
    let opened = scene.maria.engine().open_conversation(financeiro, joao, "Daqui").await;
    let made = opened.unwrap().conversation_id;
    let tablet = Device::of(scene.house.maria, &format!("http://{}", scene.house.addr())).await;
    let opened = tablet.engine().open_conversation(financeiro, joao, "De lá").await;
    let real = opened.unwrap().conversation_id;
    settled(&tablet).await;
    assert_eq!(fate(&scene.maria, made).await, Fate::Here);
    scene.comes_back();
    settled(&scene.maria).await;
    assert_eq!(fate(&scene.maria, made).await, Fate::Merged(real));
    assert_eq!(fate(&scene.maria, real).await, Fate::Here);
    let engine = scene.maria.engine();
    engine.send_message(made, "Logo depois", None).await.unwrap();
    choose(engine, made, vec![pasted("boleto.pdf", samples::pdf("boleto"))]).await;
    engine.save_draft(made, "E mais".into()).await.unwrap();
    assert_eq!(names(engine, real).await, ["boleto.pdf"], "who has not heard of it loses nothing");
    assert_eq!(engine.conversation(real).await.unwrap().draft, "E mais");
    settled(&scene.maria).await;
    shows(&tablet, real, &["De lá", "Daqui", "Logo depois"]).await;
    for is_damaged in [false, true] {
        scene.maria.engine().close().await;
        scene.maria.kill();
        if is_damaged {
            testing::damage(scene.maria.folder());
        }
        scene.maria.open().await;
        assert_eq!(fate(&scene.maria, made).await, Fate::Merged(real), "damaged: {is_damaged}");
    }
    scene.maria.engine().sign_out(|_| Ok(())).await.unwrap();
    scene.maria.sign_in(scene.house.maria, &scene.cable.url()).await;
    is_gone(&scene.maria, made).await;
}

#[tokio::test]
async fn nothing_is_gone_while_no_server_says_so_or_not_everything_is_here() {
    let (mut device, id) = alone().await;
    assert_eq!((fate(&device, id).await, fate(&device, fresh()).await), (Fate::Here, Fate::Unknown));
    device.engine().close().await;
    device.kill();
    testing::damage(device.folder());
    device.open().await;
    assert_eq!(fate(&device, id).await, Fate::Unknown, "it may come with the download that is to be done");
}

#[tokio::test]
async fn a_conversation_made_here_goes_with_its_last_message_unless_something_waits_in_it() {
    let scene = Scene::new(Plan::Basic).await;
    let (maria, engine) = (&scene.maria, scene.maria.engine());
    let waits = Arc::new(AtomicBool::new(true));
    let asked = Arc::clone(&waits);
    engine.keep_while(move |_| asked.load(Ordering::Relaxed));
    scene.goes_offline().await;
    let opened = engine.open_conversation(scene.house.financeiro, scene.house.lia, "Olá").await.unwrap();
    let id = opened.conversation_id;
    scene.house.set_active(scene.house.financeiro, false).await;
    scene.comes_back();
    let refused = Some(Delivery::Outbox(OutboxState::Failed { reason: Rejection::ChannelUnavailable }));
    let is_refused = async |_: &_| (delivery(maria, id, opened.entry_id).await == refused).then_some(());
    maria.until("the refusal", is_refused).await;

    engine.resolve_blocked(id, opened.entry_id, Choice::Discard).await.unwrap();
    engine.forget_empty().await.unwrap();
    assert_eq!(fate(maria, id).await, Fate::Here);
    waits.store(false, Ordering::Relaxed);
    engine.save_draft(id, "Olá?".into()).await.unwrap();
    engine.forget_empty().await.unwrap();
    assert_eq!(fate(maria, id).await, Fate::Here, "a draft waits");
    engine.save_draft(id, String::new()).await.unwrap();
    engine.forget_empty().await.unwrap();
    is_gone(maria, id).await;
    assert_eq!(fate(maria, scene.id).await, Fate::Here, "the server knows that one");
}

#[tokio::test]
async fn a_conversation_that_is_left_while_a_file_is_copied_into_it_stays() {
    let scene = Scene::new(Plan::Basic).await;
    let engine = scene.maria.engine();
    let id = engine.begin_conversation(scene.house.financeiro, scene.house.lia).await.unwrap();
    let copying = choose(engine, id, vec![pasted("boleto.pdf", samples::pdf("boleto"))]);
    let (_, left) = tokio::join!(copying, engine.leave(id));
    left.unwrap();
    assert_eq!(fate(&scene.maria, id).await, Fate::Here);
    assert_eq!(names(engine, id).await, ["boleto.pdf"]);
}
