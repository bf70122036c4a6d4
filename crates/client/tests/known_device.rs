//! A device on which an account was signed in to before.

use std::time::Duration;

use conversas_client::{Error, Event, NetError};
use conversas_protocol::ErrorCode;
use conversas_testkit::{Device, House};
use tokio::time::timeout;

/// The longest wait: nothing in a test on one machine takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn it_gets_in_while_somebody_guesses_behind_the_same_address_and_is_told_of_them() {
    let house = House::start().await;
    let (url, email) = (format!("http://{}", house.addr()), house.maria.email());
    let maria = Device::of(house.maria, &url).await;
    maria.engine().sign_out(|_| Ok(())).await.unwrap();
    let guesser = Device::new().await;
    let mut guesses = 0;
    let slowed = loop {
        let guessed = guesser.engine().sign_in(&url, &email, "errada", |_, _| Ok(())).await;
        match guessed.expect_err("a wrong password") {
            Error::Net(NetError::Refused { code: ErrorCode::BadCredentials, .. }) => guesses += 1,
            other => break other,
        }
    };
    let is_slowed = matches!(slowed, Error::Net(NetError::Refused { code: ErrorCode::TooManyAttempts, .. }));
    assert!(is_slowed, "{slowed}");
    let mut events = maria.engine().subscribe();
    maria.sign_in(house.maria, &url).await;
    let told = async {
        loop {
            if let Event::TriesRefused { count } = events.recv().await.unwrap() {
                break count;
            }
        }
    };
    assert_eq!(timeout(PATIENCE, told).await.expect("it is told"), guesses);
}
