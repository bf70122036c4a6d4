//! The world changed while a message waited: the app asks, and does what was decided (rule 20).

use conversas_client::{BlockedReason, Choice, Delivery, Engine, Error, List};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_testkit::{Cable, Device, House, Opening};

struct Scene {
    house: House,
    cable: Cable,
    ana: Device,
    bruno: Device,
    id: ConversationId,
}

/// Makes the scene: Maria wrote, Ana's device is offline, Bruno's is not.
async fn scene() -> Scene {
    let house = House::start().await;
    let direct = format!("http://{}", house.addr());
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &direct).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let bruno = Device::of(house.bruno, &direct).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let list = List::Channel(house.secretaria);
    for device in [&ana, &bruno] {
        device.until("the row", async |_| device.list(list).await.rows.pop()).await;
        device.reads(opened.conversation_id, &["Bom dia!"]).await;
    }
    cable.cut();
    ana.offline().await;
    Scene { house, cable, ana, bruno, id: opened.conversation_id }
}

async fn sent(device: &Device) {
    device.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
}

async fn finish(device: &Device, id: ConversationId) {
    let ticket = device.engine().conversation(id).await.unwrap().view.ticket.ticket.id;
    device.engine().finish_ticket(id, ticket).await.unwrap();
    let finished = async |engine: &Engine| {
        let detail = engine.conversation(id).await.ok()?;
        (detail.view.ticket.ticket.status == Status::Finished).then_some(())
    };
    device.until("finished", finished).await;
}

async fn blocked(scene: &Scene, reason: BlockedReason) -> EntryId {
    scene.cable.lead_to(scene.house.addr());
    scene.ana.engine().retry();
    let id = scene.id;
    let blocked = Some(Delivery::Blocked { reason });
    let entry = scene
        .ana
        .until("blocked", async |_| {
            scene.ana.thread(id).await.into_iter().find(|item| item.delivery == blocked).map(|item| item.id)
        })
        .await;
    assert_eq!(scene.ana.engine().connection().blocked, 1);
    entry
}

#[tokio::test]
async fn rule_20_a_reply_into_a_ticket_finished_meanwhile_asks_and_can_start_the_next_one() {
    let scene = scene().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    ana.engine().send_message(id, "um", None).await.unwrap();
    ana.engine().send_message(id, "dois", None).await.unwrap();
    finish(bruno, id).await;
    let entry = blocked(&scene, BlockedReason::TicketFinished).await;
    assert_eq!(ana.engine().connection().waiting, 1, "what comes after it waits");
    ana.engine().resolve_blocked(id, entry, Choice::StartTicketAndSend).await.unwrap();
    sent(ana).await;
    for device in [ana, bruno] {
        device.reads(id, &["Bom dia!", "um", "dois"]).await;
    }
    let ticket = ana.engine().conversation(id).await.unwrap().view.ticket.ticket;
    assert_eq!((ticket.number, ticket.status), (2, Status::InProgress));
}

#[tokio::test]
async fn rule_20_a_colleague_who_answered_first_is_shown_and_the_reply_can_go_all_the_same() {
    let scene = scene().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    let seen = ana.thread(id).await.pop().unwrap().place;
    ana.engine().send_message(id, "de Ana", Some(seen)).await.unwrap();
    bruno.engine().send_message(id, "de Bruno", None).await.unwrap();
    sent(bruno).await;
    let entry = blocked(&scene, BlockedReason::AnsweredMeanwhile).await;
    ana.reads(id, &["Bom dia!", "de Bruno", "de Ana"]).await;
    assert_eq!(bruno.texts(id).await, ["Bom dia!", "de Bruno"]);
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    sent(ana).await;
    bruno.reads(id, &["Bom dia!", "de Bruno", "de Ana"]).await;
}

