//! Requests that the network does not let through, while it lets others through.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use conversas_client::{BlockedReason, Choice, Clock, Delivery, Engine, List, SystemClock};
use conversas_domain::moment::Moment;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{Cable, Device, Opening, Trouble, samples};

use crate::scene::{Scene, blocked, delivery, pasted, send, settled, shows};

#[tokio::test]
async fn a_file_that_the_network_ends_without_a_word_is_in_no_other_files_way() {
    let it = Scene::new(Plan::Basic).await;
    let (engine, house) = (it.maria.engine(), &it.house);
    let other = engine.open_conversation(house.secretaria, house.lia, "Oi").await.unwrap().conversation_id;
    settled(&it.maria).await;
    it.cable.set(Trouble::end().with_words("riddle"));
    send(engine, it.id, vec![pasted("a.pdf", samples::pdf("riddle"))]).await;
    // After three attempts the next one is 5 s away.
    it.cable.has_met(3).await;
    send(engine, other, vec![pasted("b.pdf", samples::pdf("clear"))]).await;
    let is_there = async |engine: &Engine| (engine.outbox().await.unwrap().len() == 1).then_some(());
    it.maria.until("the other file's arrival", is_there).await;
    assert_eq!(it.cable.met(), 3, "the other file waited");
}

#[tokio::test]
async fn a_message_that_could_not_be_blocked_is_asked_about_with_its_next_failure() {
    let it = Scene::new(Plan::Basic).await;
    it.cable.set(Trouble::page(403).on("POST", "/v1/ops"));
    it.maria.engine().refuse_decisions(true).await.unwrap();
    let entry_id = it.maria.engine().send_message(it.id, "Um", None).await.unwrap();
    it.cable.has_met(4).await;
    // The connection breaks and is back: everything is tried at once, and the attempts before still count.
    it.goes_offline().await;
    it.maria.engine().refuse_decisions(false).await.unwrap();
    it.cable.lead_to(it.house.addr());
    blocked(&it.maria, it.id, entry_id, BlockedReason::NotLetThrough).await;
}

#[tokio::test]
async fn an_assignment_that_was_held_up_does_not_undo_a_later_one() {
    let it = Scene::new(Plan::Basic).await;
    let (ana, bruno) = (it.house.ana.id, it.house.bruno.id);
    let office = Cable::to(it.house.addr()).await;
    let device = Device::of(it.house.ana, &office.url()).await;
    shows(&device, it.id, &["Bom dia!"]).await;
    let ticket = device.engine().conversation(it.id).await.unwrap().view.ticket.ticket.id;
    office.set(Trouble::page(403).on("POST", "/v1/ops").with_words(&ana.to_string()));
    device.engine().assign_ticket(it.id, ticket, Some(ana)).await.unwrap();
    let is_told = async |engine: &Engine| engine.connection().not_let_through.then_some(());
    device.until("the word that it does not come through", is_told).await;
    device.engine().assign_ticket(it.id, ticket, Some(bruno)).await.unwrap();
    device.engine().send_message(it.id, "Já vejo", None).await.unwrap();
    shows(&it.ana, it.id, &["Bom dia!", "Já vejo"]).await;
    office.clear();
    device.engine().retry();
    settled(&device).await;
    let row = device.list(List::Channel(it.house.secretaria)).await.rows.remove(0);
    assert_eq!(row.assignee.map(|person| person.id), Some(bruno));
}

#[tokio::test]
async fn a_file_that_a_newer_server_refuses_for_an_unknown_reason_fails_and_holds_up_no_other() {
    let it = Scene::new(Plan::Basic).await;
    let refused = |answer: &str| {
        let (head, _) = answer.split_once("\r\n\r\n").expect("an answer");
        let first = head.lines().next().unwrap_or_default();
        let head = head.replacen(first, "HTTP/1.1 403 Forbidden", 1);
        format!("{head}\r\n\r\n{{\"code\":\"of_tomorrow\",\"message\":\"\"}}")
    };
    it.cable.set(Trouble::rewrites_answers(refused).on("POST", "/v1/uploads"));
    let engine = it.maria.engine();
    let first = send(engine, it.id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    let failed = Delivery::Failed { reason: Rejection::Unknown("of_tomorrow".into()) };
    let is_refused =
        async |_: &Engine| (delivery(&it.maria, it.id, first[0]).await == Some(failed)).then_some(());
    it.maria.until("the refusal", is_refused).await;
    it.cable.clear();
    engine.resolve_blocked(it.id, first[0], Choice::KeepAsDraft).await.unwrap();
    engine.send_tray(it.id, None, None, false).await.unwrap();
    shows(&it.ana, it.id, &["Bom dia!", "a.pdf"]).await;
}

/// A clock at which background tasks panic as often as its number says.
#[derive(Default)]
struct Breaks(AtomicU32);

impl Clock for Breaks {
    fn now(&self) -> Moment {
        let takes_one = |left: u32| left.checked_sub(1);
        if tokio::task::try_id().is_some()
            && self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, takes_one).is_ok()
        {
            panic!("by a test");
        }
        SystemClock.now()
    }
}

#[tokio::test]
async fn a_row_whose_attempt_broke_by_a_fault_of_this_program_rests_before_the_next() {
    let it = Scene::new(Plan::Basic).await;
    let clock = Arc::new(Breaks::default());
    let device = Device::with_clock(clock.clone()).await;
    device.sign_in(it.house.maria, &it.cable.url()).await;
    shows(&device, it.id, &["Bom dia!"]).await;
    // The number is one more than needed, because the answer to a poll may meet the first panic.
    clock.0.store(2, Ordering::SeqCst);
    let began = Instant::now();
    device.engine().send_message(it.id, "Boa tarde!", None).await.unwrap();
    shows(&it.ana, it.id, &["Bom dia!", "Boa tarde!"]).await;
    assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!(clock.0.load(Ordering::SeqCst), 0);
}
