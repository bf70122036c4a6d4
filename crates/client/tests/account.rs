//! Sessions that begin and end on a disk that refuses to write, and locked ones that end.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use conversas_client::{Error, List, Lock, Session};
use conversas_domain::ids::ConversationId;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::keyring::Mood;
use conversas_testkit::{Cable, Device, House, Opening, OwnKeyring, Trouble};
use tokio::sync::watch;

struct Home {
    house: House,
    maria: Device,
    id: ConversationId,
}

impl Home {
    async fn new() -> Home {
        let house = House::start().await;
        let maria = Device::of(house.maria, &format!("http://{}", house.addr())).await;
        let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await;
        let id = opened.unwrap().conversation_id;
        Home { house, maria, id }
    }

    /// Checks that the session works: a message is sent.
    async fn works(&self) {
        self.maria.engine().send_message(self.id, "Boa tarde!", None).await.unwrap();
        let is_sent =
            async |engine: &conversas_client::Engine| engine.outbox().await.unwrap().is_empty().then_some(());
        self.maria.until("an empty outbox", is_sent).await;
    }
}

#[tokio::test]
async fn a_sign_out_that_the_disk_refuses_leaves_a_session_that_works() {
    let home = Home::new().await;
    let engine = home.maria.engine();
    engine.refuse_sessions(true).await.unwrap();
    assert!(engine.sign_out(|_| Ok(())).await.is_err());
    assert!(matches!(engine.session().await.unwrap(), Session::SignedIn(_)));
    home.works().await;
    engine.refuse_sessions(false).await.unwrap();
    assert!(matches!(engine.sign_out(|_| Ok(())).await, Ok(Session::SignedOut { .. })));
}

#[tokio::test]
async fn a_sign_in_that_the_disk_refuses_leaves_the_session_of_before_and_its_token() {
    let mut home = Home::new().await;
    let (engine, token) = (home.maria.engine(), home.maria.token());
    let server = engine.server().unwrap();
    engine.refuse_sessions(true).await.unwrap();
    let anew = engine.sign_in(&server, &home.house.maria.email(), PASSWORD, |_, _| Ok(())).await;
    assert!(anew.is_err());
    assert_eq!(home.maria.token(), token);
    home.works().await;
    home.maria.kill();
    home.maria.open().await;
    home.maria.online().await;
    home.works().await;
}

#[tokio::test]
async fn a_revocation_that_the_disk_refuses_is_followed_when_it_has_room() {
    let home = Home::new().await;
    let engine = home.maria.engine();
    let device = engine.device_id().await.unwrap().unwrap();
    home.works().await;
    engine.refuse_sessions(true).await.unwrap();
    assert!(home.house.revoke_device(device).await);
    home.maria.offline().await;
    assert!(matches!(engine.session().await.unwrap(), Session::SignedIn(_)), "it could not be erased");
    engine.refuse_sessions(false).await.unwrap();
    let is_out = async |engine: &conversas_client::Engine| {
        matches!(engine.session().await.unwrap(), Session::SignedOut { was_revoked: true, .. }).then_some(())
    };
    home.maria.until("signed out", is_out).await;
}

#[tokio::test]
async fn signing_out_of_a_locked_session_ends_it_at_the_server_and_in_the_keyring_once_that_is_open() {
    let (house, keyring) = (House::start().await, Arc::new(OwnKeyring::default()));
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::with_keyring(keyring.clone()).await;
    maria.sign_in(house.maria, &cable.url()).await;
    maria.kill();
    keyring.is(Mood::Locked);
    maria.open().await;
    assert_eq!(maria.engine().connection().lock, Some(Lock::Keyring));
    keyring.is(Mood::Open);
    let before = cable.seen();
    maria.engine().sign_out(|_| Ok(())).await.unwrap();
    cable.has_seen(before + 1).await;
    assert!(keyring.take().is_empty());
}

