//! The right to see a conversation, and the fate of a device's data when that right changes (rule 21). More
//! in `access`.

use conversas_client::{Error, Event, List, Session};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::{Device, Opening};

use super::scene::{Scene, direct, finish, has_status, hears, sent, shows, ticket};

#[tokio::test]
async fn rule_21_a_guardian_unlinked_while_offline_loses_everything_when_back_and_unsent_words_are_rescued() {
    let mut scene = Scene::new().await;
    let id = scene.id;
    let lia = scene.maria.engine().open_conversation(scene.house.secretaria, scene.house.lia, "Sobre Lia");
    let lia = lia.await.unwrap().conversation_id;
    scene.maria.engine().add_guardian(id, scene.house.paulo.id).await.unwrap();
    sent(&scene.maria).await;
    finish(&scene.ana, id).await;
    has_status(&scene.maria, id, 1, conversas_domain::ticket::Status::Finished).await;
    let first = ticket(&scene.maria, id).await;
    let tablet = scene.device(scene.house.maria).await;
    let paulo = scene.device(scene.house.paulo).await;
    scene.maria_goes_offline().await;
    let engine = scene.maria.engine();
    let rating = conversas_domain::csat::Rating::try_from(2).unwrap();
    engine.answer_csat(id, first, rating, "comentário").await.unwrap();
    engine.send_message(id, "não enviada", None).await.unwrap();
    engine.save_draft(id, "rascunho".into()).await.unwrap();
    scene.house.unlink(scene.house.maria, scene.house.joao).await;

    let gone = async |device: &Device| {
        let found = device.engine().conversation(id).await;
        matches!(found, Err(Error::Rejected(Rejection::NotFound))).then_some(())
    };
    tablet.until("at once where it is online", async |_| gone(&tablet).await).await;
    let mut events = scene.maria.engine().subscribe();
    scene.maria_comes_back();
    hears(&mut events, |event| matches!(event, Event::TextsRescued).then_some(())).await;
    scene.maria.until("gone", async |_| gone(&scene.maria).await).await;
    scene.maria.kill();
    scene.maria.open().await;
    scene.maria.online().await;
    for device in [&scene.maria, &tablet] {
        let engine = device.engine();
        device
            .until("one student is left", async |engine| match engine.session().await.unwrap() {
                Session::SignedIn(directory) => (directory.students.len() == 1).then_some(()),
                Session::SignedOut { .. } => panic!("only a link was ended"),
            })
            .await;
        assert!(device.thread(id).await.is_empty());
        assert_eq!(device.list(List::Family).await.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [lia]);
        let found = device.finds("bom", None).await;
        assert!(found.messages.is_empty() && device.finds("joao", None).await.conversations.is_empty());
        let everything = format!("{:?}", engine.dump().await.unwrap());
        assert!(!everything.contains("João") && !everything.contains("Bom dia"), "nothing of it is left");
        let again = engine.open_conversation(scene.house.secretaria, scene.house.joao, "Oi").await;
        assert!(matches!(again, Err(Error::Rejected(Rejection::NotFound))));
        assert!(engine.outbox().await.unwrap().is_empty());
        device.agrees_with(&scene.device(scene.house.maria).await).await;
    }
    let mut rescued: Vec<_> =
        scene.maria.engine().rescued().await.unwrap().into_iter().map(|it| it.text).collect();
    rescued.sort();
    assert_eq!(rescued, ["comentário", "não enviada", "rascunho"]);
    scene.maria.engine().forget_rescued(i64::MAX).await.unwrap();
    assert!(scene.maria.engine().rescued().await.unwrap().is_empty(), "shown once");
    scene.maria.engine().close().await;
    let files = ["conversas.sqlite", "conversas.sqlite-wal"].map(|name| scene.maria.folder().join(name));
    let store: Vec<u8> = files.iter().flat_map(|path| std::fs::read(path).unwrap_or_default()).collect();
    for words in ["João", "Bom dia", "não enviada", "rascunho", "comentário"] {
        let is_left = store.windows(words.len()).any(|bytes| bytes == words.as_bytes());
        assert!(!is_left, "{words} is still in the file");
    }

    let history = ["Maria opens, Pending", "Maria: Bom dia!", "Maria added Paulo", "Ana: Finished"];
    for device in [&paulo, &scene.ana] {
        shows(device, id, &history).await;
    }
}

