//! Whoever goes away has guessed nothing.

use tokio::sync::watch;

use super::*;
use crate::config::Config;
use crate::fixture::{House, id};

const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

async fn app(house: &House) -> Arc<App> {
    let config = Config::new(house.folder());
    let (_, stopping) = watch::channel(false);
    Arc::new(App::open(house.store.clone(), house.files.clone(), &config, stopping).await.unwrap())
}

fn attempt() -> Attempt {
    Attempt { account: Tag([7; 8]), origin: HERE, known: false, device: None }
}

/// How many wrong passwords are free now.
fn free(app: &App) -> usize {
    (0..10).filter(|_| app.throttle.begin(&attempt(), Instant::now()).is_ok()).count()
}

#[tokio::test]
async fn whoever_goes_away_while_waiting_has_tried_nothing() {
    let house = House::new().await;
    let app = app(&house).await;
    let first = app.checks.begin(HERE).await;
    for _ in 0..5 {
        let mut gone = Box::pin(check(&app, attempt(), HERE, None, "b".into()));
        assert!(futures_util::poll!(&mut gone).is_pending(), "there is a line");
    }
    drop(first);
    assert_eq!(free(&app), 5);
}

#[tokio::test]
async fn a_right_password_of_somebody_who_goes_away_meanwhile_is_no_wrong_one() {
    let house = House::new().await;
    let app = app(&house).await;
    let found = || Credentials {
        actor: Actor { person_id: id(), ..house.rita.actor },
        password_hash: password::hash("certa"),
    };
    let mut gone = Box::pin(check(&app, attempt(), HERE, Some(found()), "certa".into()));
    assert!(futures_util::poll!(&mut gone).is_pending(), "it is being checked");
    drop(gone);
    // The next in the line has its turn when the check is done.
    let next = app.checks.begin(HERE).await;
    assert!(next.is_some());
    assert_eq!(free(&app), 5);
}
