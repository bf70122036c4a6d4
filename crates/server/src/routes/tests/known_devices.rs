//! A device on which an account was signed in is known again: nobody else's guesses make it wait.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use conversas_protocol::{ErrorBody, ErrorCode, SignIn, SignedIn};

use crate::fixture::{House, START, id};
use crate::ledger;
use crate::password;
use crate::store::accounts::NewDevice;
use crate::store::{Lane, StoreError};

const PASSWORD: &str = "uma senha longa";
const RITA: &str = "rita@escola.example";
const ANA: &str = "ana@escola.example";
const SCHOOL: &str = "203.0.113.1";

/// A house behind a trusted proxy. Rita and Ana have the password.
async fn house() -> House {
    let trust = |config: &mut crate::Config| config.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
    let house = House::told(trust).await;
    house.set_password(vec![house.rita.id(), house.ana.id()], PASSWORD).await;
    house
}

/// Tries to sign in from this address, showing a secret.
async fn attempt(
    house: &House,
    from: &str,
    (email, password): (&str, &str),
    secret: Option<&str>,
) -> Result<SignedIn, StatusCode> {
    let asked = SignIn {
        email: email.into(),
        password: password.into(),
        device_name: "x".into(),
        device_secret: secret.map(str::to_owned),
        act_as: Default::default(),
    };
    let request = Request::post("/v1/sessions")
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-forwarded-for", from)
        .body(Body::from(serde_json::to_vec(&asked).unwrap()))
        .unwrap();
    let response = house.raw(request).await;
    if response.status() != StatusCode::OK {
        return Err(response.status());
    }
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Ok(serde_json::from_slice(&body).unwrap())
}

/// Sends wrong passwords from this address until one is not checked.
async fn guess(house: &House, from: &str, email: &str) {
    while attempt(house, from, (email, "b"), None).await.err() == Some(StatusCode::UNAUTHORIZED) {}
}

/// Rita's secret, from a device on which she signed in at home and out again.
async fn secret(house: &House) -> String {
    let signed_in = attempt(house, "198.51.100.7", (RITA, PASSWORD), None).await.unwrap();
    house.ask::<()>(Some(&signed_in.token), Method::DELETE, "/v1/sessions/current", None).await;
    signed_in.device_secret.expect("a secret")
}

#[tokio::test]
async fn somebody_who_guesses_behind_the_same_address_keeps_no_known_device_out() {
    let house = house().await;
    let secret = secret(&house).await;
    guess(&house, SCHOOL, RITA).await;
    let new = attempt(&house, SCHOOL, (RITA, PASSWORD), None).await;
    assert_eq!(new.err(), Some(StatusCode::TOO_MANY_REQUESTS));
    let known = attempt(&house, SCHOOL, (RITA, PASSWORD), Some(&secret)).await.expect("let in");
    assert_eq!(known.device_secret, Some(secret), "it goes on with its secret");
}

