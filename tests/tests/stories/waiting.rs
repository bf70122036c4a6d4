//! Items that waited while the world changed, case by case (rule 20); what is common to all is in
//! `decisions`.

use conversas_server::ledger;
use conversas_server::store::Lane;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use conversas_client::{BlockedReason, Choice, Clock, Error, Event, List};
use conversas_domain::moment::{HOUR, Moment};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;

use super::scene::{Scene, blocked, finish, has_status, hears, sent, shows, ticket};

/// A clock that can be set.
struct Set(AtomicI64);

impl Set {
    fn at(ms: i64) -> Arc<Set> {
        Arc::new(Set(AtomicI64::new(ms)))
    }

    fn forward(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for Set {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

const MORNING: i64 = 1_760_000_000_000;

#[tokio::test]
async fn rule_20_a_reply_for_a_ticket_that_is_over_does_not_land_in_the_next_one() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "Já resolvo", None).await.unwrap();
    ana.engine().send_message(id, "Um momento", None).await.unwrap();
    finish(bruno, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    maria.engine().send_message(id, "Outro assunto", None).await.unwrap();
    has_status(bruno, id, 2, Status::Pending).await;
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::TicketFinished).await;
    bruno.reads(id, &["Bom dia!", "Outro assunto"]).await;
    has_status(ana, id, 2, Status::Pending).await;
    ana.engine().resolve_blocked(id, entry, Choice::StartTicketAndSend).await.unwrap();
    sent(ana).await;
    bruno.reads(id, &["Bom dia!", "Outro assunto", "Já resolvo", "Um momento"]).await;
    has_status(bruno, id, 2, Status::InProgress).await;
}

#[tokio::test]
async fn rule_20_a_message_of_a_family_opens_a_new_ticket_by_itself() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    scene.maria_goes_offline().await;
    maria.engine().send_message(id, "Mais uma coisa", None).await.unwrap();
    finish(ana, id).await;
    scene.maria_comes_back();
    sent(maria).await;
    has_status(ana, id, 2, Status::Pending).await;
    ana.reads(id, &["Bom dia!", "Mais uma coisa"]).await;
}

#[tokio::test]
async fn rule_20_a_colleague_who_opened_the_next_ticket_first_is_read_before_mine_goes_out() {
    let scene = Scene::new().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    finish(bruno, id).await;
    has_status(ana, id, 1, Status::Finished).await;
    scene.ana_goes_offline().await;
    ana.engine().start_ticket(id, "Boas notícias").await.unwrap();
    bruno.engine().start_ticket(id, "Novidades!").await.unwrap();
    has_status(bruno, id, 2, Status::InProgress).await;
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::AnsweredMeanwhile).await;
    ana.reads(id, &["Bom dia!", "Novidades!", "Boas notícias"]).await;
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    sent(ana).await;
    bruno.reads(id, &["Bom dia!", "Novidades!", "Boas notícias"]).await;
    assert_eq!(ticket(ana, id).await, ticket(bruno, id).await);
}

#[tokio::test]
async fn rule_20_after_sending_anyway_a_still_newer_answer_asks_again() {
    let scene = Scene::new().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    let seen = ana.thread(id).await.pop().unwrap().place;
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "de Ana", Some(seen)).await.unwrap();
    bruno.engine().send_message(id, "um", None).await.unwrap();
    sent(bruno).await;
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::AnsweredMeanwhile).await;
    ana.reads(id, &["Bom dia!", "um", "de Ana"]).await;
    scene.ana_goes_offline().await;
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    bruno.engine().send_message(id, "dois", None).await.unwrap();
    sent(bruno).await;
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::AnsweredMeanwhile).await;
    ana.reads(id, &["Bom dia!", "um", "dois", "de Ana"]).await;
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    sent(ana).await;
    bruno.reads(id, &["Bom dia!", "um", "dois", "de Ana"]).await;
}