#[tokio::test]
async fn rule_21_staff_see_their_own_channels_and_nobody_sees_another_school() {
    let scene = Scene::new().await;
    let other = scene.house.add_school().await;
    let eva = Device::of(other.guardian, &direct(&scene.house)).await;
    let caio = Device::of(other.staff, &direct(&scene.house)).await;
    for stranger in [&eva, &caio] {
        assert!(stranger.engine().dump().await.unwrap().is_empty());
        let Session::SignedIn(directory) = stranger.engine().session().await.unwrap() else { panic!() };
        assert_eq!(directory.channels.iter().map(|it| it.id).collect::<Vec<_>>(), [other.channel]);
    }
    for channel in [scene.house.secretaria, scene.house.financeiro] {
        assert!(caio.list(List::Channel(channel)).await.rows.is_empty());
        let refused = eva.engine().open_conversation(channel, other.student, "Oi").await;
        assert!(matches!(refused, Err(Error::Rejected(Rejection::NotFound))));
    }
    let id = eva.engine().open_conversation(other.channel, other.student, "Olá").await.unwrap();
    caio.reads(id.conversation_id, &["Olá"]).await;
    scene.maria.engine().send_message(scene.id, "Ainda aí?", None).await.unwrap();
    for device in [&scene.ana, &scene.bruno] {
        device.reads(scene.id, &["Bom dia!", "Ainda aí?"]).await;
        assert!(device.engine().conversation(id.conversation_id).await.is_err());
        assert!(device.finds("ola", None).await.messages.is_empty());
    }
    assert!(caio.engine().conversation(scene.id).await.is_err());
    assert!(caio.finds("bom", None).await.messages.is_empty());
    assert!(caio.engine().fetch_history(scene.id).await.is_err(), "knowing its identifier does not help");
    caio.agrees_with(&Device::of(other.staff, &direct(&scene.house)).await).await;
}

#[tokio::test]
async fn rule_21_a_channel_lost_while_away_for_longer_than_the_server_remembers_is_erased_too() {
    let scene = Scene::new().await;
    let (ana, id, store) = (&scene.ana, scene.id, scene.house.server().store());
    let financeiro = scene.house.financeiro;
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "não enviada", None).await.unwrap();
    scene.house.add_member(scene.house.ana, financeiro).await;
    scene.house.remove_member(scene.house.ana, scene.house.secretaria).await;
    let (school, everything) = (scene.house.school, conversas_domain::entry::Seq(100_000));
    store.write(Lane::Any, move |tx| ledger::prune_events(tx, school, everything)).await.unwrap();
    scene.ana_comes_back();
    ana.until("gone", async |engine| engine.conversation(id).await.is_err().then_some(())).await;
    ana.online().await;
    let rescued = ana.engine().rescued().await.unwrap();
    assert_eq!(rescued.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["não enviada"]);
    let opened = scene.maria.engine().open_conversation(financeiro, scene.house.lia, "Boleto").await.unwrap();
    ana.reads(opened.conversation_id, &["Boleto"]).await;
    ana.agrees_with(&scene.device(scene.house.ana).await).await;
}

#[tokio::test]
async fn rule_21_a_student_lost_while_away_for_longer_than_the_server_remembers_leaves_unsent_words_to_copy()
{
    let scene = Scene::new().await;
    let (maria, id, store) = (&scene.maria, scene.id, scene.house.server().store());
    scene.maria_goes_offline().await;
    maria.engine().send_message(id, "não enviada", None).await.unwrap();
    maria.engine().save_draft(id, "rascunho".into()).await.unwrap();
    scene.house.unlink(scene.house.maria, scene.house.joao).await;
    let (school, everything) = (scene.house.school, conversas_domain::entry::Seq(100_000));
    store.write(Lane::Any, move |tx| ledger::prune_events(tx, school, everything)).await.unwrap();
    scene.maria_comes_back();
    maria.until("gone", async |engine| engine.conversation(id).await.is_err().then_some(())).await;
    let rescued = maria.engine().rescued().await.unwrap();
    assert_eq!(rescued.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["não enviada", "rascunho"]);
    assert!(maria.engine().outbox().await.unwrap().is_empty());
    maria.agrees_with(&scene.device(scene.house.maria).await).await;
}

#[tokio::test]
async fn rule_21_words_kept_through_a_revoked_session_are_rescued_if_the_channel_is_lost_as_well() {
    let scene = Scene::new().await;
    let (ana, id, store) = (&scene.ana, scene.id, scene.house.server().store());
    scene.ana_goes_offline().await;
    ana.engine().send_message(id, "não enviada", None).await.unwrap();
    let device = ana.engine().device_id().await.unwrap().unwrap();
    store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap();
    scene.house.remove_member(scene.house.ana, scene.house.secretaria).await;
    scene.ana_comes_back();
    ana.until("signed out", async |engine| engine.conversation(id).await.is_err().then_some(())).await;
    ana.sign_in(scene.house.ana, &scene.office.url()).await;
    ana.until("nothing waits", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    let rescued = ana.engine().rescued().await.unwrap();
    assert_eq!(rescued.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["não enviada"]);
}
