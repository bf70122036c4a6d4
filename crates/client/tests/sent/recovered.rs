//! A session that was lost with the store, and the ways in which it comes back.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use conversas_client::{Error, Event, NetError, Unsent, testing};
use conversas_domain::plan::Plan;
use conversas_protocol::ErrorCode;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::keyring::Mood;
use conversas_testkit::{Device, House, OwnKeyring};

use crate::losses::{finds_garbage, is_in, loses_its_store};
use crate::scene::{Scene, shows};

#[tokio::test]
async fn a_session_that_was_lost_with_the_store_comes_back_when_the_server_does() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    loses_its_store(&mut it.maria).await;
    it.maria.open().await;
    assert!(is_in(it.maria.engine()).await.is_none());
    it.maria.engine().has_told_of_loss().await.unwrap();
    it.maria.kill();
    it.maria.open().await;
    it.comes_back();
    let owner = it.maria.until("the session", async |engine| {
        is_in(engine).await?;
        engine.owner().await.unwrap()
    });
    assert!(owner.await.installation.is_some(), "it is known from the first moment");
    shows(&it.maria, it.id, &["Bom dia!"]).await;
}

/// Makes Maria's device, which keeps its secret in a keyring, without its store; the keyring is locked.
async fn with_a_locked_keyring(house: &House) -> (Arc<OwnKeyring>, Device) {
    let keyring = Arc::new(OwnKeyring::default());
    let mut maria = Device::with_keyring(keyring.clone()).await;
    maria.sign_in(house.maria, &format!("http://{}", house.addr())).await;
    loses_its_store(&mut maria).await;
    fs::write(maria.folder().join("conversas.sqlite"), vec![0xA5; 40_000]).unwrap();
    keyring.is(Mood::Locked);
    maria.open().await;
    assert!(is_in(maria.engine()).await.is_none());
    (keyring, maria)
}

#[tokio::test]
async fn a_session_that_was_lost_with_the_store_comes_back_when_the_keyring_opens() {
    let house = House::start().await;
    let (keyring, maria) = with_a_locked_keyring(&house).await;
    keyring.is(Mood::Open);
    maria.engine().retry();
    maria.until("the session", is_in).await;
}

#[tokio::test]
async fn whose_the_data_are_is_asked_once_more_before_somebody_signs_in() {
    for is_open in [true, false] {
        let house = House::start().await;
        let (keyring, maria) = with_a_locked_keyring(&house).await;
        keyring.is(if is_open { Mood::Open } else { Mood::Locked });
        let url = format!("http://{}", house.addr());
        let mut is_nobodys = None;
        let may_erase = |_, unsent: Unsent| {
            is_nobodys = Some(unsent.is_nobodys);
            Ok(())
        };
        maria.engine().sign_in(&url, &house.maria.email(), PASSWORD, may_erase).await.unwrap();
        assert_eq!(is_nobodys, Some(!is_open));
    }
}

#[tokio::test]
async fn a_session_that_was_lost_with_the_store_comes_back_when_another_installation_has_gone() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    loses_its_store(&mut it.maria).await;
    let other = House::start().await;
    it.cable.lead_to(other.addr());
    it.maria.open().await;
    assert!(is_in(it.maria.engine()).await.is_none());
    it.cable.lead_to(it.house.addr());
    // The old connection is found to be closed only when a request is sent over it.
    let (url, email) = (it.cable.url(), it.house.maria.email());
    while !matches!(
        it.maria.engine().sign_in(&url, &email, "errada", |_, _| Ok(())).await,
        Err(Error::Net(NetError::Refused { code: ErrorCode::BadCredentials, .. }))
    ) {}
    it.maria.engine().retry();
    it.maria.until("the session", is_in).await;
}

#[tokio::test]
async fn a_sign_in_that_the_disk_refuses_leaves_the_way_back_to_a_lost_session() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    loses_its_store(&mut it.maria).await;
    it.maria.open().await;
    let engine = it.maria.engine();
    engine.refuse_sessions(true).await.unwrap();
    let token = it.maria.token();
    it.cable.lead_to(it.house.addr());
    let (url, email) = (it.cable.url(), it.house.maria.email());
    let mut is_asked = false;
    let may_erase = |_, _| {
        is_asked = true;
        Ok(())
    };
    engine.sign_in(&url, &email, PASSWORD, may_erase).await.map(|_| ()).unwrap_err();
    assert!(!is_asked, "the server has said whose the data are");
    assert_eq!(it.maria.token(), token);
    engine.refuse_sessions(false).await.unwrap();
    engine.retry();
    it.maria.until("the session", is_in).await;
}

