//! Conversations that were made on this device, and files in them.

use conversas_client::{BlockedReason, Choice, Delivery, Event};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_protocol::Op;
use conversas_testkit::{Device, Opening, samples};

use crate::scene::{Scene, blocked, choose, delivery, names, pasted, send, settled, shows};

/// Makes Maria, offline, write words to the Financeiro and send a video behind them. The words are refused,
/// because the channel is closed, and discarded: now the video is the first message.
async fn video_first(scene: &Scene) -> (ConversationId, EntryId) {
    let engine = scene.maria.engine();
    scene.goes_offline().await;
    let opened = engine.open_conversation(scene.house.financeiro, scene.house.lia, "Olá").await.unwrap();
    let id = opened.conversation_id;
    let sent = send(engine, id, vec![pasted("festa.mp4", samples::video(1_000))]).await[0];
    scene.house.set_active(scene.house.financeiro, false).await;
    scene.comes_back();
    let refused = Delivery::Failed { reason: Rejection::ChannelUnavailable };
    scene
        .maria
        .until("the refusal", async |_| {
            (delivery(&scene.maria, id, opened.entry_id).await == Some(refused)).then_some(())
        })
        .await;
    scene.goes_offline().await;
    scene.house.set_active(scene.house.financeiro, true).await;
    engine.resolve_blocked(id, opened.entry_id, Choice::Discard).await.unwrap();
    let first =
        engine.outbox().await.unwrap().into_iter().find(|item| item.conversation_id() == Some(id)).unwrap();
    assert!(matches!(first.op, Op::OpenConversation(_)), "{first:?}");
    (id, sent)
}

#[tokio::test]
async fn the_first_message_of_a_conversation_may_be_a_file() {
    let scene = Scene::new(Plan::Premium).await;
    let (id, _) = video_first(&scene).await;
    scene.comes_back();
    settled(&scene.maria).await;
    shows(&scene.maria, id, &["festa.mp4"]).await;
}

#[tokio::test]
async fn a_first_message_that_the_plan_holds_lets_the_next_open_the_conversation() {
    let scene = Scene::new(Plan::Premium).await;
    let (id, sent) = video_first(&scene).await;
    let engine = scene.maria.engine();
    engine.send_message(id, "Veja o vídeo", None).await.unwrap();
    scene.house.set_plan(Plan::Basic).await;
    scene.comes_back();
    blocked(&scene.maria, id, sent, BlockedReason::NotInPlan).await;
    shows(&scene.maria, id, &["Veja o vídeo", "festa.mp4"]).await;
    scene.house.set_plan(Plan::Premium).await;
    engine.resolve_blocked(id, sent, Choice::SendAnyway).await.unwrap();
    settled(&scene.maria).await;
    shows(&scene.maria, id, &["Veja o vídeo", "festa.mp4"]).await;
}

#[tokio::test]
async fn words_after_a_first_message_that_the_plan_holds_open_the_conversation() {
    let scene = Scene::new(Plan::Premium).await;
    let (id, sent) = video_first(&scene).await;
    let engine = scene.maria.engine();
    scene.house.set_plan(Plan::Basic).await;
    scene.comes_back();
    blocked(&scene.maria, id, sent, BlockedReason::NotInPlan).await;
    engine.send_message(id, "Não foi?", None).await.unwrap();
    shows(&scene.maria, id, &["Não foi?", "festa.mp4"]).await;
    engine.resolve_blocked(id, sent, Choice::KeepAsDraft).await.unwrap();
    settled(&scene.maria).await;
    assert_eq!(names(engine, id).await, ["festa.mp4"]);
}

#[tokio::test]
async fn a_conversation_that_exists_already_takes_over_files_and_tray() {
    let scene = Scene::new(Plan::Basic).await;
    let engine = scene.maria.engine();
    scene.goes_offline().await;
    let made = engine.open_conversation(scene.house.financeiro, scene.house.joao, "Aqui").await.unwrap();
    let made = made.conversation_id;
    send(engine, made, vec![pasted("boleto.pdf", samples::pdf("boleto"))]).await;
    choose(engine, made, vec![pasted("outro.pdf", samples::pdf("outro"))]).await;
    let phone = Device::of(scene.house.maria, &format!("http://{}", scene.house.addr())).await;
    phone.engine().open_conversation(scene.house.financeiro, scene.house.joao, "Lá").await.unwrap();
    settled(&phone).await;
    let mut events = engine.subscribe();
    scene.comes_back();
    let into = loop {
        if let Event::ConversationMerged { into, .. } = events.recv().await.unwrap() {
            break into;
        }
    };
    shows(&scene.maria, into, &["Lá", "Aqui", "boleto.pdf"]).await;
    assert_eq!(names(engine, into).await, ["outro.pdf"]);
    assert!(names(engine, made).await.is_empty());
    settled(&scene.maria).await;
}

#[tokio::test]
async fn a_file_is_forwarded_offline_by_reference() {
    let scene = Scene::new(Plan::Basic).await;
    let sent = send(scene.maria.engine(), scene.id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    let cable = conversas_testkit::Cable::to(scene.house.addr()).await;
    let bruno = Device::of(scene.house.bruno, &cable.url()).await;
    shows(&bruno, scene.id, &["Bom dia!", "a.pdf"]).await;
    cable.cut();
    bruno.offline().await;
    bruno.engine().forward_messages(scene.id, scene.house.financeiro, sent, "").await.unwrap();
    cable.lead_to(scene.house.addr());
    bruno.engine().retry();
    settled(&bruno).await;
    let list = conversas_client::List::Channel(scene.house.financeiro);
    let copy = bruno.until("the copy", async |_| bruno.list(list).await.rows.pop()).await;
    shows(&bruno, copy.id, &["a.pdf"]).await;
    assert_eq!(scene.house.contents(), 1);
}
