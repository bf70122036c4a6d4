//! Conversations that were made on this device: what keeps them there. Also takes whose conversation has
//! changed, or is not on the device.

use conversas_client::{Choice, Delivery, Error, Lost, TakeRow, testing};
use conversas_domain::ids::{ConversationId, TakeId};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{Device, Opening, fresh, samples};

use crate::scene::{Scene, alone, choose, delivery, names, pasted, settled, shows};

async fn is_here(device: &Device, id: ConversationId) -> bool {
    device.engine().conversation(id).await.is_ok()
}

/// Begins a take in a conversation.
async fn begun(device: &Device, id: ConversationId) -> TakeId {
    device.engine().takes().begin(fresh(), id).await.unwrap().id
}

/// Answers the conversation of a take; none: the take is gone.
async fn place(device: &Device, take: TakeId) -> Option<ConversationId> {
    let rows = device.engine().takes().all().await.unwrap();
    rows.into_iter().find(|row| row.id == take).map(|row| row.conversation_id)
}

/// Makes a take of the signed-in person as an earlier version left it in a conversation.
async fn found(device: &Device, conversation_id: ConversationId) -> TakeId {
    let owner = device.engine().owner().await.unwrap().unwrap();
    let take = TakeRow { id: fresh(), owner, conversation_id, entry_id: None, is_deleted: false };
    device.engine().takes().adopt(vec![take]).await.unwrap();
    take.id
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
    let take = begun(&scene.maria, made).await;
    assert_eq!(place(&scene.maria, take).await, Some(made));
    scene.comes_back();
    settled(&scene.maria).await;
    assert_eq!(place(&scene.maria, take).await, Some(real));
    assert!(is_here(&scene.maria, real).await && !is_here(&scene.maria, made).await);
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
        assert_eq!(place(&scene.maria, take).await, Some(real), "damaged: {is_damaged}");
        let late = found(&scene.maria, made).await;
        assert_eq!(place(&scene.maria, late).await, Some(real), "damaged: {is_damaged}");
    }
    scene.maria.engine().sign_out(|_| Ok(())).await.unwrap();
    scene.maria.sign_in(scene.house.maria, &scene.cable.url()).await;
    let stray = found(&scene.maria, made).await;
    let is_gone = async |_: &_| place(&scene.maria, stray).await.is_none().then_some(());
    scene.maria.until("it is gone", is_gone).await;
    let told = scene.maria.engine().rescued().await.unwrap();
    assert_eq!(told.iter().map(|it| it.lost).collect::<Vec<_>>(), [Some(Lost::Voice)]);
}

#[tokio::test]
async fn nothing_is_gone_while_no_server_says_so_or_not_everything_is_here() {
    let (mut device, id) = alone().await;
    let (here, stray) = (begun(&device, id).await, fresh());
    let elsewhere = found(&device, stray).await;
    assert!(is_here(&device, id).await);
    assert_eq!((place(&device, here).await, place(&device, elsewhere).await), (Some(id), Some(stray)));
    device.engine().close().await;
    device.kill();
    testing::damage(device.folder());
    device.open().await;
    assert!(!is_here(&device, id).await);
    assert_eq!(place(&device, here).await, Some(id), "it may come with the download that is to be done");
    assert_eq!(place(&device, elsewhere).await, Some(stray));
    assert_eq!(device.engine().rescued().await.unwrap(), []);
}

#[tokio::test]
async fn a_conversation_made_here_goes_with_its_last_message_unless_something_waits_in_it() {
    let scene = Scene::new(Plan::Basic).await;
    let (maria, engine) = (&scene.maria, scene.maria.engine());
    scene.goes_offline().await;
    let opened = engine.open_conversation(scene.house.financeiro, scene.house.lia, "Olá").await.unwrap();
    let id = opened.conversation_id;
    let take = begun(maria, id).await;
    scene.house.set_active(scene.house.financeiro, false).await;
    scene.comes_back();
    let refused = Some(Delivery::Failed { reason: Rejection::ChannelUnavailable });
    let is_refused = async |_: &_| (delivery(maria, id, opened.entry_id).await == refused).then_some(());
    maria.until("the refusal", is_refused).await;

    engine.resolve_blocked(id, opened.entry_id, Choice::Discard).await.unwrap();
    engine.forget_empty().await.unwrap();
    assert!(is_here(maria, id).await, "a take waits");
    engine.takes().forget(take).await.unwrap();
    engine.save_draft(id, "Olá?".into()).await.unwrap();
    engine.forget_empty().await.unwrap();
    assert!(is_here(maria, id).await, "a draft waits");
    engine.save_draft(id, String::new()).await.unwrap();
    engine.forget_empty().await.unwrap();
    assert!(!is_here(maria, id).await);
    let late = engine.takes().begin(fresh(), id).await.map(|_| ());
    assert!(matches!(late, Err(Error::Rejected(Rejection::NotFound))), "{late:?}");
    assert!(is_here(maria, scene.id).await, "the server knows that one");
}

#[tokio::test]
async fn a_conversation_that_is_left_while_a_file_is_copied_into_it_stays() {
    let scene = Scene::new(Plan::Basic).await;
    let engine = scene.maria.engine();
    let id = engine.begin_conversation(scene.house.financeiro, scene.house.lia).await.unwrap();
    let copying = choose(engine, id, vec![pasted("boleto.pdf", samples::pdf("boleto"))]);
    let (_, left) = tokio::join!(copying, engine.leave(id));
    left.unwrap();
    assert!(is_here(&scene.maria, id).await);
    assert_eq!(names(engine, id).await, ["boleto.pdf"]);
}
