//! Refusals and receipts that only a newer app understands.

use conversas_client::{Choice, Delivery, Engine, List, OutboxState};
use conversas_domain::code::Code;
use conversas_domain::ids::EntryId;
use conversas_domain::rejection::Rejection;

use super::{Scene, finish, says, sent, shows, update, waiting};

/// Ana's message was refused, for a reason of tomorrow; answers the message.
async fn refused_as_tomorrow(scene: &Scene) -> EntryId {
    scene.ana_goes_offline().await;
    scene.ana.engine().send_message(scene.id, "tarde demais", None).await.unwrap();
    finish(&scene.bruno, scene.id).await;
    scene.office.set(says(r#""reason":"ticket_finished""#, r#""reason":"too_tired""#));
    scene.ana_comes_back();
    let reason = Rejection::Unknown(Code::from("too_tired"));
    let failed = Some(Delivery::Failed { reason });
    let find = async |_: &Engine| {
        scene.ana.thread(scene.id).await.into_iter().find(|item| item.delivery == failed).map(|item| item.id)
    };
    scene.ana.until("refused", find).await
}

#[tokio::test]
async fn a_message_that_is_refused_for_an_unknown_reason_loses_no_word() {
    let scene = Scene::new().await;
    let entry = refused_as_tomorrow(&scene).await;
    assert!(scene.ana.engine().connection().online);
    scene.ana.engine().resolve_blocked(scene.id, entry, Choice::KeepAsDraft).await.unwrap();
    let draft = async |_: &Engine| {
        let rows = scene.ana.list(List::Channel(scene.house.secretaria)).await.rows;
        (rows[0].draft == "tarde demais").then_some(())
    };
    scene.ana.until("the words are back", draft).await;
}

#[tokio::test]
async fn the_reason_of_a_refusal_is_known_after_the_update() {
    let mut scene = Scene::new().await;
    let entry = refused_as_tomorrow(&scene).await;
    update(&mut scene, "too_tired", "ticket_finished").await;
    let item = scene.ana.thread(scene.id).await.into_iter().find(|item| item.id == entry).unwrap();
    let reason = Rejection::TicketFinished;
    assert_eq!(item.delivery, Some(Delivery::Failed { reason }));
}

#[tokio::test]
async fn a_receipt_of_tomorrow_holds_its_row_alone_until_the_update() {
    let mut scene = Scene::new().await;
    scene.office.set(says(r#""type":"applied""#, r#""type":"postponed""#).on("POST", "/v1/ops"));
    let ticket = super::scene::ticket(&scene.ana, scene.id).await;
    scene.ana.engine().finish_ticket(scene.id, ticket).await.unwrap();
    scene.office.has_met(1).await;
    scene.maria.engine().send_message(scene.id, "um", None).await.unwrap();
    shows(&scene, &["Bom dia!", "um"]).await;
    let alone = async |_: &Engine| (waiting(&scene).await == [OutboxState::Queued]).then_some(());
    scene.ana.until("the row alone waits", alone).await;
    assert!(scene.ana.engine().connection().online);
    update(&mut scene, "postponed", "applied").await;
    scene.office.clear();
    scene.ana_comes_back();
    sent(&scene.ana).await;
    scene.ana.agrees_with(&scene.bruno).await;
}
