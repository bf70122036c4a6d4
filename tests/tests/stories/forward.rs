//! Forwarding, "Encaminhar" (rules 10, 11).

use conversas_client::{BlockedReason, Choice, Delivery, DraftPlace, Error, Event, List, RefusedAct};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::{Device, Opening, Trouble};

use super::scene::{Scene, blocked, finish, has_status, hears, sent, shows};

/// Answers the messages of a thread.
async fn messages(device: &Device, id: ConversationId) -> Vec<EntryId> {
    let items = device.thread(id).await;
    let message = |item: &conversas_client::ThreadItem| match &item.body {
        conversas_client::ThreadBody::Entry(entry) => entry.kind.is_message(),
        conversas_client::ThreadBody::Mine(_) => false,
    };
    items.into_iter().filter(message).map(|item| item.id).collect()
}

/// Answers the conversation that a forward went to, as Bruno sees it.
async fn arrived(scene: &Scene) -> ConversationId {
    let list = List::Channel(scene.house.financeiro);
    scene.bruno.until("the forwarded", async |_| scene.bruno.list(list).await.rows.pop()).await.id
}

#[tokio::test]
async fn rule_10_only_messages_are_forwarded_and_only_to_other_channels_that_serve_the_student() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    let note = ana.engine().write_note(id, "só nós", Vec::new()).await.unwrap();
    sent(ana).await;
    let detail = ana.engine().conversation(id).await.unwrap();
    assert_eq!(detail.targets, [scene.house.financeiro]);
    assert!(scene.maria.engine().conversation(id).await.unwrap().targets.is_empty());
    let event = ana.thread(id).await[0].id;
    let message = messages(ana, id).await;
    let (here, there) = (scene.house.secretaria, scene.house.financeiro);
    let refusal =
        async |to, entries: Vec<EntryId>| match ana.engine().forward_messages(id, to, entries, "").await {
            Err(Error::Rejected(reason)) => reason,
            other => panic!("expected a refusal: {other:?}"),
        };
    assert_eq!(refusal(there, vec![note]).await, Rejection::NotForwardable);
    assert_eq!(refusal(there, vec![event]).await, Rejection::NotForwardable);
    assert_eq!(refusal(there, Vec::new()).await, Rejection::NotForwardable);
    assert_eq!(refusal(here, message.clone()).await, Rejection::NotForwardable, "as the server says");
    let family = scene.maria.engine().forward_messages(id, there, message, "").await;
    assert!(matches!(family, Err(Error::Rejected(Rejection::Forbidden))));
    assert!(ana.engine().outbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn rule_11_a_forward_written_offline_goes_as_one_and_shows_where_it_came_from() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    maria.engine().send_message(id, "E o boleto?", None).await.unwrap();
    let source = ["Maria opens, Pending", "Maria: Bom dia!", "Maria: E o boleto?"];
    shows(ana, id, &source).await;
    scene.ana_goes_offline().await;
    let chosen = messages(ana, id).await;
    ana.engine().forward_messages(id, scene.house.financeiro, chosen, "É com vocês").await.unwrap();
    shows(ana, id, &[&source[..], &["I forward 2"]].concat()).await;
    let pending = ana.thread(id).await.pop().unwrap();
    assert_eq!(pending.delivery, Some(Delivery::Queued));
    assert_eq!(ana.engine().connection().waiting, 1);

    scene.ana_comes_back();
    sent(ana).await;
    for device in [ana, bruno, maria] {
        shows(device, id, &[&source[..], &["Ana forwarded 2 to Financeiro"]].concat()).await;
        has_status(device, id, 1, Status::Pending).await;
    }
    let there = arrived(&scene).await;
    let copies =
        ["Ana opens, Pending", "Ana forwards Maria's: Bom dia!", "Ana forwards Maria's: E o boleto?"];
    shows(bruno, there, &[&copies[..], &["Ana notes: É com vocês"]].concat()).await;
    shows(maria, there, &copies).await;
    assert!(ana.engine().conversation(there).await.is_err(), "the forwarder does not belong there");
    let replied_by = bruno.engine().conversation(there).await.unwrap().view.ticket.ticket.replied_by;
    assert!(replied_by.is_empty(), "a forward is no reply");
}

