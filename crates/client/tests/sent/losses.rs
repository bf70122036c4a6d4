//! Damaged data of a device: the part that comes back, the part that is kept, and the person who is asked
//! before it is removed.

use std::fs;
use std::path::{Path, PathBuf};

use conversas_client::{Engine, Error, List, Session, Unsent, testing};
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use conversas_domain::plan::Plan;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Cable, Device, House, samples};

use crate::scene::{Scene, choose, names, pasted, settled, shows};

/// Answers everything that is kept of damaged data.
fn kept(device: &Device) -> Vec<PathBuf> {
    fn all(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] }).collect()
    }
    let is_kept = |path: &PathBuf| path.to_string_lossy().contains("damaged-");
    let mut kept: Vec<_> = all(device.folder()).into_iter().filter(is_kept).collect();
    kept.sort();
    kept
}

/// Ends the app and removes its store.
pub(crate) async fn loses_its_store(device: &mut Device) {
    device.engine().close().await;
    device.kill();
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(device.folder().join(format!("conversas.sqlite{suffix}")));
    }
}

/// Ends the app, and opens it with a store that cannot be read at all.
pub(crate) async fn finds_garbage(device: &mut Device) {
    loses_its_store(device).await;
    fs::write(device.folder().join("conversas.sqlite"), vec![0xA5; 40_000]).unwrap();
    device.open().await;
    device.online().await;
    assert!(!kept(device).is_empty() && device.engine().has_loss().await.unwrap());
}

/// Makes Maria, offline, choose a file; then removes her store.
async fn with_a_file_kept() -> Scene {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    choose(it.maria.engine(), it.id, vec![pasted("boleto.pdf", samples::pdf("boleto"))]).await;
    loses_its_store(&mut it.maria).await;
    it.maria.open().await;
    assert_eq!(kept(&it.maria).len(), 1);
    it
}

pub(crate) async fn is_in(engine: &Engine) -> Option<()> {
    matches!(engine.session().await.unwrap(), Session::SignedIn(_)).then_some(())
}

fn asked(outcome: Result<Session, Error>) -> Unsent {
    match outcome {
        Err(Error::UnsentItems(unsent)) => unsent,
        other => panic!("{:?}", other.map(|_| ())),
    }
}

const ONE_COPY: Unsent = Unsent {
    messages: 0,
    files: 0,
    audios: 0,
    drafts: 0,
    acts: 0,
    conversations: 0,
    damaged: 1,
    is_nobodys: false,
};

#[tokio::test]
async fn a_rebuilt_store_is_filled_however_often_its_first_start_is_cut_short() {
    for is_in_place in [true, false] {
        let mut it = Scene::new(Plan::Basic).await;
        it.maria.engine().close().await;
        it.maria.kill();
        let store = it.maria.folder().join("conversas.sqlite");
        testing::damage(it.maria.folder());
        testing::rebuild(it.maria.folder());
        if !is_in_place {
            fs::rename(&store, store.with_extension("sqlite-new")).unwrap();
        }
        it.maria.open().await;
        let row = it.maria.until("the row", async |_| it.maria.list(List::Family).await.rows.pop()).await;
        assert_eq!(row.id, it.id);
    }
}

