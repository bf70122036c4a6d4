//! Files that are taken back, discarded, or kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use conversas_client::{BlockedReason, Choice, Clock, Error, SystemClock};
use conversas_domain::moment::{HOUR, Moment};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{Cable, Device, samples};

use crate::scene::{Scene, alone, blocked, bytes_here, names, pasted, send, settled, shows};

#[tokio::test]
async fn a_queued_file_is_taken_back_into_the_tray_and_sent_later() {
    let scene = Scene::new(Plan::Basic).await;
    scene.goes_offline().await;
    let engine = scene.maria.engine();
    let files = ["a.pdf", "b.pdf"].map(|name| pasted(name, samples::pdf(name)));
    let sent = send(engine, scene.id, files.into()).await;
    engine.cancel_sending(scene.id, sent[0]).await.unwrap();
    shows(&scene.maria, scene.id, &["Bom dia!", "b.pdf"]).await;
    assert_eq!(names(engine, scene.id).await, ["a.pdf"]);
    scene.comes_back();
    shows(&scene.ana, scene.id, &["Bom dia!", "b.pdf"]).await;
    engine.send_tray(scene.id, None, None, false).await.unwrap();
    shows(&scene.ana, scene.id, &["Bom dia!", "b.pdf", "a.pdf"]).await;
}

#[tokio::test]
async fn an_upload_is_stopped_in_the_middle_and_begins_anew_when_it_is_sent_again() {
    let scene = Scene::new(Plan::Premium).await;
    let engine = scene.maria.engine();
    // The connection breaks so often that the upload never ends by itself.
    scene.cable.break_every(150_000);
    let sent = send(engine, scene.id, vec![pasted("festa.mp4", samples::video(4_000_000))]).await;
    scene.cable.broken(2).await;
    engine.cancel_sending(scene.id, sent[0]).await.unwrap();
    assert_eq!(names(engine, scene.id).await, ["festa.mp4"]);
    settled(&scene.maria).await;
    shows(&scene.maria, scene.id, &["Bom dia!"]).await;
    scene.cable.break_every(0);
    engine.retry();
    engine.send_tray(scene.id, None, None, false).await.unwrap();
    shows(&scene.ana, scene.id, &["Bom dia!", "festa.mp4"]).await;
}

#[tokio::test]
async fn what_the_server_may_have_is_not_taken_back() {
    let scene = Scene::new(Plan::Basic).await;
    scene.cable.lose_receipts(true);
    let engine = scene.maria.engine();
    let sent = send(engine, scene.id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "a.pdf"]).await;
    let late = engine.cancel_sending(scene.id, sent[0]).await;
    assert!(matches!(late, Err(Error::Rejected(Rejection::NotFound))), "{late:?}");
    scene.cable.lose_receipts(false);
    engine.retry();
    settled(&scene.maria).await;
    let words = engine.send_message(scene.id, "Obrigada", None).await.unwrap();
    assert!(engine.cancel_sending(scene.id, words).await.is_err());
}

#[tokio::test]
async fn files_for_a_finished_ticket_are_kept_discarded_or_open_the_next() {
    let scene = Scene::new(Plan::Basic).await;
    let cable = Cable::to(scene.house.addr()).await;
    let bruno = Device::of(scene.house.bruno, &cable.url()).await;
    let engine = bruno.engine();
    shows(&bruno, scene.id, &["Bom dia!"]).await;
    cable.cut();
    bruno.offline().await;
    let files = ["a.pdf", "b.pdf", "c.pdf", "d.pdf"].map(|name| pasted(name, samples::pdf(name)));
    let sent = send(engine, scene.id, files.into()).await;
    let ticket = scene.ana.engine().conversation(scene.id).await.unwrap().view.ticket.ticket.id;
    scene.ana.engine().finish_ticket(scene.id, ticket).await.unwrap();
    settled(&scene.ana).await;
    cable.lead_to(scene.house.addr());
    engine.retry();
    let decisions = [Choice::KeepAsDraft, Choice::Discard, Choice::StartTicketAndSend];
    for (entry_id, choice) in sent.into_iter().zip(decisions) {
        blocked(&bruno, scene.id, entry_id, BlockedReason::TicketFinished).await;
        engine.resolve_blocked(scene.id, entry_id, choice).await.unwrap();
    }
    // The second file follows the first one, which opens the next ticket.
    shows(&scene.maria, scene.id, &["Bom dia!", "c.pdf", "d.pdf"]).await;
    settled(&bruno).await;
    assert_eq!(names(engine, scene.id).await, ["a.pdf"]);
    assert_eq!(bytes_here(&bruno).len(), 3);
    engine.send_tray(scene.id, None, None, false).await.unwrap();
    shows(&scene.maria, scene.id, &["Bom dia!", "c.pdf", "d.pdf", "a.pdf"]).await;
}

/// A clock that can be set.
#[derive(Default)]
struct Set(AtomicI64);

impl Clock for Set {
    fn now(&self) -> Moment {
        SystemClock.now().plus(self.0.load(Ordering::SeqCst))
    }
}

#[tokio::test]
async fn a_staff_file_of_more_than_twelve_hours_ago_asks_before_it_goes_up() {
    let scene = Scene::new(Plan::Basic).await;
    let cable = Cable::to(scene.house.addr()).await;
    let clock = Arc::new(Set::default());
    let bruno = Device::with_clock(clock.clone()).await;
    bruno.sign_in(scene.house.bruno, &cable.url()).await;
    shows(&bruno, scene.id, &["Bom dia!"]).await;
    cable.cut();
    bruno.offline().await;
    let sent = send(bruno.engine(), scene.id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    clock.0.store(13 * HOUR, Ordering::SeqCst);
    cable.lead_to(scene.house.addr());
    bruno.engine().retry();
    blocked(&bruno, scene.id, sent[0], BlockedReason::Old).await;
    assert_eq!(scene.house.contents(), 0);
    bruno.engine().resolve_blocked(scene.id, sent[0], Choice::SendAnyway).await.unwrap();
    shows(&scene.maria, scene.id, &["Bom dia!", "a.pdf"]).await;
}

#[tokio::test]
async fn words_beside_the_files_stay_in_the_composer() {
    let (device, id) = alone().await;
    let engine = device.engine();
    engine.save_draft(id, "Segue o boletim".into()).await.unwrap();
    send(engine, id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    assert_eq!(engine.conversation(id).await.unwrap().draft, "Segue o boletim");
}
