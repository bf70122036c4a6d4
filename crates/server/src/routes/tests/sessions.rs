//! Signing in and out.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use conversas_domain::moment::HOUR;
use conversas_protocol::{Directory, ErrorBody, ErrorCode, INSTALLATION_HEADER, SignIn, SignedIn};

use crate::config::FileConfig;
use crate::fixture::{House, START, id};
use crate::password;
use crate::store::Lane;
use crate::store::accounts::NewDevice;

const PASSWORD: &str = "uma senha longa";

async fn house() -> House {
    let house = House::new().await;
    house.set_password(vec![house.rita.id()], PASSWORD).await;
    house
}

fn asked(email: &str, password: &str) -> SignIn {
    SignIn {
        email: email.into(),
        password: password.into(),
        device_name: "Linux".into(),
        device_secret: None,
        act_as: Default::default(),
    }
}

async fn sign_in(house: &House, asked: &SignIn) -> (StatusCode, Vec<u8>) {
    house.ask(None, Method::POST, "/v1/sessions", Some(asked)).await
}

fn code(body: &[u8]) -> ErrorCode {
    serde_json::from_slice::<ErrorBody>(body).unwrap().code
}

#[tokio::test]
async fn a_right_password_gives_a_token_that_works() {
    let house = house().await;
    let (status, body) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
    assert_eq!(status, StatusCode::OK);
    let signed_in: SignedIn = serde_json::from_slice(&body).unwrap();
    let (status, body) = house.ask::<()>(Some(&signed_in.token), Method::GET, "/v1/directory", None).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(serde_json::from_slice::<Directory>(&body).unwrap(), signed_in.directory);
}

#[tokio::test]
async fn an_email_is_compared_without_regard_to_case() {
    let house = house().await;
    let (status, _) = sign_in(&house, &asked(" RITA@Escola.example ", PASSWORD)).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn each_sign_in_is_a_device_of_its_own() {
    let house = house().await;
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let (_, body) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
        tokens.push(serde_json::from_slice::<SignedIn>(&body).unwrap());
    }
    assert_ne!(tokens[0].token, tokens[1].token);
    assert_ne!(tokens[0].device_id, tokens[1].device_id);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_email_are_refused_alike() {
    let house = house().await;
    let wrong = sign_in(&house, &asked("rita@escola.example", "outra")).await;
    let unknown = sign_in(&house, &asked("ninguem@escola.example", PASSWORD)).await;
    assert_eq!(wrong.0, StatusCode::UNAUTHORIZED);
    assert_eq!(code(&wrong.1), ErrorCode::BadCredentials);
    assert_eq!(wrong, unknown);
}

#[tokio::test]
async fn a_password_of_kilobytes_is_refused_without_work_and_one_of_many_is_not_even_read() {
    let house = house().await;
    let long = |length| asked("rita@escola.example", &"x".repeat(length));
    let (status, body) = sign_in(&house, &long(16_000)).await;
    assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, ErrorCode::BadCredentials));
    let (status, body) = sign_in(&house, &long(16_384)).await;
    assert_eq!((status, code(&body)), (StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TooLarge));
}

#[tokio::test]
async fn a_person_signs_in_twenty_times_and_then_waits() {
    let house = house().await;
    for number in 0..20 {
        let (status, _) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
        assert_eq!(status, StatusCode::OK, "{number}");
    }
    let (status, body) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
    assert_eq!((status, code(&body)), (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyAttempts));
}

#[tokio::test]
async fn one_device_too_many_locks_the_one_that_was_not_used_for_longest_and_erases_nothing() {
    let house = house().await;
    let mut tokens = vec![house.rita.token.clone()];
    // The first device was used last; a session that ended is no device.
    let used = house.rita.device;
    house.store.write(Lane::Any, move |tx| tx.set_device_used(used, START.plus(HOUR))).await.unwrap();
    for number in 1..20 {
        let (token, token_hash) = password::new_token();
        let device = NewDevice {
            id: id(),
            account_id: house.rita.account(),
            actor: house.rita.actor,
            name: String::new(),
            token_hash,
            secret_hash: None,
            created_at: START.plus(number),
        };
        let writing = house.store.write(Lane::Any, move |tx| {
            tx.insert_device(&device)?;
            tx.set_device_used(device.id, START.plus(100 + number))
        });
        writing.await.unwrap();
        tokens.push(token);
    }
    house.ask::<()>(Some(&tokens[9]), Method::DELETE, "/v1/sessions/current", None).await;
    house.clock.advance(2 * HOUR);
    for all_stay in [true, false] {
        let (status, body) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
        assert_eq!(status, StatusCode::OK);
        let new: SignedIn = serde_json::from_slice(&body).unwrap();
        house.ask::<()>(Some(&new.token), Method::GET, "/v1/directory", None).await;
        for number in [0, 1, 2, 10, 19] {
            let token = Some(tokens[number].as_str());
            let (status, _) = house.ask::<()>(token, Method::GET, "/v1/directory", None).await;
            assert_eq!(status == StatusCode::OK, all_stay || number != 1, "{number}");
        }
    }
    let (_, body) = house.ask::<()>(Some(&tokens[1]), Method::GET, "/v1/directory", None).await;
    assert_eq!(code(&body), ErrorCode::SessionUnknown, "no word to erase anything");
}

