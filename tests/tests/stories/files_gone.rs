//! The files in the folder of a device that lost its right to them (rule 21).

use conversas_client::{Rendition, Session};
use conversas_domain::moment::Moment;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::{Device, Opening};

use super::attachments::{PDF, choose, chosen, files, has_files, send_tray};
use super::scene::{Scene, sent};

/// Answers the names in the folder of files.
pub(super) fn left(device: &Device) -> Vec<String> {
    let found = std::fs::read_dir(device.folder().join("files")).into_iter().flatten();
    found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn rule_21_who_leaves_a_channel_keeps_files_of_the_other_one_only() {
    let mut scene = Scene::new().await;
    let (house, id) = (&scene.house, scene.id);
    let other = scene.maria.engine().open_conversation(house.financeiro, house.joao, "Olá").await.unwrap();
    sent(&scene.maria).await;
    let other = other.conversation_id;
    for (place, name) in [(id, "boletim.pdf"), (other, "boleto.pdf")] {
        choose(&scene.maria, place, vec![chosen(name, PDF)]).await;
        send_tray(&scene.maria, place).await;
        has_files(&scene.bruno, place, &[name]).await;
        let file = files(&scene.bruno, place).await.pop().unwrap().id;
        scene.bruno.engine().fetch(file, Rendition::Original).await.unwrap();
    }
    let kept = files(&scene.bruno, other).await.pop().unwrap().id.to_string();
    choose(&scene.bruno, id, vec![chosen("rascunho.pdf", PDF)]).await;
    assert_eq!(left(&scene.bruno).len(), 3);
    house.remove_member(house.bruno, house.secretaria).await;
    let gone = async |_: &_| (left(&scene.bruno) == [kept.clone()]).then_some(());
    scene.bruno.until("only the other channel's file is left", gone).await;
    scene.bruno.kill();
    scene.bruno.open().await;
    assert_eq!(left(&scene.bruno), [kept]);
}

#[tokio::test]
async fn rule_21_a_revoked_device_keeps_unsent_files_alone_and_the_next_person_finds_none() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    choose(&scene.maria, id, vec![chosen("boletim.pdf", PDF)]).await;
    send_tray(&scene.maria, id).await;
    has_files(ana, id, &["boletim.pdf"]).await;
    let file = files(ana, id).await.pop().unwrap().id;
    ana.engine().fetch(file, Rendition::Original).await.unwrap();
    let unsent = choose(ana, id, vec![chosen("rascunho.pdf", PDF)]).await;
    let device = ana.engine().device_id().await.unwrap().unwrap();
    let store = scene.house.server().store();
    assert!(store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap());
    let signed_out = async |engine: &conversas_client::Engine| {
        matches!(engine.session().await.unwrap(), Session::SignedOut { .. }).then_some(())
    };
    ana.until("signed out", signed_out).await;
    let gone = async |_: &_| (left(ana) == [unsent[0].to_string()]).then_some(());
    ana.until("what was fetched is gone", gone).await;
    ana.sign_in(scene.house.bruno, &scene.office.url()).await;
    assert!(left(ana).is_empty());
}