#[tokio::test]
async fn a_person_who_signs_out_does_not_come_back_by_a_token_that_was_left() {
    let mut it = Scene::new(Plan::Basic).await;
    finds_garbage(&mut it.maria).await;
    it.maria.engine().sign_out(|_| Ok(())).await.unwrap();
    it.maria.kill();
    // The secret is one that the server knows.
    let other = Device::of(it.house.maria, &it.cable.url()).await;
    fs::copy(other.folder().join("session.secret"), it.maria.folder().join("session.secret")).unwrap();
    it.maria.open().await;
    assert!(is_in(it.maria.engine()).await.is_none());
}

#[tokio::test]
async fn whoever_signs_in_beside_a_lost_session_and_leaves_its_data_is_not_let_into_it() {
    let house = House::start().await;
    let (keyring, mut maria) = with_a_locked_keyring(&house).await;
    keyring.is(Mood::Open);
    let engine = maria.engine();
    let mut news = engine.subscribe();
    let (url, email) = (format!("http://{}", house.addr()), house.ana.email());
    let mut is_nobodys = None;
    let keeps = |_, unsent: Unsent| {
        is_nobodys = Some(unsent.is_nobodys);
        Err(unsent)
    };
    engine.sign_in(&url, &email, PASSWORD, keeps).await.map(|_| ()).unwrap_err();
    assert_eq!(is_nobodys, Some(false));
    assert_eq!(engine.owner().await.unwrap().unwrap().person_id, house.maria.id);
    assert!(is_in(engine).await.is_none());
    // The session does not come back later either, as long as the app runs.
    engine.retry();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(is_in(engine).await.is_none());
    while let Ok(event) = news.try_recv() {
        assert_ne!(event, Event::SessionChanged);
    }
    maria.kill();
    maria.open().await;
    maria.until("the session", is_in).await;
}

#[tokio::test]
async fn a_sign_in_that_the_disk_refuses_is_not_taken_for_the_session_in_a_locked_keyring() {
    let house = House::start().await;
    let (keyring, mut maria) = with_a_locked_keyring(&house).await;
    let (url, engine) = (format!("http://{}", house.addr()), maria.engine());
    engine.refuse_sessions(true).await.unwrap();
    engine.sign_in(&url, &house.ana.email(), PASSWORD, |_, _| Ok(())).await.map(|_| ()).unwrap_err();
    engine.refuse_sessions(false).await.unwrap();
    keyring.is(Mood::Open);
    engine.retry();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(is_in(engine).await.is_none(), "another person's hands are on the device");
    maria.kill();
    maria.open().await;
    let owner = maria.until("the session", async |engine| {
        is_in(engine).await?;
        engine.owner().await.unwrap()
    });
    assert_eq!(owner.await.person_id, house.maria.id);
}

#[tokio::test]
async fn a_session_that_ended_here_does_not_come_back_when_damaged_data_say_nothing_of_its_end() {
    let house = House::start().await;
    let keyring = Arc::new(OwnKeyring::default());
    let mut maria = Device::with_keyring(keyring.clone()).await;
    maria.sign_in(house.maria, &format!("http://{}", house.addr())).await;
    keyring.is(Mood::Locked);
    maria.engine().sign_out(|_| Ok(())).await.unwrap();
    maria.kill();
    testing::damage_session(maria.folder());
    keyring.is(Mood::Open);
    maria.open().await;
    assert!(is_in(maria.engine()).await.is_none());
    maria.until("the token is gone", async |_| keyring.take().is_empty().then_some(())).await;
}

#[tokio::test]
async fn a_lost_session_that_its_server_has_ended_is_not_asked_for_again() {
    let mut it = Scene::new(Plan::Basic).await;
    let device = it.maria.engine().device_id().await.unwrap().unwrap();
    it.goes_offline().await;
    loses_its_store(&mut it.maria).await;
    assert!(it.house.revoke_device(device).await);
    it.cable.lead_to(it.house.addr());
    let before = it.cable.seen();
    it.maria.open().await;
    assert!(is_in(it.maria.engine()).await.is_none());
    assert_eq!(it.cable.seen(), before + 1);
    it.maria.engine().retry();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(it.cable.seen(), before + 1, "the server has said it");
}
