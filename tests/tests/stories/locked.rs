//! The causes that lock a session and those that end one: a keyring, a server that knows nobody, the server's
//! own word. A locked session keeps everything and goes on when it can.

use conversas_server::ledger;
use conversas_server::store::Lane;
use std::sync::Arc;

use conversas_client::{Engine, Error, Lock, NetError, Session, Unsent};
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use conversas_protocol::INSTALLATION_HEADER;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::keyring::Mood;
use conversas_testkit::{Cable, Device, House, Opening, OwnKeyring, Portal, Reply, Says};

use super::scene::sent;

/// The scene: Maria has written "um", and "dois" waits on her device; her server can be exchanged.
struct Kept {
    house: House,
    cable: Cable,
    keyring: Arc<OwnKeyring>,
    maria: Device,
    id: ConversationId,
}

impl Kept {
    async fn new() -> Kept {
        let house = House::start().await;
        let cable = Cable::to(house.addr()).await;
        let keyring = Arc::new(OwnKeyring::default());
        let maria = Device::with_keyring(keyring.clone()).await;
        maria.sign_in(house.maria, &cable.url()).await;
        let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
        sent(&maria).await;
        let id = opened.conversation_id;
        maria.reads(id, &["um"]).await;
        cable.cut();
        maria.offline().await;
        maria.engine().send_message(id, "dois", None).await.unwrap();
        Kept { house, cable, keyring, maria, id }
    }

    /// Starts the device anew, in front of the same server.
    async fn starts(&mut self) {
        self.maria.kill();
        self.cable.lead_to(self.house.addr());
        self.maria.open().await;
    }

    /// Checks that the session is locked: everything is there, can be read and written, and nothing is sent.
    async fn is_locked(&self, lock: Lock) {
        let is = async |engine: &Engine| (engine.connection().lock == Some(lock)).then_some(());
        self.maria.until("locked", is).await;
        let engine = self.maria.engine();
        assert!(matches!(engine.session().await.unwrap(), Session::SignedIn(_)));
        assert!(!engine.connection().online);
        self.maria.reads(self.id, &["um", "dois"]).await;
        let asked = engine.ask().await;
        assert!(matches!(asked, Err(Error::Net(NetError::Locked))), "{asked:?}");
    }

    /// Checks that the session goes on, and sends what waited.
    async fn goes_on(&self) {
        self.maria.online().await;
        assert_eq!(self.maria.engine().connection().lock, None);
        sent(&self.maria).await;
        let family = Device::of(self.house.maria, &format!("http://{}", self.house.addr())).await;
        family.reads(self.id, &["um", "dois"]).await;
        self.maria.agrees_with(&family).await;
    }
}

#[tokio::test]
async fn rule_34_a_keyring_that_is_locked_at_the_start_locks_the_session_until_it_opens() {
    let mut kept = Kept::new().await;
    kept.keyring.is(Mood::Locked);
    kept.starts().await;
    kept.is_locked(Lock::Keyring).await;
    kept.maria.engine().retry();
    kept.is_locked(Lock::Keyring).await;
    kept.keyring.is(Mood::Open);
    kept.maria.engine().retry();
    kept.goes_on().await;
}

#[tokio::test]
async fn rule_34_a_keyring_that_stays_locked_is_passed_by_signing_in_again() {
    let mut kept = Kept::new().await;
    kept.keyring.is(Mood::Locked);
    kept.starts().await;
    kept.is_locked(Lock::Keyring).await;
    kept.maria.sign_in(kept.house.maria, &kept.cable.url()).await;
    kept.goes_on().await;
    kept.keyring.is(Mood::Open);
    kept.starts().await;
    kept.goes_on().await;
}

#[tokio::test]
async fn rule_34_an_empty_keyring_locks_the_session_until_what_was_in_it_is_back() {
    let mut kept = Kept::new().await;
    let all = kept.keyring.take();
    kept.starts().await;
    kept.is_locked(Lock::SignIn).await;
    kept.keyring.put_back(all);
    kept.maria.engine().retry();
    kept.goes_on().await;
}

#[tokio::test]
async fn rule_34_a_server_that_knows_nobody_locks_the_session_until_the_right_one_is_back() {
    let mut kept = Kept::new().await;
    let other = House::start().await;
    kept.cable.lead_to(other.addr());
    kept.maria.engine().retry();
    kept.is_locked(Lock::SignIn).await;
    kept.starts().await;
    kept.cable.lead_to(other.addr());
    kept.maria.engine().retry();
    kept.is_locked(Lock::SignIn).await;
    kept.cable.lead_to(kept.house.addr());
    kept.maria.engine().retry();
    kept.goes_on().await;
}

#[tokio::test]
async fn rule_34_somebody_else_who_signs_in_on_a_locked_session_is_told_that_its_history_goes() {
    let kept = Kept::new().await;
    let other = House::start().await;
    kept.cable.lead_to(other.addr());
    kept.maria.engine().retry();
    kept.is_locked(Lock::SignIn).await;
    let asked = kept
        .maria
        .engine()
        .sign_in(&kept.cable.url(), &other.maria.email(), PASSWORD, |_, unsent| unsent.may_be_lost(false))
        .await;
    let lost = Unsent { messages: 1, conversations: 1, ..Unsent::default() };
    assert!(matches!(asked, Err(Error::UnsentItems(unsent)) if unsent == lost), "{asked:?}");
    kept.is_locked(Lock::SignIn).await;
    kept.cable.lead_to(kept.house.addr());
    kept.maria.engine().retry();
    kept.goes_on().await;
}

#[tokio::test]
async fn rule_34_a_revocation_counts_only_from_the_installation_that_was_signed_in_to() {
    let kept = Kept::new().await;
    let portal = Portal::to(kept.house.addr()).await;
    let revoked = |installation: &str| {
        let body = r#"{"code":"session_revoked","message":""}"#;
        Says::Answers(Reply::new(401, "application/json", body).with(INSTALLATION_HEADER, installation))
    };
    portal.says(revoked("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a"));
    kept.cable.lead_to(portal.addr());
    kept.maria.engine().retry();
    kept.is_locked(Lock::SignIn).await;

    portal.says(Says::Nothing);
    kept.maria.engine().retry();
    kept.goes_on().await;
    let device = kept.maria.engine().device_id().await.unwrap().unwrap();
    let store = kept.house.server().store();
    assert!(store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap());
    is_erased(&kept.maria).await;
}

#[tokio::test]
async fn rule_34_a_profile_that_knows_no_installation_learns_it_before_it_believes_its_word() {
    let mut kept = Kept::new().await;
    kept.maria.engine().forget_installation().await.unwrap();
    kept.starts().await;
    kept.goes_on().await;
    kept.starts().await;
    kept.maria.online().await;
    let device = kept.maria.engine().device_id().await.unwrap().unwrap();
    let store = kept.house.server().store();
    assert!(store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap());
    is_erased(&kept.maria).await;

    let mut kept = Kept::new().await;
    kept.maria.engine().forget_installation().await.unwrap();
    let device = kept.maria.engine().device_id().await.unwrap().unwrap();
    let store = kept.house.server().store();
    assert!(store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap());
    kept.starts().await;
    kept.is_locked(Lock::SignIn).await;
    kept.maria.sign_in(kept.house.maria, &kept.cable.url()).await;
    kept.goes_on().await;
}

async fn is_erased(device: &Device) {
    let is_out = async |engine: &Engine| {
        matches!(engine.session().await.unwrap(), Session::SignedOut { was_revoked: true, .. }).then_some(())
    };
    device.until("signed out", is_out).await;
    assert!(device.engine().dump().await.unwrap().is_empty());
}