#[tokio::test]
async fn a_profile_is_not_closed_in_the_middle_of_a_sign_out() {
    let (house, keyring) = (House::start().await, Arc::new(OwnKeyring::default()));
    let maria = Device::with_keyring(keyring.clone()).await;
    maria.sign_in(house.maria, &format!("http://{}", house.addr())).await;
    keyring.is(Mood::Silent);
    let engine = maria.engine().clone();
    let leaving = tokio::spawn(async move { engine.sign_out(|_| Ok(())).await });
    while maria.engine().server().is_some() {
        tokio::task::yield_now().await;
    }
    let closing = tokio::time::timeout(Duration::from_millis(300), maria.engine().close());
    assert!(closing.await.is_err(), "the keyring has not answered");
    keyring.is(Mood::Open);
    maria.engine().close().await;
    assert!(keyring.take().is_empty());
    leaving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_token_that_could_not_be_removed_at_a_sign_out_goes_at_the_next_start_and_ends_at_the_server() {
    let (house, keyring) = (House::start().await, Arc::new(OwnKeyring::default()));
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::with_keyring(keyring.clone()).await;
    maria.sign_in(house.maria, &cable.url()).await;
    cable.cut();
    maria.offline().await;
    keyring.is(Mood::Locked);
    maria.engine().sign_out(|_| Ok(())).await.unwrap();
    maria.kill();
    cable.lead_to(house.addr());
    let before = cable.seen();
    keyring.is(Mood::Open);
    maria.open().await;
    let told = tokio::time::timeout(Duration::from_secs(10), cable.has_seen(before + 1)).await;
    assert!(told.is_ok(), "the server is told");
    assert!(keyring.take().is_empty());
    // The server is told once: a secret that comes later is not this profile's to remove.
    maria.kill();
    keyring
        .put_back([(maria.folder().join("session.secret").display().to_string(), "another".into())].into());
    maria.open().await;
    assert_eq!(keyring.take().len(), 1);
}

#[tokio::test]
async fn a_token_of_who_signed_in_after_one_that_could_not_be_removed_stays() {
    let (house, keyring) = (House::start().await, Arc::new(OwnKeyring::default()));
    let url = format!("http://{}", house.addr());
    let mut maria = Device::with_keyring(keyring.clone()).await;
    maria.sign_in(house.maria, &url).await;
    keyring.is(Mood::Locked);
    maria.engine().sign_out(|_| Ok(())).await.unwrap();
    keyring.is(Mood::Open);
    assert!(maria.engine().preference("session_ended").await.unwrap().is_some());
    maria.sign_in(house.maria, &url).await;
    assert!(maria.engine().preference("session_ended").await.unwrap().is_none());
    maria.kill();
    maria.open().await;
    maria.online().await;
    assert_eq!(keyring.take().len(), 1);
}

/// Makes a trouble by which answers begin to come and are held up until the sender is dropped or used.
fn held_up() -> (Trouble, watch::Receiver<u32>, std::sync::mpsc::Sender<()>) {
    let (counting, held) = watch::channel(0);
    let (go_on, waiting) = std::sync::mpsc::channel::<()>();
    let waiting = Mutex::new(waiting);
    let trouble = Trouble::rewrites_answers(move |answer| {
        counting.send_modify(|held| *held += 1);
        let _ = waiting.lock().map(|waiting| waiting.recv());
        answer.to_owned()
    });
    (trouble, held, go_on)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_history_that_somebody_asked_for_is_not_given_to_who_signs_in_before_it_comes() {
    let home = Home::new().await;
    let (house, url) = (&home.house, format!("http://{}", home.house.addr()));
    let office = Device::of(house.ana, &url).await;
    office.until("the row", async |_| office.list(List::Channel(house.secretaria)).await.rows.pop()).await;
    office.engine().write_note(home.id, "Só entre nós", Vec::new()).await.unwrap();
    office.reads(home.id, &["Bom dia!", "Só entre nós"]).await;
    let is_sent =
        async |engine: &conversas_client::Engine| engine.outbox().await.unwrap().is_empty().then_some(());
    office.until("an empty outbox", is_sent).await;

    let cable = Cable::to(house.addr()).await;
    let (trouble, mut held, go_on) = held_up();
    let path = format!("/v1/conversations/{}/entries", home.id);
    cable.set(trouble.on("GET", path.leak()));
    let shared = Device::of(house.ana, &cable.url()).await;
    let engine = shared.engine().clone();
    let (asking, id) = (engine.clone(), home.id);
    let asking = tokio::spawn(async move { asking.fetch_history(id).await });
    // Two requests wait: one in the background, and this one.
    held.wait_for(|held| *held >= 2).await.unwrap();
    engine.sign_out(|_| Ok(())).await.unwrap();
    cable.clear();
    shared.sign_in(house.maria, &url).await;
    drop(go_on);
    let asked = asking.await.unwrap();
    shared.reads(home.id, &["Bom dia!"]).await;
    assert!(matches!(asked, Err(Error::SignedOut)), "{asked:?}");
}
