//! The delivery of each item: every own item shows how far it got, and none is dropped, doubled or reordered
//! (rule 19).

use conversas_client::{BlockedReason, Choice, Delivery, DraftPlace, List};
use conversas_domain::rejection::Rejection;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::Device;

use super::scene::{Scene, blocked, finish, sent, shows, story};

async fn newest(device: &Device, id: conversas_domain::ids::ConversationId, delivery: Delivery) {
    let reached = async |_: &_| (device.thread(id).await.last()?.delivery == Some(delivery)).then_some(());
    device.until(&format!("{delivery:?}"), reached).await;
}

#[tokio::test]
async fn rule_19_a_message_is_queued_sent_delivered_and_read() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    scene.maria_goes_offline().await;
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "Bom dia, Maria", None).await.unwrap();
    newest(ana, id, Delivery::Queued).await;
    assert_eq!(ana.engine().connection().waiting, 1);
    scene.ana_comes_back();
    newest(ana, id, Delivery::Sent).await;
    scene.maria_comes_back();
    newest(ana, id, Delivery::Delivered).await;
    maria.reads(id, &["Bom dia!", "Bom dia, Maria"]).await;
    let place = maria.thread(id).await.pop().unwrap().place;
    maria.engine().mark_read(id, place).await.unwrap();
    newest(ana, id, Delivery::Read).await;
    assert_eq!(ana.engine().connection().waiting, 0);
}

#[tokio::test]
async fn rule_19_what_is_blocked_holds_what_comes_after_it_and_nothing_is_reordered() {
    let scene = Scene::new().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "um", None).await.unwrap();
    ana.engine().write_note(id, "nota", Vec::new()).await.unwrap();
    ana.engine().send_message(id, "dois", None).await.unwrap();
    finish(bruno, id).await;
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::TicketFinished).await;
    let before = ["Maria opens, Pending", "Maria: Bom dia!", "Bruno: Finished"];
    shows(ana, id, &[&before[..], &["I: um", "I note: nota", "I: dois"]].concat()).await;
    assert_eq!(story(bruno, id).await, before);
    let connection = ana.engine().connection();
    assert_eq!((connection.blocked, connection.waiting), (1, 2));
    ana.engine().resolve_blocked(id, entry, Choice::StartTicketAndSend).await.unwrap();
    sent(ana).await;
    let after = ["Ana opens, InProgress", "Ana: um", "Ana notes: nota", "Ana: dois"];
    for staff in [ana, bruno] {
        shows(staff, id, &[&before[..], &after[..]].concat()).await;
    }
}

#[tokio::test]
async fn rule_19_a_note_that_calls_somebody_who_left_the_channel_fails_and_can_become_a_draft() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    scene.ana_goes_offline().await;
    ana.engine().write_note(id, "Bruno?", vec![scene.house.bruno.id]).await.unwrap();
    let (person, channel) = (scene.house.bruno.id, scene.house.secretaria);
    scene
        .house
        .server()
        .store()
        .write(Lane::Any, move |tx| ledger::remove_member(tx, person, channel))
        .await
        .unwrap();
    scene.ana_comes_back();
    newest(ana, id, Delivery::Failed { reason: Rejection::NotAMember }).await;
    let entry = ana.thread(id).await.pop().unwrap().id;
    ana.engine().resolve_blocked(id, entry, Choice::KeepAsDraft).await.unwrap();
    sent(ana).await;
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "", "the family would read it");
    assert_eq!(ana.engine().draft(DraftPlace::Note { conversation_id: id }).await.unwrap(), "Bruno?");
}

#[tokio::test]
async fn rule_19_what_came_in_while_i_wrote_stays_unread_here_and_is_not_told_as_read_across() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    let seen = ana.thread(id).await.pop().unwrap().place;
    ana.engine().mark_read(id, seen).await.unwrap();
    sent(ana).await;
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "Bom dia, Maria", Some(seen)).await.unwrap();
    maria.engine().send_message(id, "É urgente", None).await.unwrap();
    sent(maria).await;
    scene.ana_comes_back();
    sent(ana).await;
    maria.reads(id, &["Bom dia!", "É urgente", "Bom dia, Maria"]).await;
    let inbox = List::Channel(scene.house.secretaria);
    let unread = async |_: &_| (ana.list(inbox).await.rows.pop()?.unread == 1).then_some(());
    ana.until("one is unread", unread).await;
    let urgent = maria.thread(id).await.into_iter().rev().nth(2).unwrap();
    assert_eq!(urgent.delivery, Some(Delivery::Delivered), "it was never on a screen");
    let place = ana.thread(id).await.pop().unwrap().place;
    ana.engine().mark_read(id, place).await.unwrap();
    sent(ana).await;
    assert_eq!(ana.list(inbox).await.rows.pop().unwrap().unread, 0);
}