#[tokio::test]
async fn rule_20_one_answer_of_a_colleague_asks_once_however_much_was_written_before_it_was_read() {
    let scene = scene().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    let seen = Some(ana.thread(id).await.pop().unwrap().place);
    for text in ["um", "dois", "três"] {
        ana.engine().send_message(id, text, seen).await.unwrap();
    }
    bruno.engine().send_message(id, "de Bruno", None).await.unwrap();
    sent(bruno).await;
    let entry = blocked(&scene, BlockedReason::AnsweredMeanwhile).await;
    ana.reads(id, &["Bom dia!", "de Bruno", "um", "dois", "três"]).await;
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    sent(ana).await;
    bruno.reads(id, &["Bom dia!", "de Bruno", "um", "dois", "três"]).await;
}

#[tokio::test]
async fn rule_20_a_blocked_reply_can_become_a_draft_or_be_thrown_away() {
    let scene = scene().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    ana.engine().send_message(id, "um", None).await.unwrap();
    ana.engine().send_message(id, "dois", None).await.unwrap();
    finish(bruno, id).await;
    let first = blocked(&scene, BlockedReason::TicketFinished).await;
    ana.engine().save_draft(id, "antes".into()).await.unwrap();
    ana.engine().resolve_blocked(id, first, Choice::KeepAsDraft).await.unwrap();
    let second = blocked(&scene, BlockedReason::TicketFinished).await;
    assert_ne!(first, second);
    ana.engine().resolve_blocked(id, second, Choice::Discard).await.unwrap();
    sent(ana).await;
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "antes\num");
    assert_eq!(ana.texts(id).await, ["Bom dia!"]);
    let again = ana.engine().resolve_blocked(id, second, Choice::Discard).await;
    assert!(matches!(again, Err(Error::Rejected(Rejection::NotFound))));
}

#[tokio::test]
async fn rule_3_what_the_device_knows_to_be_refused_is_refused_at_once() {
    let scene = scene().await;
    let (bruno, id) = (&scene.bruno, scene.id);
    let refusal = |outcome: Result<EntryId, Error>| match outcome {
        Err(Error::Rejected(reason)) => reason,
        other => panic!("expected a refusal: {other:?}"),
    };
    let engine = bruno.engine();
    assert_eq!(refusal(engine.send_message(id, " \n", None).await), Rejection::TextEmpty);
    let long = "a".repeat(10_001);
    assert_eq!(refusal(engine.send_message(id, &long, None).await), Rejection::TextTooLong);
    assert_eq!(refusal(engine.start_ticket(id, "oi").await), Rejection::TicketStillOpen);
    finish(bruno, id).await;
    assert_eq!(refusal(engine.send_message(id, "oi", None).await), Rejection::TicketFinished);
    let unknown = conversas_testkit::fresh();
    assert_eq!(refusal(engine.send_message(unknown, "oi", None).await), Rejection::NotFound);
    assert!(engine.outbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn rule_4_a_finish_and_a_start_that_wait_already_show_what_the_ticket_will_be() {
    let scene = scene().await;
    let (ana, id) = (&scene.ana, scene.id);
    let engine = ana.engine();
    let ticket = engine.conversation(id).await.unwrap().view.ticket.ticket.id;
    engine.send_message(id, "um", None).await.unwrap();
    assert_eq!(engine.conversation(id).await.unwrap().status, Status::Pending, "the server decides that");
    engine.finish_ticket(id, ticket).await.unwrap();
    engine.finish_ticket(id, ticket).await.unwrap();
    assert_eq!(engine.conversation(id).await.unwrap().status, Status::Finished);
    engine.start_ticket(id, "dois").await.unwrap();
    let detail = engine.conversation(id).await.unwrap();
    assert_eq!((detail.status, detail.can_finish), (Status::InProgress, false));
    assert_eq!(engine.outbox().await.unwrap().len(), 3, "two finishes are one");

    scene.cable.lead_to(scene.house.addr());
    engine.retry();
    sent(ana).await;
    let ticket = engine.conversation(id).await.unwrap().view.ticket.ticket;
    assert_eq!((ticket.number, ticket.status), (2, Status::InProgress));
    scene.bruno.reads(id, &["Bom dia!", "um", "dois"]).await;
}
