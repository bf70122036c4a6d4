//! The trouble between devices and servers on real networks: pages of strangers, redirects, proxies that end
//! silent connections, slow links, firewalls that refuse one text.

use std::time::Duration;

use conversas_client::{BlockedReason, Choice, Delivery, Event, Session};
use conversas_testkit::{Cable, Device, Opening, Trouble};
use tokio::sync::broadcast::Receiver;

use super::scene::{Scene, blocked, sent};

/// Breaks the request that Ana waits for, and puts this trouble in the way of her next ones.
fn meets(scene: &Scene, trouble: Trouble) {
    scene.office.set(trouble);
    scene.office.cut();
    scene.office.lead_to(scene.house.addr());
}

#[tokio::test]
async fn whatever_strangers_answer_is_no_word_of_the_server_and_nothing_is_lost() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    let unavailable = r#"{"code":"unavailable","message":"later"}"#;
    let strangers = [
        Trouble::page(200),
        Trouble::page(401),
        Trouble::page(403),
        Trouble::page(404),
        Trouble::page(410),
        Trouble::page(413),
        Trouble::page(500),
        Trouble::page(503),
        Trouble::redirect(302, "http://127.0.0.1:9/login"),
        Trouble::json(200, "{}"),
        Trouble::json(503, unavailable),
        Trouble::end(),
    ];
    let mut expected = vec!["Bom dia!".to_owned()];
    for (number, stranger) in strangers.into_iter().enumerate() {
        let what = format!("{stranger:?}");
        meets(&scene, stranger);
        ana.offline().await;
        let text = format!("resposta {number}");
        let entry = ana.engine().send_message(id, &text, None).await.unwrap();
        expected.push(text);
        assert!(matches!(ana.engine().session().await.unwrap(), Session::SignedIn(_)), "{what}");
        assert_eq!(ana.texts(id).await, expected, "{what}");
        let waits = ana.thread(id).await.into_iter().find(|item| item.id == entry).unwrap().delivery;
        assert_eq!(waits, Some(Delivery::Queued), "{what}");
        scene.office.clear();
        ana.engine().retry();
        sent(ana).await;
    }
    let all: Vec<&str> = expected.iter().map(String::as_str).collect();
    scene.maria.reads(id, &all).await;
}

/// Answers whether the device has told, since the receiver was made, that it is offline.
fn told_offline(events: &mut Receiver<Event>) -> bool {
    let mut told = false;
    while let Ok(event) = events.try_recv() {
        told |= matches!(event, Event::ConnectionChanged(connection) if !connection.online);
    }
    told
}

async fn polls_are_ended_unseen(trouble: Trouble) {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    let mut events = ana.engine().subscribe();
    scene.office.set(trouble);
    // The trouble does not meet the waiting poll, which began before.
    maria.engine().send_message(id, "um", None).await.unwrap();
    ana.reads(id, &["Bom dia!", "um"]).await;
    scene.office.has_met(1).await;
    ana.engine().send_message(id, "dois", None).await.unwrap();
    maria.reads(id, &["Bom dia!", "um", "dois"]).await;
    // The device has learned: its next polls ask for less than the proxy's patience, and are held to their
    // end.
    scene.office.has_seen(scene.office.seen() + 6).await;
    assert_eq!(scene.office.met(), 1, "a poll was too long again");
    assert!(!told_offline(&mut events), "nothing is wrong with the server");
}

#[tokio::test]
async fn a_proxy_that_ends_silent_polls_is_not_seen_and_is_not_tried_again_at_once() {
    polls_are_ended_unseen(Trouble::ends_silence_after(Duration::from_millis(1_600)).on("GET", "/v1/sync"))
        .await;
}

#[tokio::test]
async fn a_gateway_that_answers_for_a_silent_server_is_not_seen_either() {
    let gateway = Trouble::gateway_timeout_after(Duration::from_millis(1_600));
    polls_are_ended_unseen(gateway.on("GET", "/v1/sync")).await;
}

