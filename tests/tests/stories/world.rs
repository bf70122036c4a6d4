//! Answers of strangers in a server's place: they leave everything as it was.

use std::collections::BTreeMap;
use std::time::Duration;

use conversas_client::{Engine, Error, NetError, OutboxState, Session, Trouble};
use conversas_domain::ids::ConversationId;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::tls::Certificate;
use conversas_testkit::{Device, House, Opening, Portal, Reply, Says};

use super::attachments::{PDF, choose, chosen, send_tray};
use super::scene::{Scene, sent};

const PAGE: &str = "<!DOCTYPE html><html><body>Entre para navegar</body></html>";
const SYNC: &str = "GET /v1/sync";

/// Answers of a portal, a proxy, a firewall and a wrong address.
fn answers() -> Vec<Says> {
    let mut all = vec![Says::Cuts, Says::Waits, Says::BreaksOff(Reply::new(200, "text/html", PAGE))];
    for status in
        [200, 204, 206, 304, 400, 401, 403, 404, 407, 409, 410, 413, 416, 429, 451, 500, 502, 503, 511]
    {
        for (kind, body) in [
            ("text/html", PAGE),
            ("text/plain", ""),
            ("application/json", r#"{"code":"unauthorized","message":"a token is needed"}"#),
            ("application/json", r#"{"code":"session_revoked","message":"not by us"}"#),
        ] {
            all.push(Says::Answers(Reply::new(status, kind, body)));
        }
    }
    for status in [301, 302, 303, 307, 308] {
        for to in ["http://127.0.0.1:9/", "https://127.0.0.1:9/v1/sync", "https://other.invalid/", "/login"] {
            all.push(Says::Answers(Reply::redirect(status, to)));
        }
    }
    all
}

/// The scene: Ana's device behind a portal, with history, with words and a file that wait in two
/// conversations, and with a draft.
struct World {
    scene: Scene,
    portal: Portal,
    lia: ConversationId,
}

impl World {
    async fn new() -> World {
        let scene = Scene::new().await;
        let portal = Portal::to(scene.house.addr()).await;
        let opened =
            scene.maria.engine().open_conversation(scene.house.secretaria, scene.house.lia, "Oi").await;
        let lia = opened.unwrap().conversation_id;
        scene.ana.reads(lia, &["Oi"]).await;
        scene.ana_goes_offline().await;
        scene.ana.engine().send_message(scene.id, "na fila", None).await.unwrap();
        choose(&scene.ana, lia, vec![chosen("na fila.pdf", PDF)]).await;
        send_tray(&scene.ana, lia).await;
        scene.ana.engine().save_draft(lia, "rascunho".into()).await.unwrap();
        scene.office.lead_to(portal.addr());
        World { scene, portal, lia }
    }

    async fn holds(&self) -> (BTreeMap<String, String>, Vec<OutboxState>, String) {
        let engine = self.scene.ana.engine();
        assert!(matches!(engine.session().await.unwrap(), Session::SignedIn(_)));
        assert_eq!(engine.connection().lock, None);
        let draft = engine.conversation(self.lia).await.unwrap().draft;
        let states = engine.outbox().await.unwrap().into_iter().filter(|item| !item.is_mark());
        (engine.dump().await.unwrap(), states.map(|item| item.state).collect(), draft)
    }

    /// Waits until the portal has answered all of these routes. The person tries again while nothing comes:
    /// an attempt that ends after that begins a pause.
    async fn meets(&self, routes: &[&str]) {
        for route in routes {
            let meeting = async {
                loop {
                    self.scene.ana.engine().retry();
                    let met = tokio::time::timeout(Duration::from_secs(1), self.portal.has_met(route));
                    if met.await.is_ok() {
                        break;
                    }
                }
            };
            let meeting = tokio::time::timeout(Duration::from_secs(20), meeting);
            meeting.await.unwrap_or_else(|_| panic!("waited in vain for {route}"));
        }
    }
}

#[tokio::test]
async fn rule_34_no_answer_of_the_world_changes_what_a_device_holds() {
    let world = World::new().await;
    let before = world.holds().await;
    assert_eq!(before.1.len(), 2);
    for says in answers() {
        // At first the portal answers everything; then polls pass, and the outbox and the person are
        // answered.
        world.portal.says(says.clone());
        world.meets(&[SYNC]).await;
        assert_eq!(world.holds().await, before, "{says:?} to everything");
        world.portal.says_to(says.clone(), |route| !route.starts_with("GET /v1/sync"));
        world.meets(&["HEAD /v1/uploads/{id}", "POST /v1/ops"]).await;
        if says != Says::Waits {
            let engine = world.scene.ana.engine();
            let outcome = engine.ask().await;
            assert!(matches!(outcome, Err(Error::Net(_))), "{says:?}: {outcome:?}");
        }
        assert_eq!(world.holds().await, before, "{says:?} to all but polls");
    }
    world.portal.says(Says::Nothing);
    world.scene.ana.engine().retry();
    world.scene.ana.online().await;
    sent(&world.scene.ana).await;
    world.scene.maria.reads(world.scene.id, &["Bom dia!", "na fila"]).await;
    world.scene.ana.engine().save_draft(world.lia, String::new()).await.unwrap();
    let another = world.scene.device(world.scene.house.ana).await;
    world.scene.ana.agrees_with(&another).await;
}

#[tokio::test]
async fn a_portal_says_that_there_is_no_server_and_a_certificate_is_called_by_its_name() {
    let world = World::new().await;
    let ana = &world.scene.ana;
    world.portal.says(Says::Answers(Reply::new(200, "text/html", PAGE)));
    let told = async |trouble: Option<Trouble>| {
        let is = async |engine: &Engine| {
            let connection = engine.connection();
            (connection.trouble == trouble && connection.online == trouble.is_none()).then_some(())
        };
        ana.engine().retry();
        ana.until(&format!("{trouble:?}"), is).await;
    };
    told(Some(Trouble::NoServer)).await;
    world.portal.says(Says::Nothing);
    told(None).await;
}

#[tokio::test]
async fn an_address_without_https_is_followed_there_and_remembered() {
    for status in [301, 302, 303, 307, 308] {
        let house = House::start().await;
        let secure = Portal::with_tls(house.addr(), Certificate::Good).await;
        let plain = Portal::to(house.addr()).await;
        let mut maria = Device::of(house.maria, &plain.url()).await;
        let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
        sent(&maria).await;

        plain.says(Says::LeadsTo(status, secure.url()));
        maria.engine().send_message(opened.conversation_id, "dois", None).await.unwrap();
        sent(&maria).await;
        maria.reads(opened.conversation_id, &["um", "dois"]).await;
        let moved = async |engine: &Engine| (engine.server() == Some(secure.url())).then_some(());
        maria.until("its new address", moved).await;

        // The old address fails from now on: the new one is used, also after a start.
        plain.says(Says::Cuts);
        maria
            .until("it is kept", async |engine| engine.keeps_address(&secure.url()).await.then_some(()))
            .await;
        maria.kill();
        maria.open().await;
        maria.online().await;
        assert!(plain.routes().is_empty(), "{status}: {:?}", plain.routes());

        let other = Device::new().await;
        plain.says(Says::LeadsTo(status, secure.url()));
        other.sign_in(house.maria, &plain.url()).await;
        assert_eq!(other.engine().server(), Some(secure.url()));
    }
}

#[tokio::test]
async fn a_password_never_follows_a_redirect_to_another_place() {
    let house = House::start().await;
    let thief = Portal::to(house.addr()).await;
    let plain = Portal::to(house.addr()).await;
    let device = Device::new().await;
    thief.says(Says::Cuts);
    for status in [301, 302, 303, 307, 308] {
        for only in ["GET /v1/directory", "POST /v1/sessions"] {
            let to = Reply::redirect(status, &format!("{}/v1/sessions", thief.url()));
            plain.says_to(Says::Answers(to), move |route| route == only);
            let outcome =
                device.engine().sign_in(&plain.url(), &house.ana.email(), PASSWORD, |_, _| Ok(())).await;
            assert!(matches!(outcome, Err(Error::Net(NetError::NotAServer))), "{status} {only}: {outcome:?}");
            assert!(thief.routes().is_empty(), "{status} {only}");
        }
    }
    let outcome =
        device.engine().sign_in("http://10.0.0.5", &house.ana.email(), PASSWORD, |_, _| Ok(())).await;
    assert!(
        matches!(outcome, Err(Error::BadAddress(conversas_client::AddressFault::Insecure))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn an_address_and_an_email_are_taken_as_they_are_pasted() {
    let house = House::start().await;
    let portal = Portal::to(house.addr()).await;
    for (server, email) in [
        (format!("{}/login?next=%2F#top", portal.url()), format!("mailto:{}", house.ana.email())),
        (format!("\u{200b}{}/ \u{feff}", portal.url()), format!(" <{}>\u{200b}", house.ana.email())),
        (format!("{}/a/b/c", portal.url().replace("://", ":/")), house.ana.email()),
    ] {
        let device = Device::new().await;
        let entered = device.engine().sign_in(&server, &email, PASSWORD, |_, _| Ok(())).await;
        assert!(matches!(entered, Ok(Session::SignedIn(_))), "{server} {email}: {entered:?}");
        device.online().await;
    }
}
