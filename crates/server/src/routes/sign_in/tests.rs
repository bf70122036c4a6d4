//! A client that goes away while waiting has guessed nothing; the guess of a client that goes away later is
//! counted all the same.

use std::time::Duration;

use axum::extract::State;
use conversas_protocol::ActAs;
use tokio::sync::watch;
use tokio::time::timeout;

use super::*;
use crate::bell::Bell;
use crate::config::Config;
use crate::fixture::House;

const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
const RITA: &str = "rita@escola.example";

/// A server over the house. Rita's password is "certa".
async fn app(house: &House) -> Arc<App> {
    house.set_password(vec![house.rita.id()], "certa").await;
    let config = Config::new(house.folder());
    let (_, stopping) = watch::channel(false);
    Arc::new(
        App::open((house.store.clone(), Bell::default()), house.files.clone(), &config, stopping)
            .await
            .unwrap(),
    )
}

fn tried(
    app: &Arc<App>,
    password: &str,
) -> impl Future<Output = Result<Json<SignInAnswer>, Refusal>> + use<> {
    let (email, password, device_name) = (RITA.into(), password.into(), "x".into());
    let asked = SignIn { email, password, device_name, device_secret: None, act_as: ActAs::First };
    sign_in(State(app.clone()), Origin(HERE), AnonymousBody(asked))
}

/// The number of wrong passwords that are free now.
fn free(app: &App) -> usize {
    let account = app.tagger.account(RITA);
    let attempt = Attempt { account, origin: group(HERE), device: None };
    (0..10).filter(|_| app.throttle.begin(&attempt, Instant::now()).is_ok()).count()
}

/// Has a client hang up while its password is being checked.
async fn hang_up(app: &Arc<App>, password: &str) {
    let first = app.checks.begin(group(HERE)).await;
    let mut gone = Box::pin(tried(app, password));
    assert!(timeout(Duration::from_millis(200), &mut gone).await.is_err(), "there is a line");
    drop(first);
    assert!(futures_util::poll!(&mut gone).is_pending(), "it is being checked");
}

#[tokio::test]
async fn whoever_goes_away_while_waiting_has_tried_nothing() {
    let house = House::new().await;
    let app = app(&house).await;
    let first = app.checks.begin(group(HERE)).await;
    for _ in 0..5 {
        assert!(timeout(Duration::from_millis(50), tried(&app, "b")).await.is_err(), "there is a line");
    }
    drop(first);
    assert_eq!(free(&app), 5);
}

#[tokio::test]
async fn whoever_hangs_up_during_the_check_is_counted_and_gets_no_device() {
    let house = House::new().await;
    let app = app(&house).await;
    let rita = house.rita.id();
    let count = async |sql: &'static str| {
        let id = conversas_domain::ids::EntityId::uuid(rita).into_bytes();
        house.sqlite.number(sql, vec![id.to_vec()]).await.unwrap()
    };
    let devices = async || count("SELECT count(*) FROM devices WHERE person_id = ?1").await;
    let before = devices().await;
    hang_up(&app, "certa").await;
    hang_up(&app, "errada").await;
    let counted = async {
        while count("SELECT refused_tries FROM accounts WHERE id = ?1").await < 1 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(20), counted).await.expect("a guess is counted");
    assert_eq!(free(&app), 4, "a right password is no wrong one");
    assert_eq!(devices().await, before, "nobody has its token");
}

#[tokio::test]
async fn a_right_password_without_a_device_forgets_no_wrong_ones() {
    let house = House::new().await;
    let app = app(&house).await;
    while app.rates.sign_in(house.rita.id()).is_ok() {}
    for _ in 0..3 {
        assert!(tried(&app, "b").await.is_err());
    }
    assert!(tried(&app, "certa").await.is_err());
    assert_eq!(free(&app), 2);
}

#[tokio::test]
async fn a_device_that_is_revoked_while_its_password_is_looked_at_is_not_known_any_more() {
    let house = House::new().await;
    let app = app(&house).await;
    let account_id = house.rita.account();
    let enter = async |secret| {
        let (actor, address) = (house.rita.actor, app.tagger.address(HERE));
        let entry = Entry { account_id, actor, name: "x".into(), secret, address, waiting: Vec::new() };
        sign_in_device(&app, entry).await.expect("she is let in")
    };
    let (first, is_known) = enter(None).await;
    assert!(!is_known);
    let secret = first.device_secret.expect("a secret");
    let shown = || Some((secret.clone(), password::hash_token(&secret)));
    let (again, is_known) = enter(shown()).await;
    assert_eq!((again.device_secret.as_ref(), is_known), (Some(&secret), true), "it goes on with its secret");
    let now = house.now();
    let counted = house.store.write(Lane::Any, move |tx| {
        crate::ledger::revoke_device(tx, first.device_id, now)?;
        tx.count_refused_try(account_id)
    });
    let counted: Result<(), StoreError> = counted.await;
    counted.unwrap();
    for _ in 0..2 {
        let (again, is_known) = enter(shown()).await;
        assert!(!is_known, "the security log may not say so");
        assert_ne!(again.device_secret.as_ref(), Some(&secret), "whoever has the old one is not known by it");
        assert_eq!(again.refused_tries, 1, "the warning waits for a known device");
    }
}
