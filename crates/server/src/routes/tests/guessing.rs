//! Guessing passwords is slow from anywhere, and keeps nobody else out.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use conversas_domain::person::{Actor, Role};
use conversas_domain::text::Name;
use conversas_protocol::SignIn;

use crate::fixture::{House, id};
use crate::password;
use crate::store::{Lane, Newcomer};

const PASSWORD: &str = "uma senha longa";
const RITA: &str = "rita@escola.example";
const ANA: &str = "ana@escola.example";

/// A house behind a proxy that is trusted, or not. Rita and Ana have the password.
async fn house(trusted: bool) -> House {
    let house = House::told(|config| {
        config.proxies.trusted = if trusted { vec!["127.0.0.1".parse().unwrap()] } else { Vec::new() };
    })
    .await;
    house.set_password(vec![house.rita.id(), house.ana.id()], PASSWORD).await;
    house
}

/// Signs in through a proxy that names this address.
async fn sign_in(house: &House, from: &str, email: &str, password: &str) -> StatusCode {
    let asked = SignIn {
        email: email.into(),
        password: password.into(),
        device_name: "x".into(),
        device_secret: None,
        act_as: Default::default(),
    };
    let request = Request::post("/v1/sessions")
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-forwarded-for", from)
        .body(Body::from(serde_json::to_vec(&asked).unwrap()))
        .unwrap();
    house.raw(request).await.status()
}

#[tokio::test]
async fn behind_a_trusted_proxy_one_who_guesses_keeps_nobody_else_out() {
    let house = house(true).await;
    for number in 0..60 {
        let email = format!("x{number}@n.example");
        let status = sign_in(&house, "203.0.113.1", &email, "b").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{number}");
    }
    let status = sign_in(&house, "203.0.113.1", "another@n.example", "b").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(sign_in(&house, "203.0.113.2", RITA, PASSWORD).await, StatusCode::OK);
}

#[tokio::test]
async fn a_header_of_somebody_who_is_no_trusted_proxy_does_not_help_them() {
    let house = house(false).await;
    for number in 0..5 {
        let status = sign_in(&house, &format!("203.0.113.{number}"), RITA, "b").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(sign_in(&house, "203.0.113.9", RITA, "b").await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn guesses_from_many_addresses_are_slow() {
    let house = house(true).await;
    for number in 0..10 {
        let status = sign_in(&house, &format!("203.0.113.{number}"), RITA, "b").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{number}");
    }
    for number in 10..20 {
        let status = sign_in(&house, &format!("203.0.113.{number}"), RITA, "b").await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{number}");
    }
    assert_eq!(sign_in(&house, "203.0.113.1", ANA, PASSWORD).await, StatusCode::OK, "another account");
}

#[tokio::test]
async fn addresses_from_which_an_account_was_signed_in_to_make_guessing_it_no_faster() {
    let house = house(true).await;
    let addresses = [1, 2, 3].map(|number| format!("198.51.100.{number}"));
    for from in &addresses {
        assert_eq!(sign_in(&house, from, RITA, PASSWORD).await, StatusCode::OK);
    }
    let mut guesses = 0;
    for from in addresses.iter().cycle().take(30) {
        guesses += u32::from(sign_in(&house, from, RITA, "b").await == StatusCode::UNAUTHORIZED);
    }
    assert_eq!(guesses, 10);
}

#[tokio::test]
async fn an_address_tells_nobody_whose_accounts_were_signed_in_to_from_there() {
    let house = house(true).await;
    let shared = "198.51.100.7";
    assert_eq!(sign_in(&house, shared, RITA, PASSWORD).await, StatusCode::OK);
    for number in 0..60 {
        let email = format!("x{number}@n.example");
        assert_eq!(sign_in(&house, shared, &email, "b").await, StatusCode::UNAUTHORIZED, "{number}");
    }
    for email in [RITA, ANA, "ninguem@escola.example"] {
        assert_eq!(sign_in(&house, shared, email, "b").await, StatusCode::TOO_MANY_REQUESTS, "{email}");
    }
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_slowed_like_one_that_does() {
    let house = house(true).await;
    let mut seen = Vec::new();
    for email in [RITA, "ninguem@escola.example"] {
        let mut statuses = Vec::new();
        for number in 0..12 {
            statuses.push(sign_in(&house, &format!("2001:db8:{number}::1"), email, "b").await);
        }
        seen.push(statuses);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].iter().filter(|status| **status == StatusCode::UNAUTHORIZED).count(), 10);
}

#[tokio::test]
async fn all_addresses_of_one_ipv6_network_are_one() {
    let house = house(true).await;
    for number in 0..5 {
        let status = sign_in(&house, &format!("2001:db8:1:1:{number}::1"), RITA, "b").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    let status = sign_in(&house, "2001:db8:1:1:ffff::9", RITA, "b").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_whole_school_behind_one_address_signs_in_at_the_same_moment() {
    let house = house(true).await;
    let (school, hash) = (house.school, password::hash(PASSWORD));
    let emails: Vec<_> = (0..64).map(|number| format!("p{number}@escola.example")).collect();
    let names = emails.clone();
    let adding = house.store.write(Lane::Any, move |tx| {
        names.into_iter().try_for_each(|email| {
            let actor = Actor { person_id: id(), school_id: school, role: Role::Staff };
            let name = Name::parse("Paula").expect("a name");
            tx.admit(&Newcomer { actor, name, email, password_hash: hash.clone() })
        })
    });
    adding.await.unwrap();
    let all = emails.iter().map(|email| sign_in(&house, "203.0.113.1", email, PASSWORD));
    for (number, status) in futures_util::future::join_all(all).await.into_iter().enumerate() {
        assert_eq!(status, StatusCode::OK, "{number}");
    }
}

#[tokio::test]
async fn a_proxy_that_nobody_named_is_said_where_the_operator_looks() {
    let ready = async |house: &House| {
        let (status, body) = house.ask::<()>(None, Method::GET, "/readyz", None).await;
        assert_eq!(status, StatusCode::OK);
        String::from_utf8(body).unwrap()
    };
    for trusted in [true, false] {
        let house = house(trusted).await;
        assert_eq!(ready(&house).await, "ok\n");
        sign_in(&house, "203.0.113.1", RITA, PASSWORD).await;
        assert_eq!(ready(&house).await.contains("--trusted-proxy"), !trusted);
    }
}
