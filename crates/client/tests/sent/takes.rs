//! Takes: each changes in one transaction with its conversation or message, whether or not a recorder is
//! there.

use conversas_client::{Error, Lost, Owner, TakeRow, Unsent, testing};
use conversas_domain::ids::{ConversationId, EntryId, TakeId};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{Device, fresh};

use crate::scene::{Scene, bytes_here, settled};
use crate::voice;

async fn begun(device: &Device, id: ConversationId) -> TakeId {
    device.engine().takes().begin(fresh(), id).await.unwrap().id
}

async fn row(device: &Device, take: TakeId) -> Option<TakeRow> {
    let rows = device.engine().takes().all().await.unwrap();
    rows.into_iter().find(|row| row.id == take)
}

async fn doomed(device: &Device) -> Vec<TakeId> {
    device.engine().takes().doomed().await.unwrap()
}

async fn send(device: &Device, take: TakeId) -> Result<EntryId, Error> {
    device.engine().takes().send(take, voice::take(device.folder()), None, None, false).await
}

/// Waits until no take has a row.
async fn none_is_left(device: &Device) {
    let is_empty = async |engine: &conversas_client::Engine| {
        engine.takes().all().await.unwrap().is_empty().then_some(())
    };
    device.until("no take", is_empty).await;
}

#[tokio::test]
async fn a_take_is_sent_with_its_message_or_not_at_all() {
    let mut scene = Scene::new(Plan::Standard).await;
    scene.goes_offline().await;
    let take = begun(&scene.maria, scene.id).await;
    scene.maria.engine().refuse_files(true).await.unwrap();
    send(&scene.maria, take).await.unwrap_err();
    assert!(row(&scene.maria, take).await.unwrap().is_draft());
    assert_eq!(bytes_here(&scene.maria), Vec::<String>::new());
    scene.maria.engine().refuse_files(false).await.unwrap();
    let sent = send(&scene.maria, take).await.unwrap();
    scene.maria.kill();
    scene.maria.open().await;
    assert_eq!(row(&scene.maria, take).await.unwrap().entry_id, Some(sent));
    let again = send(&scene.maria, take).await;
    assert!(matches!(again, Err(Error::Rejected(Rejection::NotFound))), "{again:?}");
    scene.comes_back();
    settled(&scene.maria).await;
    assert_eq!(row(&scene.maria, take).await, None);
    assert_eq!(doomed(&scene.maria).await, [take]);
}

#[tokio::test]
async fn a_take_that_is_taken_back_is_a_draft_and_one_that_is_thrown_away_can_be_had_back() {
    let scene = Scene::new(Plan::Standard).await;
    scene.goes_offline().await;
    let take = begun(&scene.maria, scene.id).await;
    let sent = send(&scene.maria, take).await.unwrap();
    let takes = scene.maria.engine().takes();
    let refused = takes.delete(take).await;
    assert!(matches!(refused, Err(Error::Rejected(Rejection::NotFound))), "it is a message: {refused:?}");
    scene.maria.engine().cancel_sending(scene.id, sent).await.unwrap();
    assert!(row(&scene.maria, take).await.unwrap().is_draft());
    takes.delete(take).await.unwrap();
    assert!(row(&scene.maria, take).await.unwrap().is_deleted);
    takes.restore(take).await.unwrap();
    assert!(row(&scene.maria, take).await.unwrap().is_draft());
}

#[tokio::test]
async fn rule_21_a_take_goes_with_its_conversation_and_its_person_is_told() {
    let scene = Scene::new(Plan::Basic).await;
    let take = begun(&scene.maria, scene.id).await;
    scene.house.unlink(scene.house.maria, scene.house.joao).await;
    none_is_left(&scene.maria).await;
    assert_eq!(doomed(&scene.maria).await, [take]);
    let told = scene.maria.engine().rescued().await.unwrap();
    assert_eq!(told.iter().map(|it| it.lost).collect::<Vec<_>>(), [Some(Lost::Voice)]);
}

#[tokio::test]
async fn signing_out_asks_about_takes_and_erases_them_with_the_rest_or_not_at_all() {
    let scene = Scene::new(Plan::Basic).await;
    let engine = scene.maria.engine();
    let take = begun(&scene.maria, scene.id).await;
    match engine.sign_out(|unsent| unsent.may_be_lost(false)).await {
        Err(Error::UnsentItems(unsent)) => assert_eq!(unsent, Unsent { audios: 1, ..Unsent::default() }),
        other => panic!("{:?}", other.map(|_| ())),
    }
    engine.refuse_sessions(true).await.unwrap();
    engine.sign_out(|_| Ok(())).await.map(|_| ()).unwrap_err();
    assert!(row(&scene.maria, take).await.is_some(), "nothing was erased");
    engine.refuse_sessions(false).await.unwrap();
    engine.sign_out(|_| Ok(())).await.unwrap();
    assert_eq!((row(&scene.maria, take).await, doomed(&scene.maria).await), (None, vec![take]));
}

#[tokio::test]
async fn the_rows_of_takes_outlive_a_damaged_store() {
    let mut scene = Scene::new(Plan::Basic).await;
    let (kept, gone) = (begun(&scene.maria, scene.id).await, begun(&scene.maria, scene.id).await);
    scene.maria.engine().takes().forget(gone).await.unwrap();
    let before = row(&scene.maria, kept).await.unwrap();
    scene.maria.engine().close().await;
    scene.maria.kill();
    testing::damage(scene.maria.folder());
    scene.maria.open().await;
    assert_eq!(row(&scene.maria, kept).await, Some(before));
    assert_eq!(doomed(&scene.maria).await, [gone]);
}

#[tokio::test]
async fn what_is_found_without_a_row_is_a_take_again_unless_it_is_somebody_elses_or_was_erased() {
    let scene = Scene::new(Plan::Basic).await;
    let takes = scene.maria.engine().takes();
    let (known, erased) = (begun(&scene.maria, scene.id).await, begun(&scene.maria, scene.id).await);
    takes.forget(erased).await.unwrap();
    let owner = scene.maria.engine().owner().await.unwrap().unwrap();
    let found = |id, owner| TakeRow {
        id,
        owner,
        conversation_id: scene.id,
        entry_id: Some(fresh()),
        is_deleted: false,
    };
    let (mine, theirs) = (fresh(), fresh());
    let elsewhere = Owner { installation: Some(fresh()), ..owner };
    let all = vec![found(known, owner), found(erased, owner), found(mine, owner), found(theirs, elsewhere)];
    takes.adopt(all).await.unwrap();
    let mut rows = takes.all().await.unwrap();
    rows.retain(|row| row.is_draft());
    let mut expected = [known, mine];
    expected.sort();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "no message of them is here");
    let mut going = doomed(&scene.maria).await;
    going.sort();
    let mut expected = [erased, theirs];
    expected.sort();
    assert_eq!(going, expected);
}