#[tokio::test]
async fn what_was_written_does_not_wait_until_a_long_page_has_come_over_a_slow_link() {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    scene.ana_goes_offline().await;
    for number in 0..60 {
        maria.engine().send_message(id, &format!("pergunta {number}"), None).await.unwrap();
    }
    sent(maria).await;
    ana.engine().send_message(id, "resposta", None).await.unwrap();
    scene.office.set(Trouble::slow(300).on("GET", "/v1/sync"));
    scene.ana_comes_back();
    let answer = async |_: &_| maria.texts(id).await.contains(&"resposta".to_owned()).then_some(());
    maria.until("the answer", answer).await;
    assert!(
        !ana.texts(id).await.contains(&"pergunta 59".to_owned()),
        "the page came before: it proves nothing"
    );
    meets(&scene, Trouble::end());
    scene.office.clear();
    ana.engine().retry();
    let all = async |_: &_| ana.texts(id).await.contains(&"pergunta 59".to_owned()).then_some(());
    ana.until("everything", all).await;
}

#[tokio::test]
async fn an_answer_that_is_lost_is_asked_for_again_and_the_message_stands_once() {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    scene.office.set(Trouble::lost_answers().on("POST", "/v1/ops"));
    ana.engine().send_message(id, "um", None).await.unwrap();
    scene.office.has_met(2).await;
    scene.office.clear();
    sent(ana).await;
    maria.reads(id, &["Bom dia!", "um"]).await;
}

/// Makes a firewall that refuses one text with a page of its own.
#[tokio::test]
async fn a_text_that_the_network_refuses_asks_its_person_and_delays_nobody_else() {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    let other =
        maria.engine().open_conversation(scene.house.secretaria, scene.house.lia, "Olá").await.unwrap();
    let other = other.conversation_id;
    ana.reads(other, &["Olá"]).await;
    scene.office.set(Trouble::page(403).on("POST", "/v1/ops").with_words("cassino"));
    let entry = ana.engine().send_message(id, "Veja o cassino", None).await.unwrap();
    scene.office.has_met(1).await;
    ana.engine().send_message(other, "Pode vir", None).await.unwrap();
    maria.reads(other, &["Olá", "Pode vir"]).await;
    assert!(scene.office.met() < 4, "the other message waited");

    assert_eq!(blocked(ana, id, BlockedReason::NotLetThrough).await, entry);
    let row = ana.list(conversas_client::List::Channel(scene.house.secretaria)).await.rows;
    let row = row.into_iter().find(|row| row.id == id).unwrap();
    assert_eq!((row.unsent, row.undecided), (1, 1));
    assert_eq!(maria.texts(id).await, ["Bom dia!"]);

    // On another network the same message is sent.
    scene.office.clear();
    ana.engine().resolve_blocked(id, entry, Choice::SendAnyway).await.unwrap();
    sent(ana).await;
    maria.reads(id, &["Bom dia!", "Veja o cassino"]).await;
}

#[tokio::test]
async fn an_act_that_the_network_refuses_is_told_and_done_elsewhere() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    scene.office.set(Trouble::page(403).on("POST", "/v1/ops").with_words("finish_ticket"));
    let ticket = ana.engine().conversation(id).await.unwrap().view.ticket.ticket.id;
    ana.engine().finish_ticket(id, ticket).await.unwrap();
    ana.until("the word that it is refused", async |engine| {
        engine.connection().not_let_through.then_some(())
    })
    .await;
    let met = scene.office.met();
    assert_eq!(met, 4, "it is not tried for ever at short intervals");

    scene.office.clear();
    ana.engine().retry();
    sent(ana).await;
    ana.until("no such word", async |engine| (!engine.connection().not_let_through).then_some(())).await;
}

#[tokio::test]
async fn a_note_that_the_network_refuses_comes_back_as_a_note_and_not_into_the_composer() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    scene.office.set(Trouble::page(403).on("POST", "/v1/ops").with_words("cassino"));
    let entry = ana.engine().write_note(id, "O pai falou de cassino", Vec::new()).await.unwrap();
    assert_eq!(blocked(ana, id, BlockedReason::NotLetThrough).await, entry);
    ana.engine().resolve_blocked(id, entry, Choice::KeepAsDraft).await.unwrap();
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "", "the family would read it");
    let note = ana.engine().draft(conversas_client::DraftPlace::Note { conversation_id: id }).await.unwrap();
    assert_eq!(note, "O pai falou de cassino");
}

#[tokio::test]
async fn a_filter_that_looks_at_bodies_lets_long_ones_through_whole() {
    let scene = Scene::new().await;
    let cable = Cable::to(scene.house.addr()).await;
    cable.set(Trouble::page(403).with_words("nunca dito"));
    let bruno = Device::of(scene.house.bruno, &cable.url()).await;
    bruno.engine().send_message(scene.id, &"ã".repeat(9_000), None).await.unwrap();
    sent(&bruno).await;
    assert_eq!(cable.met(), 0);
}