#[tokio::test]
async fn rule_20_who_wrote_before_a_guardian_joined_confirms_that_they_read_it_too() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    let seen = ana.thread(id).await.pop().unwrap().place;
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "Só entre nós", Some(seen)).await.unwrap();
    maria.engine().add_guardian(id, scene.house.paulo.id).await.unwrap();
    sent(maria).await;
    let paulo = scene.device(scene.house.paulo).await;
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::AudienceGrew).await;
    let lines = ["Maria opens, Pending", "Maria: Bom dia!", "Maria added Paulo"];
    shows(ana, id, &[&lines[..], &["I: Só entre nós"]].concat()).await;
    shows(&paulo, id, &lines).await;
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    sent(ana).await;
    paulo.reads(id, &["Bom dia!", "Só entre nós"]).await;
}

#[tokio::test]
async fn rule_20_who_adds_a_guardian_is_not_asked_about_them() {
    let scene = Scene::new().await;
    let (maria, id) = (&scene.maria, scene.id);
    let seen = maria.thread(id).await.pop().unwrap().place;
    scene.maria_goes_offline().await;
    maria.engine().add_guardian(id, scene.house.paulo.id).await.unwrap();
    maria.engine().send_message(id, "Paulo, veja", Some(seen)).await.unwrap();
    scene.maria_comes_back();
    sent(maria).await;
    scene.ana.reads(id, &["Bom dia!", "Paulo, veja"]).await;
}

#[tokio::test]
async fn rule_20_a_reply_older_than_twelve_hours_is_confirmed_once() {
    let clock = Set::at(MORNING);
    let shared: Arc<dyn Clock> = clock.clone();
    let scene = Scene::with_clock(shared).await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "Venha ainda hoje", None).await.unwrap();
    clock.forward(6 * HOUR);
    ana.engine().send_message(id, "Até as 18h", None).await.unwrap();
    clock.forward(7 * HOUR);
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::Old).await;
    assert_eq!(bruno.texts(id).await, ["Bom dia!"], "nothing went out");
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    sent(ana).await;
    bruno.reads(id, &["Bom dia!", "Venha ainda hoje", "Até as 18h"]).await;
}

#[tokio::test]
async fn rule_20_an_old_reply_can_become_a_draft_and_neither_a_family_nor_a_clock_that_went_back_is_asked() {
    let clock = Set::at(MORNING);
    let shared: Arc<dyn Clock> = clock.clone();
    let scene = Scene::with_clock(shared).await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "Venha ainda hoje", None).await.unwrap();
    clock.forward(13 * HOUR);
    scene.ana_comes_back();
    let entry = blocked(ana, id, BlockedReason::Old).await;
    ana.engine().resolve_blocked(id, entry, Choice::KeepAsDraft).await.unwrap();
    sent(ana).await;
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "Venha ainda hoje");
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "Venha amanhã", None).await.unwrap();
    clock.forward(-1_000 * HOUR);
    scene.ana_comes_back();
    sent(ana).await;
    bruno.reads(id, &["Bom dia!", "Venha amanhã"]).await;
    maria.reads(id, &["Bom dia!", "Venha amanhã"]).await;
}

#[tokio::test]
async fn rule_20_an_old_reply_that_had_reached_the_server_is_not_asked_about() {
    let clock = Set::at(MORNING);
    let shared: Arc<dyn Clock> = clock.clone();
    let scene = Scene::with_clock(shared).await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    scene.office.lose_receipts(true);
    ana.engine().send_message(id, "Bom dia, Maria", None).await.unwrap();
    bruno.reads(id, &["Bom dia!", "Bom dia, Maria"]).await;
    scene.ana_goes_offline().await;
    scene.office.lose_receipts(false);
    clock.forward(40 * HOUR);
    scene.ana_comes_back();
    sent(ana).await;
    for device in [ana, bruno] {
        device.reads(id, &["Bom dia!", "Bom dia, Maria"]).await;
    }
}

