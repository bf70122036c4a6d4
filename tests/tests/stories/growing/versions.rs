//! One side is too old for the other one: the app for the server, or the server for the app.

use conversas_client::{Engine, Error, List, NetError, OutboxState, Session, Trouble as Why};
use conversas_protocol::PROTOCOL;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Device, House, Opening, Trouble};

use super::{Scene, direct, office_says, says, says_as_newer, sent, waiting};

#[tokio::test]
async fn a_page_that_only_a_newer_app_reads_asks_for_the_update_and_is_no_lost_connection() {
    let scene = Scene::new().await;
    office_says(&scene, Some(says_as_newer(r#""more":false"#, r#""more":"never""#))).await;
    is_too_old(&scene.ana).await;
    scene.office.set(says(r#""more":false"#, r#""more":"never""#));
    scene.ana.engine().retry();
    let no_server =
        async |engine: &Engine| (engine.connection().trouble == Some(Why::NoServer)).then_some(());
    scene.ana.until("nobody who says no newer version is a newer server", no_server).await;
    scene.office.clear();
    scene.ana.engine().retry();
    scene.ana.online().await;
    assert_eq!(scene.ana.engine().connection().trouble, None);
}

async fn is_too_old(device: &Device) {
    let is = async |engine: &Engine| (engine.connection().trouble == Some(Why::AppTooOld)).then_some(());
    device.until("too old", is).await;
}

#[tokio::test]
async fn an_app_that_is_too_old_is_told_so_keeps_everything_and_sends_it_after_the_update() {
    let mut scene = Scene::new().await;
    scene.house.wants_apps_of(PROTOCOL + 1);
    scene.house.stop().await;
    scene.house.resume().await;
    scene.maria_comes_back();
    is_too_old(&scene.maria).await;
    let engine = scene.maria.engine();
    engine.send_message(scene.id, "na fila", None).await.unwrap();
    scene.maria.reads(scene.id, &["Bom dia!", "na fila"]).await;
    assert!(matches!(engine.session().await.unwrap(), Session::SignedIn(_)));
    assert_eq!(engine.connection().lock, None);
    let other = Device::new().await;
    let asked = other
        .engine()
        .sign_in(&direct(&scene.house), &scene.house.maria.email(), PASSWORD, |_, _| Ok(()))
        .await;
    assert!(matches!(asked, Err(Error::Net(NetError::AppTooOld))), "{asked:?}");

    scene.maria.kill();
    scene.maria.open().await;
    is_too_old(&scene.maria).await;
    scene.maria.reads(scene.id, &["Bom dia!", "na fila"]).await;

    // The same as an update of the app: the server takes its version.
    scene.house.wants_apps_of(PROTOCOL);
    scene.house.stop().await;
    scene.house.resume().await;
    scene.maria_comes_back();
    scene.maria.online().await;
    sent(&scene.maria).await;
    assert_eq!(scene.maria.engine().connection().trouble, None);
    let ana = scene.device(scene.house.ana).await;
    ana.until("the message", async |_| ana.list(List::Channel(scene.house.secretaria)).await.rows.pop())
        .await;
    ana.reads(scene.id, &["Bom dia!", "na fila"]).await;
}

#[tokio::test]
async fn an_operation_that_an_older_server_does_not_know_waits_for_its_update() {
    let mut scene = Scene::new().await;
    let newer = |request: &str| request.replace("finish_ticket", "finish_softly");
    scene.office.set(Trouble::rewrites_requests(newer).on("POST", "/v1/ops"));
    let ticket = super::scene::ticket(&scene.ana, scene.id).await;
    scene.ana.engine().finish_ticket(scene.id, ticket).await.unwrap();
    scene.office.has_met(1).await;
    let lia = scene.house.lia;
    let maria = &scene.maria;
    let other = maria.engine().open_conversation(scene.house.secretaria, lia, "Lia").await.unwrap();
    scene.ana.reads(other.conversation_id, &["Lia"]).await;
    scene.ana.engine().send_message(other.conversation_id, "Oi", None).await.unwrap();
    maria.reads(other.conversation_id, &["Lia", "Oi"]).await;
    let alone = async |_: &Engine| (waiting(&scene).await == [OutboxState::Queued]).then_some(());
    scene.ana.until("the row alone waits", alone).await;
    assert!(scene.ana.engine().connection().online);

    scene.house.stop().await;
    scene.ana.engine().retry();
    scene.ana.offline().await;
    scene.house.resume().await;
    scene.office.clear();
    scene.home.lead_to(scene.house.addr());
    scene.ana_comes_back();
    sent(&scene.ana).await;
    super::scene::has_status(&scene.ana, scene.id, 1, conversas_domain::ticket::Status::Finished).await;
}

#[tokio::test]
async fn a_person_who_signs_in_at_a_newer_house_sees_what_this_app_knows_of_it() {
    let house = House::start().await;
    let cable = conversas_testkit::Cable::to(house.addr()).await;
    cable.set(says_as_newer(r#""kind":"secretary""#, r#""kind":"library","shelves":7"#));
    let ana = Device::of(house.ana, &cable.url()).await;
    let Session::SignedIn(directory) = ana.engine().session().await.unwrap() else { panic!("signed in") };
    let kinds = directory.channels.iter().filter(|channel| channel.id == house.secretaria);
    let general = conversas_domain::channel::ChannelKind::General;
    assert_eq!(kinds.map(|channel| channel.kind).collect::<Vec<_>>(), [general]);
}