#[tokio::test]
async fn a_session_that_nobody_got_the_answer_of_goes_before_any_that_is_used() {
    let house = house().await;
    let sign_in = async || {
        let (_, body) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
        house.clock.advance(1_000);
        serde_json::from_slice::<SignedIn>(&body).unwrap().token
    };
    let directory = async |token: &str| {
        let (status, _) = house.ask::<()>(Some(token), Method::GET, "/v1/directory", None).await;
        status
    };
    // The device was used once, which is on record although less than a day has gone by.
    let mut used = vec![house.rita.token.clone()];
    for _ in 0..9 {
        used.push(sign_in().await);
    }
    for token in &used {
        assert_eq!(directory(token).await, StatusCode::OK);
    }
    let mut lost = Vec::new();
    for _ in 0..11 {
        lost.push(sign_in().await);
    }
    for token in &used {
        assert_eq!(directory(token).await, StatusCode::OK);
    }
    assert_eq!(directory(&lost[0]).await, StatusCode::UNAUTHORIZED);
    assert_eq!(directory(&lost[1]).await, StatusCode::OK);
}

#[tokio::test]
async fn many_wrong_passwords_are_told_to_wait_even_with_the_right_one() {
    let house = house().await;
    for _ in 0..5 {
        let (status, _) = sign_in(&house, &asked("rita@escola.example", "outra")).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    let body = serde_json::to_vec(&asked("rita@escola.example", PASSWORD)).unwrap();
    let request = Request::post("/v1/sessions").header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body)).unwrap();
    let response = house.raw(request).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = response.headers()[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=16).contains(&wait));
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert_eq!(code(&body), ErrorCode::TooManyAttempts);
    // The wait ends by its own time, whatever the machine's clock is set to.
    house.clock.advance(-HOUR);
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(16)).await;
    let (status, _) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_ends_this_device_and_no_other() {
    let house = house().await;
    let (_, body) = sign_in(&house, &asked("rita@escola.example", PASSWORD)).await;
    let second: SignedIn = serde_json::from_slice(&body).unwrap();
    let uri = "/v1/sessions/current";
    let first = Some(house.rita.token.as_str());
    let (status, body) = house.ask::<()>(first, Method::DELETE, uri, None).await;
    assert_eq!((status, body.len()), (StatusCode::NO_CONTENT, 0));
    let (status, body) = house.ask::<()>(first, Method::DELETE, uri, None).await;
    assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, ErrorCode::SessionRevoked));
    let (status, _) = house.ask::<()>(Some(&second.token), Method::GET, "/v1/directory", None).await;
    assert_eq!(status, StatusCode::OK);
}

/// The installation that an answer names.
fn installation(response: &Response<Body>) -> &str {
    response.headers()[INSTALLATION_HEADER].to_str().unwrap()
}

#[tokio::test]
async fn a_token_that_this_installation_never_gave_is_unknown_and_not_revoked() {
    let (house, other) = (house().await, house().await);
    let strange = Some(other.rita.token.as_str());
    let (status, body) = house.ask::<()>(strange, Method::GET, "/v1/directory", None).await;
    assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, ErrorCode::SessionUnknown));
    let (status, body) = house.ask::<()>(None, Method::GET, "/v1/directory", None).await;
    assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, ErrorCode::Unauthorized));
}

#[tokio::test]
async fn every_answer_says_which_installation_it_is_of() {
    let (mut house, other) = (house().await, house().await);
    let body = serde_json::to_vec(&asked("rita@escola.example", PASSWORD)).unwrap();
    let request = Request::post("/v1/sessions").header(header::CONTENT_TYPE, "application/json");
    let response = house.raw(request.body(Body::from(body)).unwrap()).await;
    let first = installation(&response).to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert_eq!(serde_json::from_slice::<SignedIn>(&body).unwrap().installation.to_string(), first);

    let upload = format!("/v1/uploads/{}", uuid::Uuid::nil());
    let asked = [
        ("GET", "/healthz"),
        ("GET", "/v1/directory"),
        ("HEAD", upload.as_str()),
        ("OPTIONS", "/v1/uploads"),
        ("GET", "/wp-login.php"),
        ("DELETE", "/v1/ops"),
    ];
    for (method, path) in asked {
        for token in ["none", house.rita.token.as_str()] {
            let request = Request::builder().method(method).uri(path);
            let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            let response = house.raw(request.body(Body::empty()).unwrap()).await;
            assert_eq!(installation(&response), first, "{method} {path}");
        }
    }
    house.restart(FileConfig::default()).await;
    let health = || Request::get("/healthz").body(Body::empty()).unwrap();
    assert_eq!(installation(&house.raw(health()).await), first, "a restart changes nothing");
    assert_ne!(installation(&other.raw(health()).await), first);
}

#[tokio::test]
async fn nothing_of_a_token_is_kept_but_its_hash() {
    let house = house().await;
    let token = house.rita.token.clone().into_bytes();
    let sql = "SELECT count(*) FROM devices WHERE token_hash = ?1 OR name = CAST(?1 AS TEXT)";
    let found = house.sqlite.number(sql, vec![token]).await.unwrap();
    assert_eq!(found, 0);
}
