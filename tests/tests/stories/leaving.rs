//! The data that a device keeps when its person leaves it or is signed out, and the warning before any of
//! them are lost.

use conversas_client::{Engine, Error, Session, Unsent};
use conversas_domain::moment::Moment;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Device, House, Opening};

use super::attachments::{PDF, choose, chosen, has_files, send_tray};
use super::files_gone::left;
use super::scene::{Scene, sent};

/// Makes Ana, offline, choose files and begin to write; with `sends` also send a file and words before.
async fn leaves_things(scene: &Scene, sends: bool) {
    let (ana, id) = (&scene.ana, scene.id);
    scene.ana_goes_offline().await;
    if sends {
        choose(ana, id, vec![chosen("na fila.pdf", PDF)]).await;
        send_tray(ana, id).await;
        ana.engine().send_message(id, "na fila", None).await.unwrap();
    }
    choose(ana, id, vec![chosen("escolhido.pdf", PDF), chosen("também.pdf", PDF)]).await;
    ana.engine().save_draft(id, "rascunho".into()).await.unwrap();
}

/// Revokes her session, as the school does.
async fn is_revoked(scene: &Scene) {
    let device = scene.ana.engine().device_id().await.unwrap().unwrap();
    let store = scene.house.server().store();
    assert!(store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap());
    scene.ana_comes_back();
    let signed_out = async |engine: &Engine| {
        matches!(engine.session().await.unwrap(), Session::SignedOut { was_revoked: true, .. }).then_some(())
    };
    scene.ana.until("signed out", signed_out).await;
}

fn refused(outcome: Result<Session, Error>) -> Unsent {
    match outcome {
        Err(Error::UnsentItems(unsent)) => unsent,
        other => panic!("{:?}", other.map(|_| ())),
    }
}

#[tokio::test]
async fn signing_out_with_chosen_files_and_a_draft_asks_first() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    choose(ana, id, vec![chosen("um.pdf", PDF), chosen("dois.pdf", PDF)]).await;
    ana.engine().save_draft(id, "rascunho".into()).await.unwrap();
    let asked = refused(ana.engine().sign_out(|unsent| unsent.may_be_lost(false)).await);
    assert_eq!(asked, Unsent { files: 2, drafts: 1, ..Unsent::default() });
    assert_eq!(left(ana).len(), 2, "nothing was lost by asking");
    ana.engine().sign_out(|_| Ok(())).await.unwrap();
    assert!(left(ana).is_empty());
}

#[tokio::test]
async fn another_person_who_signs_in_is_asked_before_what_waits_is_erased() {
    let scene = Scene::new().await;
    leaves_things(&scene, true).await;
    is_revoked(&scene).await;
    let (ana, bruno) = (&scene.ana, scene.house.bruno.email());
    let enters = async |email: &str| {
        let may_erase = |_, unsent: Unsent| unsent.may_be_lost(false);
        ana.engine().sign_in(&scene.office.url(), email, PASSWORD, may_erase).await
    };
    let asked = refused(enters(&bruno).await);
    assert_eq!(asked, Unsent { messages: 1, files: 3, drafts: 1, ..Unsent::default() });
    assert!(matches!(ana.engine().session().await.unwrap(), Session::SignedOut { .. }));
    assert_eq!(left(ana).len(), 3, "nothing was lost by asking");
    enters(&scene.house.ana.email()).await.expect("it is hers: nothing is asked");
    sent(ana).await;
    has_files(&scene.maria, scene.id, &["na fila.pdf"]).await;
    scene.maria.reads(scene.id, &["Bom dia!", "na fila"]).await;
}

#[tokio::test]
async fn another_person_who_knows_that_it_is_lost_finds_nothing() {
    let scene = Scene::new().await;
    leaves_things(&scene, true).await;
    is_revoked(&scene).await;
    scene.ana.sign_in(scene.house.bruno, &scene.office.url()).await;
    assert!(left(&scene.ana).is_empty() && scene.ana.engine().outbox().await.unwrap().is_empty());
}

/// Each case: whether an item is on its way to the channel, and whether another channel is left.
#[tokio::test]
async fn rule_21_what_waits_in_a_channel_lost_while_signed_out_goes_and_its_words_are_rescued() {
    for (sends, has_another) in [(true, false), (false, false), (true, true), (false, true)] {
        let mut scene = Scene::new().await;
        let house = &scene.house;
        if has_another {
            house.add_member(house.ana, house.financeiro).await;
        }
        leaves_things(&scene, sends).await;
        is_revoked(&scene).await;
        house.remove_member(house.ana, house.secretaria).await;
        scene.ana.sign_in(house.ana, &scene.office.url()).await;
        scene.ana.until("no file is left", async |_| left(&scene.ana).is_empty().then_some(())).await;
        let expected = if sends { vec!["na fila", "rascunho"] } else { vec!["rascunho"] };
        let rescued = async |engine: &Engine| {
            let mut texts: Vec<_> = engine.rescued().await.unwrap().into_iter().map(|it| it.text).collect();
            texts.sort();
            (texts == expected).then_some(())
        };
        scene.ana.until("words are to be copied", rescued).await;
        scene.ana.kill();
        scene.ana.open().await;
        scene.ana.engine().forget_rescued(i64::MAX).await.unwrap();
        let leaving = scene.ana.engine().sign_out(|unsent| unsent.may_be_lost(false)).await;
        leaving.expect("nothing else waits");
    }
}

/// Answers the names of the files in a device's folder that are copies of a damaged store.
fn aside(device: &Device) -> Vec<String> {
    let found = std::fs::read_dir(device.folder()).unwrap();
    let names = found.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("damaged-")).collect()
}

#[tokio::test]
async fn a_damaged_store_that_was_brought_over_is_not_kept() {
    let house = House::start().await;
    let mut maria = Device::of(house.maria, &format!("http://{}", house.addr())).await;
    maria.engine().open_conversation(house.secretaria, house.joao, "segredo").await.unwrap();
    sent(&maria).await;
    maria.engine().close().await;
    maria.kill();
    conversas_client::testing::damage(maria.folder());
    maria.open().await;
    assert_eq!(aside(&maria), [] as [String; 0]);
}

#[tokio::test]
async fn rule_21_a_damaged_store_that_could_not_be_read_goes_with_the_person() {
    let house = House::start().await;
    let mut maria = Device::of(house.maria, &format!("http://{}", house.addr())).await;
    maria.engine().close().await;
    maria.kill();
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(maria.folder().join(format!("conversas.sqlite{suffix}")));
    }
    std::fs::write(maria.folder().join("conversas.sqlite"), vec![0xA5; 40_000]).unwrap();
    maria.open().await;
    maria.online().await;
    assert!(!aside(&maria).is_empty(), "somebody may still read what the program cannot");
    let asked = refused(maria.engine().sign_out(|unsent| unsent.may_be_lost(false)).await);
    assert_eq!(asked, Unsent { damaged: 1, ..Unsent::default() });
    maria.engine().sign_out(|_| Ok(())).await.unwrap();
    assert_eq!(aside(&maria), [] as [String; 0]);
}