#[tokio::test]
async fn what_is_kept_stays_when_nobody_knows_whose_it_was_and_signing_out_asks() {
    let it = with_a_file_kept().await;
    let before = kept(&it.maria);
    it.cable.lead_to(it.house.addr());
    let (engine, url, email) = (it.maria.engine(), it.cable.url(), it.house.maria.email());
    let entering = engine.sign_in(&url, &email, PASSWORD, |_, unsent| unsent.may_be_lost(false));
    entering.await.unwrap();
    assert!(engine.has_loss().await.unwrap(), "it may be theirs");
    engine.forget_loss(false).await.unwrap();
    assert!(!engine.has_loss().await.unwrap());
    assert_eq!(kept(&it.maria), before);
    assert_eq!(asked(engine.sign_out(|unsent| unsent.may_be_lost(false)).await), ONE_COPY);
    assert_eq!(kept(&it.maria), before);
    engine.sign_out(|_| Ok(())).await.unwrap();
    assert_eq!(kept(&it.maria), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_revocation_leaves_what_was_not_told_yet_and_another_person_is_asked_before_it_goes() {
    let mut it = Scene::new(Plan::Basic).await;
    finds_garbage(&mut it.maria).await;
    let before = kept(&it.maria);
    let engine = it.maria.engine();
    assert!(it.house.revoke_device(engine.device_id().await.unwrap().unwrap()).await);
    engine.retry();
    it.maria.until("signed out", async |engine| is_in(engine).await.is_none().then_some(())).await;
    assert!(engine.has_loss().await.unwrap());
    assert_eq!(kept(&it.maria), before);
    let (url, email) = (it.cable.url(), it.house.paulo.email());
    let entering = engine.sign_in(&url, &email, PASSWORD, |_, unsent| unsent.may_be_lost(false));
    assert_eq!(asked(entering.await), ONE_COPY);
    assert_eq!(kept(&it.maria), before);
    engine.sign_in(&url, &email, PASSWORD, |_, _| Ok(())).await.unwrap();
    assert_eq!(kept(&it.maria), Vec::<PathBuf>::new());
    assert!(!engine.has_loss().await.unwrap(), "it is not theirs");
}

#[tokio::test]
async fn whoever_presses_on_the_sign_in_page_is_not_told_in_the_persons_place() {
    let mut it = Scene::new(Plan::Basic).await;
    finds_garbage(&mut it.maria).await;
    let before = kept(&it.maria);
    let engine = it.maria.engine();
    assert!(it.house.revoke_device(engine.device_id().await.unwrap().unwrap()).await);
    engine.retry();
    it.maria.until("signed out", async |engine| is_in(engine).await.is_none().then_some(())).await;
    let goes = async |engine: &Engine| engine.loss_goes().await.unwrap().then_some(());
    it.maria.until("the word that it goes", goes).await;
    for knows in [false, true] {
        engine.forget_loss(knows).await.unwrap();
        assert!(engine.has_loss().await.unwrap() && engine.loss_goes().await.unwrap());
        assert_eq!(kept(&it.maria), before);
    }
    it.maria.sign_in(it.house.maria, &it.cable.url()).await;
    assert_eq!(kept(&it.maria), before);
    engine.forget_loss(true).await.unwrap();
    assert!(!engine.has_loss().await.unwrap());
    assert_eq!(kept(&it.maria), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn what_is_kept_goes_as_soon_as_it_is_told_if_access_ended_before() {
    let mut it = Scene::new(Plan::Basic).await;
    finds_garbage(&mut it.ana).await;
    shows(&it.ana, it.id, &["Bom dia!"]).await;
    it.house.remove_member(it.house.ana, it.house.secretaria).await;
    it.ana.engine().retry();
    let is_gone = async |engine: &Engine| engine.conversation(it.id).await.is_err().then_some(());
    it.ana.until("no conversation", is_gone).await;
    assert!(!kept(&it.ana).is_empty(), "it was not told yet");
    let engine = it.ana.engine();
    assert!(engine.loss_goes().await.unwrap());
    engine.forget_loss(false).await.unwrap();
    assert!(!kept(&it.ana).is_empty() && engine.has_loss().await.unwrap(), "they were told that it stays");
    engine.forget_loss(true).await.unwrap();
    it.ana.until("nothing is kept", async |_| kept(&it.ana).is_empty().then_some(())).await;
}

/// Makes Maria, offline, begin a conversation with a file in it; then ends the app.
async fn with_one_begun() -> (House, Cable, Device, ConversationId) {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::of(house.maria, &cable.url()).await;
    cable.cut();
    maria.offline().await;
    let id = maria.engine().begin_conversation(house.financeiro, house.lia).await.unwrap();
    choose(maria.engine(), id, vec![pasted("boleto.pdf", samples::pdf("boleto"))]).await;
    maria.engine().close().await;
    maria.kill();
    (house, cable, maria, id)
}

#[tokio::test]
async fn a_conversation_that_no_server_knows_outlives_a_damaged_store() {
    let (house, cable, mut maria, id) = with_one_begun().await;
    testing::damage_deep(maria.folder());
    fs::write(maria.folder().join("check-store"), "").unwrap();
    maria.open().await;
    assert!(!maria.engine().has_loss().await.unwrap());
    let rows = maria.list(List::Family).await.rows;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    assert_eq!(maria.finds("lia", None).await.conversations.len(), 1);
    cable.lead_to(house.addr());
    maria.engine().retry();
    maria.online().await;
    assert_eq!(names(maria.engine(), id).await, ["boleto.pdf"]);
    maria.engine().send_tray(id, None, None, false).await.unwrap();
    settled(&maria).await;
    shows(&maria, id, &["boleto.pdf"]).await;
}

#[tokio::test]
async fn a_conversation_that_no_server_knows_and_that_cannot_be_read_is_a_loss() {
    let (_house, _cable, mut maria, _) = with_one_begun().await;
    testing::damage(maria.folder());
    maria.open().await;
    assert!(maria.engine().has_loss().await.unwrap());
    assert!(!kept(&maria).is_empty());
}

#[tokio::test]
async fn what_is_rescued_after_a_person_has_looked_is_shown_next() {
    let it = Scene::new(Plan::Basic).await;
    let engine = it.maria.engine();
    for at in [Moment(9), Moment(5)] {
        engine.recording_is_lost(at).await.unwrap();
    }
    let last = engine.rescued().await.unwrap().iter().map(|it| it.n).max().unwrap();
    engine.recording_is_lost(Moment(1)).await.unwrap();
    engine.forget_rescued(last).await.unwrap();
    let left: Vec<_> = engine.rescued().await.unwrap().iter().map(|it| it.written_at).collect();
    assert_eq!(left, [Moment(1)]);
}
