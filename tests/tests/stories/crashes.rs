//! A device is killed between the moment something is written and the moment it is sent: the operation
//! happens exactly once.

use conversas_domain::csat::Rating;
use conversas_domain::ticket::Status;
use conversas_testkit::Device;

use super::scene::{Scene, finish, has_status, sent, shows, ticket};

/// Kills and opens the device twice: before it can send, and in the middle of sending.
async fn killed(device: &mut Device, come_back: impl Fn()) {
    device.kill();
    device.open().await;
    come_back();
    device.engine().retry();
    tokio::task::yield_now().await;
    device.kill();
    device.open().await;
    device.online().await;
}

#[tokio::test]
async fn a_forward_and_a_finish_written_before_a_crash_happen_exactly_once() {
    let mut scene = Scene::new().await;
    let id = scene.id;
    let message = scene.ana.thread(id).await[1].id;
    let first = ticket(&scene.ana, id).await;
    scene.ana_goes_offline().await;
    let engine = scene.ana.engine();
    engine.assign_ticket(id, first, Some(scene.house.ana.id)).await.unwrap();
    engine.forward_messages(id, scene.house.financeiro, vec![message], "veja").await.unwrap();
    engine.write_note(id, "nota", Vec::new()).await.unwrap();
    engine.finish_ticket(id, first).await.unwrap();
    killed(&mut scene.ana, || scene.office.lead_to(scene.house.addr())).await;
    sent(&scene.ana).await;
    let lines = [
        "Maria opens, Pending",
        "Maria: Bom dia!",
        "Ana assigns Ana",
        "Ana forwarded 1 to Financeiro",
        "Ana notes: nota",
        "Ana: Finished",
    ];
    shows(&scene.ana, id, &lines).await;
    shows(&scene.bruno, id, &lines).await;
    let list = conversas_client::List::Channel(scene.house.financeiro);
    let there = scene.bruno.until("there", async |_| scene.bruno.list(list).await.rows.pop()).await.id;
    let copies = ["Ana opens, Pending", "Ana forwards Maria's: Bom dia!", "Ana notes: veja"];
    shows(&scene.bruno, there, &copies).await;
}

#[tokio::test]
async fn a_survey_and_a_guardian_written_before_a_crash_happen_exactly_once() {
    let mut scene = Scene::new().await;
    let id = scene.id;
    let first = ticket(&scene.maria, id).await;
    finish(&scene.ana, id).await;
    has_status(&scene.maria, id, 1, Status::Finished).await;
    scene.maria_goes_offline().await;
    let engine = scene.maria.engine();
    engine.answer_csat(id, first, Rating::try_from(5).unwrap(), "").await.unwrap();
    engine.add_guardian(id, scene.house.paulo.id).await.unwrap();
    killed(&mut scene.maria, || scene.home.lead_to(scene.house.addr())).await;
    sent(&scene.maria).await;
    let lines =
        ["Maria opens, Pending", "Maria: Bom dia!", "Ana: Finished", "Maria rates 5", "Maria added Paulo"];
    for device in [&scene.maria, &scene.ana, &scene.bruno] {
        shows(device, id, &lines).await;
    }
}

#[tokio::test]
async fn what_was_decided_before_a_crash_stays_decided() {
    let mut scene = Scene::new().await;
    let id = scene.id;
    scene.ana_goes_offline().await;
    scene.ana.engine().send_message(id, "um", None).await.unwrap();
    scene.ana.engine().send_message(id, "dois", None).await.unwrap();
    finish(&scene.bruno, id).await;
    scene.ana_comes_back();
    let reason = conversas_client::BlockedReason::TicketFinished;
    let entry = super::scene::blocked(&scene.ana, id, reason).await;
    scene.ana.kill();
    scene.ana.open().await;
    assert_eq!(super::scene::blocked(&scene.ana, id, reason).await, entry, "it still asks");
    scene.ana_goes_offline().await;
    let choice = conversas_client::Choice::StartTicketAndSend;
    scene.ana.engine().resolve_blocked(id, entry, choice).await.unwrap();
    killed(&mut scene.ana, || scene.office.lead_to(scene.house.addr())).await;
    sent(&scene.ana).await;
    scene.bruno.reads(id, &["Bom dia!", "um", "dois"]).await;
    has_status(&scene.bruno, id, 2, Status::InProgress).await;
}
