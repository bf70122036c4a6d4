//! Access is given and taken away: devices follow, and unsent words are not lost.

use conversas_client::{Engine, Error, List, Session, Unsent};
use conversas_domain::moment::{DAY, Moment};
use conversas_domain::rejection::Rejection;
use conversas_server::ledger;
use conversas_server::store::{Lane, StoreError};
use conversas_server::{Clock, ManualClock};
use conversas_testkit::{Cable, Device, House, Opening};

use super::scene::search_for;

#[tokio::test]
async fn a_revoked_device_is_signed_out_erased_and_goes_on_after_signing_in_again() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    let list = List::Channel(house.secretaria);
    ana.until("the row", async |_| ana.list(list).await.rows.pop()).await;
    cable.cut();
    ana.offline().await;
    ana.engine().send_message(id, "dois", None).await.unwrap();
    let device = ana.engine().device_id().await.unwrap().unwrap();
    let revoked =
        house.server().store().write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await;
    assert!(revoked.unwrap());

    cable.lead_to(house.addr());
    ana.engine().retry();
    ana.until("signed out", async |engine| match engine.session().await.unwrap() {
        Session::SignedOut { was_revoked: true, .. } => Some(()),
        _ => None,
    })
    .await;
    assert!(matches!(ana.engine().conversation(id).await, Err(Error::SignedOut)));
    let left = ana.engine().dump().await.unwrap();
    assert!(left.is_empty(), "names and texts are gone");

    ana.sign_in(house.ana, &cable.url()).await;
    ana.reads(id, &["um", "dois"]).await;
    maria.reads(id, &["um", "dois"]).await;
}

#[tokio::test]
async fn rule_21_another_person_on_the_same_device_finds_nothing() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let device = Device::of(house.maria, &cable.url()).await;
    device.engine().open_conversation(house.secretaria, house.joao, "segredo").await.unwrap();
    device.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    device.engine().sign_out(|unsent| unsent.may_be_lost(false)).await.unwrap();
    assert!(device.engine().dump().await.unwrap().is_empty());
    device.sign_in(house.paulo, &cable.url()).await;
    assert!(device.list(List::Family).await.rows.is_empty());
    assert!(device.engine().search(search_for("segredo")).await.unwrap().messages.is_empty());
}

#[tokio::test]
async fn signing_out_with_unsent_items_asks_first() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    cable.cut();
    maria.offline().await;
    maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let refused = maria.engine().sign_out(|unsent| unsent.may_be_lost(false)).await;
    assert!(matches!(refused, Err(Error::UnsentItems(Unsent { messages: 1, .. }))), "{refused:?}");
    assert_eq!(maria.list(List::Family).await.rows.len(), 1, "nothing was lost by asking");
    maria.engine().sign_out(|_| Ok(())).await.unwrap();
    assert!(matches!(maria.engine().session().await.unwrap(), Session::SignedOut { was_revoked: false, .. }));
}

#[tokio::test]
async fn rule_21_a_channel_taken_away_is_erased_with_unsent_words_kept_and_comes_back_when_given_again() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &format!("http://{}", house.addr())).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    let list = List::Channel(house.secretaria);
    ana.until("the row", async |_| ana.list(list).await.rows.pop()).await;
    cable.cut();
    ana.offline().await;
    ana.engine().send_message(id, "não enviada", None).await.unwrap();
    ana.engine().save_draft(id, "rascunho".into()).await.unwrap();
    let (person, channel) = (house.ana.id, house.secretaria);
    let store = house.server().store();
    store.write(Lane::Any, move |tx| ledger::remove_member(tx, person, channel)).await.unwrap();

    cable.lead_to(house.addr());
    ana.engine().retry();
    ana.until("erased", async |engine| match engine.conversation(id).await {
        Err(Error::Rejected(Rejection::NotFound)) => Some(()),
        _ => None,
    })
    .await;
    assert!(ana.engine().dump().await.unwrap().is_empty());
    let rescued: Vec<_> = ana.engine().rescued().await.unwrap().into_iter().map(|r| r.text).collect();
    assert_eq!(rescued, ["não enviada", "rascunho"]);
    ana.engine().forget_rescued(i64::MAX).await.unwrap();
    assert!(ana.engine().rescued().await.unwrap().is_empty(), "shown once");

    store.write(Lane::Any, move |tx| ledger::add_member(tx, person, channel)).await.unwrap();
    ana.reads(id, &["um"]).await;
    ana.agrees_with(&Device::of(house.ana, &cable.url()).await).await;
}