#[tokio::test]
async fn rule_20_words_for_a_channel_that_was_taken_away_are_shown_once_to_copy() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "resposta", None).await.unwrap();
    ana.engine().write_note(id, "nota", Vec::new()).await.unwrap();
    let message = ana.thread(id).await[1].id;
    let forwarding = ana.engine().forward_messages(id, scene.house.financeiro, vec![message], "para vocês");
    forwarding.await.unwrap();
    ana.engine().save_draft(id, "rascunho".into()).await.unwrap();
    let (person, channel) = (scene.house.ana.id, scene.house.secretaria);
    scene
        .house
        .server()
        .store()
        .write(Lane::Any, move |tx| ledger::remove_member(tx, person, channel))
        .await
        .unwrap();
    let mut events = ana.engine().subscribe();
    scene.ana_comes_back();
    hears(&mut events, |event| matches!(event, Event::TextsRescued).then_some(())).await;
    assert!(matches!(ana.engine().conversation(id).await, Err(Error::Rejected(Rejection::NotFound))));
    assert!(ana.engine().dump().await.unwrap().is_empty(), "nothing of the channel is left");
    let mut texts: Vec<_> = ana.engine().rescued().await.unwrap().into_iter().map(|it| it.text).collect();
    texts.sort();
    assert_eq!(texts, ["nota", "para vocês", "rascunho", "resposta"]);
    ana.engine().forget_rescued(i64::MAX).await.unwrap();
    assert!(ana.engine().rescued().await.unwrap().is_empty());
    assert_eq!(ana.engine().connection().waiting, 0);
}

#[tokio::test]
async fn rule_20_a_guardian_who_was_unlinked_loses_the_conversation_on_the_device_too() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    maria.engine().add_guardian(id, scene.house.paulo.id).await.unwrap();
    sent(maria).await;
    let paulo = scene.device(scene.house.paulo).await;
    paulo.reads(id, &["Bom dia!"]).await;
    let (person, student) = (scene.house.paulo.id, scene.house.joao);
    let unlinking = scene
        .house
        .server()
        .store()
        .write(Lane::Any, move |tx| ledger::unlink_guardian(tx, person, student, Moment(1)));
    unlinking.await.unwrap();
    let gone = async |_: &_| paulo.list(List::Family).await.rows.is_empty().then_some(());
    paulo.until("the conversation is gone", gone).await;
    assert!(paulo.engine().dump().await.unwrap().is_empty());
    ana.engine().send_message(id, "Só para Maria", None).await.unwrap();
    maria.reads(id, &["Bom dia!", "Só para Maria"]).await;
}

#[tokio::test]
async fn rule_20_a_lost_answer_changes_nothing_whatever_was_asked() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let message = ana.thread(id).await[1].id;
    let first = ticket(ana, id).await;
    scene.office.lose_receipts(true);
    ana.engine().assign_ticket(id, first, Some(scene.house.ana.id)).await.unwrap();
    let told = |count: usize| async move {
        bruno.until("told", async |_| (bruno.thread(id).await.len() >= count).then_some(())).await
    };
    told(3).await;
    scene.office.lose_receipts(false);
    ana.engine().retry();
    sent(ana).await;
    scene.office.lose_receipts(true);
    ana.engine().forward_messages(id, scene.house.financeiro, vec![message], "").await.unwrap();
    told(4).await;
    scene.office.lose_receipts(false);
    ana.engine().retry();
    sent(ana).await;
    scene.office.lose_receipts(true);
    ana.engine().finish_ticket(id, first).await.unwrap();
    told(5).await;
    scene.office.lose_receipts(false);
    ana.engine().retry();
    sent(ana).await;
    let family = ["Maria opens, Pending", "Maria: Bom dia!"];
    let after = ["Ana forwarded 1 to Financeiro", "Ana: Finished"];
    for staff in [ana, bruno] {
        shows(staff, id, &[&family[..], &["Ana assigns Ana"], &after[..]].concat()).await;
    }
    shows(maria, id, &[&family[..], &after[..]].concat()).await;
}
