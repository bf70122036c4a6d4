//! Sign-ins that end in the middle, on a device whose data have no known owner.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use conversas_client::{Keyring, KeyringFailed, testing};
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Cable, Device, House, Opening, OwnKeyring, Trouble};

use crate::losses::is_in;

/// A keyring that takes secrets, and never gives one out.
#[derive(Default)]
struct Keeps {
    ring: OwnKeyring,
    /// Whether the keyring says that it takes nothing, and takes the secret all the same.
    lies: AtomicBool,
}

impl Keyring for Keeps {
    fn load(&self, account: &str) -> Result<Option<String>, KeyringFailed> {
        self.ring.load(account)
    }

    fn save(&self, account: &str, secret: &str) -> Result<(), KeyringFailed> {
        self.ring.save(account, secret)?;
        if self.lies.load(Ordering::SeqCst) { Err(KeyringFailed("no answer in time")) } else { Ok(()) }
    }

    fn clear(&self, account: &str) -> Result<(), KeyringFailed> {
        if self.lies.load(Ordering::SeqCst) { self.ring.clear(account) } else { Err(KeyringFailed("no")) }
    }
}

#[tokio::test]
async fn what_was_not_sent_is_not_of_who_signed_in_and_did_not_come_to_the_end() {
    let (house, keyring) = (House::start().await, Arc::new(Keeps::default()));
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::with_keyring(keyring.clone()).await;
    maria.sign_in(house.maria, &cable.url()).await;
    cable.cut();
    maria.offline().await;
    maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    maria.engine().close().await;
    maria.kill();
    testing::damage_session(maria.folder());
    keyring.ring.take();
    cable.lead_to(house.addr());
    maria.open().await;
    assert_eq!(maria.engine().outbox().await.unwrap().len(), 1);

    let engine = maria.engine();
    // The end of the session must not reach the server.
    cable.set(Trouble::end().on("DELETE", "/v1/sessions"));
    engine.refuse_sessions(true).await.unwrap();
    engine
        .sign_in(&cable.url(), &house.paulo.email(), PASSWORD, |_, _| Ok(()))
        .await
        .map(|_| ())
        .unwrap_err();
    engine.refuse_sessions(false).await.unwrap();
    maria.kill();
    let kept = keyring.ring.take();
    assert_eq!(kept.len(), 1, "the token of who signed in is there");
    keyring.ring.put_back(kept);
    maria.open().await;
    assert!(is_in(maria.engine()).await.is_none());
    assert_eq!(maria.engine().owner().await.unwrap(), None);
    assert_eq!(maria.engine().outbox().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_token_that_a_keyring_took_and_denied_does_not_stay_when_the_disk_takes_none() {
    let (house, keyring) = (House::start().await, Arc::new(Keeps::default()));
    let maria = Device::with_keyring(keyring.clone()).await;
    keyring.lies.store(true, Ordering::SeqCst);
    // The folder is in the way of the file that is written beside the old one before it replaces that.
    fs::create_dir(maria.folder().join("session.new")).unwrap();
    let (engine, url) = (maria.engine(), format!("http://{}", house.addr()));
    engine.sign_in(&url, &house.maria.email(), PASSWORD, |_, _| Ok(())).await.map(|_| ()).unwrap_err();
    assert!(keyring.ring.take().is_empty());
}