#[tokio::test]
async fn rule_21_a_guardian_who_loses_a_student_loses_the_conversations_and_gets_them_back() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let about_joao = maria.engine().open_conversation(house.secretaria, house.joao, "João").await.unwrap();
    maria.engine().open_conversation(house.secretaria, house.lia, "Lia").await.unwrap();
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    let (person, student) = (house.maria.id, house.joao);
    let store = house.server().store();
    store.write(Lane::Any, move |tx| ledger::unlink_guardian(tx, person, student, Moment(1))).await.unwrap();
    maria
        .until("one is left", async |_| (maria.list(List::Family).await.rows.len() == 1).then_some(()))
        .await;
    maria.engine().conversation(about_joao.conversation_id).await.expect_err("it is gone");
    maria.agrees_with(&Device::of(house.maria, &cable.url()).await).await;

    let link = conversas_domain::person::Relationship::Mother;
    let again = store.write(Lane::Any, move |tx| -> Result<(), StoreError> {
        ledger::link_guardian(tx, person, student, link)
    });
    again.await.unwrap();
    maria.reads(about_joao.conversation_id, &["João"]).await;
    maria.agrees_with(&Device::of(house.maria, &cable.url()).await).await;
}

#[tokio::test]
async fn rule_21_an_administrator_reads_a_channel_only_after_choosing_it_and_cannot_write_there() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    let dora = Device::of(house.dora, &cable.url()).await;
    assert!(dora.engine().dump().await.unwrap().is_empty());
    let list = List::Channel(house.secretaria);
    dora.until("the chosen channel", async |_| dora.list(list).await.rows.pop()).await;
    let id = opened.conversation_id;
    dora.reads(id, &["um"]).await;
    assert!(!dora.engine().conversation(id).await.unwrap().can_write);
    let refused = dora.engine().send_message(id, "oi", None).await;
    assert!(matches!(refused, Err(Error::Rejected(Rejection::Forbidden))));
    maria.engine().send_message(id, "dois", None).await.unwrap();
    dora.reads(id, &["um", "dois"]).await;
}

#[tokio::test]
async fn rule_26_a_channel_that_an_administrator_left_alone_leaves_their_device_and_comes_back_whole() {
    let clock = ManualClock::at(Moment(1_764_460_800_000));
    let house = House::with_clock(Clock::Manual(clock.clone())).await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let dora = Device::of(house.dora, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let (id, list) = (opened.conversation_id, List::Channel(house.secretaria));
    dora.until("the chosen channel", async |_| dora.list(list).await.rows.pop()).await;
    dora.reads(id, &["um"]).await;
    clock.advance(8 * DAY);
    house.server().keep_house().await;
    dora.until("it is gone", async |engine| engine.dump().await.unwrap().is_empty().then_some(())).await;
    maria.engine().send_message(id, "dois", None).await.unwrap();
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    dora.until("it is opened again", async |_| dora.list(list).await.rows.pop()).await;
    dora.reads(id, &["um", "dois"]).await;
    maria.engine().send_message(id, "três", None).await.unwrap();
    dora.reads(id, &["um", "dois", "três"]).await;
}

#[tokio::test]
async fn rule_26_a_channel_that_was_left_alone_stays_while_something_unsent_is_in_it() {
    let clock = ManualClock::at(Moment(1_764_460_800_000));
    let house = House::with_clock(Clock::Manual(clock.clone())).await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let dora = Device::of(house.dora, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let (id, list) = (opened.conversation_id, List::Channel(house.secretaria));
    dora.until("the chosen channel", async |_| dora.list(list).await.rows.pop()).await;
    dora.reads(id, &["um"]).await;
    dora.engine().save_draft(id, "Bom dia".into()).await.unwrap();
    clock.advance(8 * DAY);
    house.server().keep_house().await;
    let is_left = async |engine: &Engine| {
        let Session::SignedIn(directory) = engine.session().await.unwrap() else { return None };
        let mut channels = directory.channels.iter();
        channels
            .any(|channel| channel.id == house.secretaria && channel.followed == Some(false))
            .then_some(())
    };
    dora.until("the channel is left", is_left).await;
    assert_eq!(dora.list(list).await.rows.len(), 1);
    assert_eq!(dora.engine().draft(id).await.unwrap(), "Bom dia");
}