#[tokio::test]
async fn rule_11_a_finished_ticket_can_be_forwarded_and_an_open_target_keeps_its_status() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let (channel, student) = (scene.house.financeiro, scene.house.joao);
    let there = maria.engine().open_conversation(channel, student, "Boleto").await.unwrap().conversation_id;
    bruno.reads(there, &["Boleto"]).await;
    bruno.engine().send_message(there, "Vou ver", None).await.unwrap();
    has_status(bruno, there, 1, Status::InProgress).await;
    finish(ana, id).await;
    let chosen = messages(ana, id).await;
    ana.engine().forward_messages(id, channel, chosen, "").await.unwrap();
    sent(ana).await;
    bruno.reads(there, &["Boleto", "Vou ver", "Bom dia!"]).await;
    has_status(bruno, there, 1, Status::InProgress).await;
    has_status(ana, id, 1, Status::Finished).await;
}

#[tokio::test]
async fn rule_11_a_forward_that_is_refused_says_why_where_it_stands_and_can_be_removed() {
    let scene = Scene::new().await;
    let (ana, id, channel) = (&scene.ana, scene.id, scene.house.financeiro);
    scene.ana_goes_offline().await;
    let chosen = messages(ana, id).await;
    ana.engine().forward_messages(id, channel, chosen, "").await.unwrap();
    ana.engine().send_message(id, "Um momento", None).await.unwrap();
    let store = scene.house.server().store();
    store.write(Lane::Any, move |tx| ledger::set_channel_active(tx, channel, false)).await.unwrap();
    let mut events = ana.engine().subscribe();
    scene.ana_comes_back();
    let refused = hears(&mut events, |event| match event {
        Event::Refused { target, act, reason } => Some((target, act, reason)),
        _ => None,
    });
    assert_eq!(refused.await, (id.into(), RefusedAct::Forward, Rejection::ChannelUnavailable));
    let failed = Some(Delivery::Failed { reason: Rejection::ChannelUnavailable });
    let shown = async |_: &_| ana.thread(id).await.into_iter().find(|item| item.delivery == failed);
    let item = ana.until("failed", shown).await;
    let draft = ana.engine().resolve_blocked(id, item.id, Choice::KeepAsDraft).await;
    assert!(draft.is_err(), "there is nothing to keep");
    ana.engine().resolve_blocked(id, item.id, Choice::Discard).await.unwrap();
    sent(ana).await;
    let lines = ["Maria opens, Pending", "Maria: Bom dia!", "Ana: InProgress", "Ana: Um momento"];
    shows(ana, id, &lines).await;
}

/// Makes a firewall that refuses a forward with a page of its own, because of its note.
#[tokio::test]
async fn rule_20_a_forward_that_the_network_refuses_is_decided_about_and_its_note_can_be_kept() {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    let chosen = messages(ana, id).await;
    scene.office.set(Trouble::page(403).on("POST", "/v1/ops").with_words("cassino"));
    ana.engine().forward_messages(id, scene.house.financeiro, chosen, "Veja o cassino").await.unwrap();
    ana.engine().send_message(id, "Um momento", None).await.unwrap();
    let entry = blocked(ana, id, BlockedReason::NotLetThrough).await;
    assert_eq!(ana.engine().connection().blocked, 1);
    assert_eq!(maria.texts(id).await, ["Bom dia!"], "what was written after it waits");

    ana.engine().save_draft(DraftPlace::Forward { conversation_id: id }, "outra".into()).await.unwrap();
    ana.engine().resolve_blocked(id, entry, Choice::KeepAsDraft).await.unwrap();
    let kept = ana.engine().draft(DraftPlace::Forward { conversation_id: id }).await.unwrap();
    assert_eq!(kept, "outra\nVeja o cassino");
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "", "the family would read it");
    sent(ana).await;
    maria.reads(id, &["Bom dia!", "Um momento"]).await;
}