#[tokio::test]
async fn guesses_from_anywhere_keep_no_known_device_out_wherever_it_is() {
    let house = house().await;
    let secret = secret(&house).await;
    for number in 0..20 {
        guess(&house, &format!("192.0.2.{number}"), RITA).await;
    }
    let from = "203.0.113.200";
    let new = attempt(&house, from, (RITA, PASSWORD), None).await;
    assert_eq!(new.err(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert!(attempt(&house, from, (RITA, PASSWORD), Some(&secret)).await.is_ok());
}

#[tokio::test]
async fn one_who_tries_every_account_behind_an_address_keeps_no_known_device_out() {
    let house = house().await;
    let secret = secret(&house).await;
    for number in 0..61 {
        let _ = attempt(&house, SCHOOL, (&format!("x{number}@n.example"), "b"), None).await;
    }
    let new = attempt(&house, SCHOOL, (RITA, PASSWORD), None).await;
    assert_eq!(new.err(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert!(attempt(&house, SCHOOL, (RITA, PASSWORD), Some(&secret)).await.is_ok());
}

#[tokio::test]
async fn a_secret_is_of_one_account_and_a_stolen_one_makes_guessing_no_faster() {
    let house = house().await;
    let secret = secret(&house).await;
    guess(&house, SCHOOL, ANA).await;
    let foreign = attempt(&house, SCHOOL, (ANA, PASSWORD), Some(&secret)).await;
    assert_eq!(foreign.err(), Some(StatusCode::TOO_MANY_REQUESTS));
    let mut guesses = 0;
    for number in 0..30 {
        let from = format!("192.0.2.{number}");
        let told = attempt(&house, &from, (RITA, "b"), Some(&secret)).await.err();
        guesses += u32::from(told == Some(StatusCode::UNAUTHORIZED));
    }
    assert_eq!(guesses, 10);
}

#[tokio::test]
async fn a_sign_in_tells_once_how_many_wrong_passwords_others_tried() {
    let house = house().await;
    let secret = secret(&house).await;
    for _ in 0..3 {
        let _ = attempt(&house, SCHOOL, (RITA, "b"), None).await;
    }
    let _ = attempt(&house, SCHOOL, (RITA, "a slip"), Some(&secret)).await;
    let tries = async || {
        let signed_in = attempt(&house, SCHOOL, (RITA, PASSWORD), Some(&secret)).await;
        signed_in.expect("let in").refused_tries
    };
    assert_eq!([tries().await, tries().await], [3, 0]);
    let ana = attempt(&house, "198.51.100.7", (ANA, PASSWORD), None).await.expect("let in");
    assert_eq!(ana.refused_tries, 0, "another account");
}

#[tokio::test]
async fn one_who_guesses_right_at_last_does_not_take_the_owners_warning_along() {
    let house = house().await;
    let secret = secret(&house).await;
    for _ in 0..3 {
        let _ = attempt(&house, SCHOOL, (RITA, "b"), None).await;
    }
    for _ in 0..2 {
        let thief = attempt(&house, SCHOOL, (RITA, PASSWORD), None).await.expect("let in");
        assert_eq!(thief.refused_tries, 3, "nobody knows who it is");
    }
    for told in [3, 0] {
        let owner = attempt(&house, "198.51.100.7", (RITA, PASSWORD), Some(&secret)).await.expect("let in");
        assert_eq!(owner.refused_tries, told);
    }
}

/// The server's answer to a token.
async fn says(house: &House, token: &str) -> Option<ErrorCode> {
    let (status, body) = house.ask::<()>(Some(token), Method::GET, "/v1/directory", None).await;
    (status != StatusCode::OK).then(|| serde_json::from_slice::<ErrorBody>(&body).unwrap().code)
}

/// A device whose disk takes no new session goes on with the one before.
#[tokio::test]
async fn signing_in_again_on_a_device_ends_no_session() {
    let house = house().await;
    let first = attempt(&house, SCHOOL, (RITA, PASSWORD), None).await.unwrap();
    let again = attempt(&house, SCHOOL, (RITA, PASSWORD), first.device_secret.as_deref()).await.unwrap();
    for token in [&first.token, &again.token, &house.rita.token] {
        assert_eq!(says(&house, token).await, None);
    }
}

#[tokio::test]
async fn revoking_a_device_ends_all_its_sessions_whichever_of_them_is_named() {
    let house = house().await;
    let first = attempt(&house, SCHOOL, (RITA, PASSWORD), None).await.unwrap();
    // A sign-in leaves the device's session before it active.
    let secret = first.device_secret.expect("a secret");
    let (token, token_hash) = password::new_token();
    let earlier = NewDevice {
        id: id(),
        account_id: house.rita.account(),
        actor: house.rita.actor,
        name: String::new(),
        token_hash,
        secret_hash: Some(password::hash_token(&secret)),
        created_at: START,
    };
    let revoked = house.store.write(Lane::Any, move |tx| {
        let device = earlier.id;
        tx.insert_device(&earlier)?;
        let mut revoke = || ledger::revoke_device(tx, device, START);
        Ok::<_, StoreError>([revoke()?, revoke()?])
    });
    assert_eq!(revoked.await.unwrap(), [true, false]);
    for token in [&token, &first.token] {
        assert_eq!(says(&house, token).await, Some(ErrorCode::SessionRevoked));
    }
    assert_eq!(says(&house, &house.rita.token).await, None, "another device");
}

#[tokio::test]
async fn nothing_of_a_secret_is_kept_but_its_hash_and_it_opens_nothing() {
    let house = house().await;
    let secret = secret(&house).await;
    let (status, _) = house.ask::<()>(Some(&secret), Method::GET, "/v1/directory", None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let wrong = attempt(&house, SCHOOL, (RITA, "b"), Some(&secret)).await;
    assert_eq!(wrong.err(), Some(StatusCode::UNAUTHORIZED));
    let hash = password::hash_token(&secret);
    let sql = "SELECT count(*) FROM devices WHERE secret_hash = ?1";
    let count = async |value: Vec<u8>| house.sqlite.number(sql, vec![value]).await.unwrap();
    assert_eq!((count(secret.into_bytes()).await, count(hash.to_vec()).await), (0, 1));
}

#[tokio::test]
async fn an_app_that_knows_of_no_secrets_signs_in_as_before() {
    let house = house().await;
    let asked = serde_json::json!({"email": RITA, "password": PASSWORD, "device_name": "x"});
    let (status, _) = house.ask(None, Method::POST, "/v1/sessions", Some(&asked)).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_device_that_somebody_else_revoked_is_not_known_any_more() {
    let house = house().await;
    let signed_in = attempt(&house, "198.51.100.7", (RITA, PASSWORD), None).await.unwrap();
    let (device, secret) = (signed_in.device_id, signed_in.device_secret.expect("a secret"));
    let revoking = house.store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, START));
    revoking.await.unwrap();
    guess(&house, SCHOOL, RITA).await;
    let thief = attempt(&house, SCHOOL, (RITA, "b"), Some(&secret)).await;
    assert_eq!(thief.err(), Some(StatusCode::TOO_MANY_REQUESTS));
}
