//! An account acts as one or more people, in one or more roles (rule 23).

use axum::http::{Method, StatusCode};
use conversas_domain::person::{PersonState, Relationship, Role};
use conversas_protocol::{ActAs, Choose, Directory, ErrorBody, ErrorCode, SignIn, SignedIn};

use crate::fixture::{House, id};
use crate::ledger;
use crate::store::Lane;

const PASSWORD: &str = "uma senha longa";

/// Rita works for the school and is Theo's mother there.
async fn house() -> House {
    let house = House::new().await;
    house.set_password(vec![house.rita.id()], PASSWORD).await;
    let (rita, theo) = (house.rita.id(), house.theo);
    let giving = house.store.write(Lane::Any, move |tx| {
        tx.give_role(rita, Role::Guardian)?;
        ledger::link_guardian(tx, rita, theo, Relationship::Mother)
    });
    giving.await.unwrap();
    house
}

async fn sign_in(house: &House, act_as: ActAs) -> (StatusCode, Vec<u8>) {
    let asked = SignIn {
        email: "rita@escola.example".into(),
        password: PASSWORD.into(),
        device_name: "Linux".into(),
        device_secret: None,
        act_as,
    };
    house.ask(None, Method::POST, "/v1/sessions", Some(&asked)).await
}

async fn signed_in(house: &House, act_as: ActAs) -> SignedIn {
    let (status, body) = sign_in(house, act_as).await;
    assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
    serde_json::from_slice(&body).expect("signed in")
}

fn code(body: &[u8]) -> ErrorCode {
    serde_json::from_slice::<ErrorBody>(body).unwrap().code
}

/// The server's answer to a token.
async fn directory(house: &House, token: &str) -> Result<Directory, ErrorCode> {
    let (status, body) = house.ask::<()>(Some(token), Method::GET, "/v1/directory", None).await;
    if status == StatusCode::OK { Ok(serde_json::from_slice(&body).unwrap()) } else { Err(code(&body)) }
}

#[tokio::test]
async fn an_app_that_can_ask_is_told_as_whom_one_can_act_and_nobody_is_signed_in_by_that() {
    let house = house().await;
    let devices = async || house.sqlite.number("SELECT count(*) FROM devices", vec![]).await.unwrap();
    let before = devices().await;
    let (status, body) = sign_in(&house, ActAs::Ask).await;
    assert_eq!((status, devices().await), (StatusCode::OK, before));
    let Choose { choices } = serde_json::from_slice(&body).expect("choices");
    let offered: Vec<_> = choices.iter().map(|choice| (choice.person_id, choice.role)).collect();
    assert_eq!(offered, [(house.rita.id(), Role::Guardian), (house.rita.id(), Role::Staff)]);
    for (person_id, role) in offered {
        let signed_in = signed_in(&house, ActAs::One { person_id, role }).await;
        let seen = directory(&house, &signed_in.token).await.unwrap();
        assert_eq!((seen.me.role, seen.students.len()), (role, usize::from(role == Role::Guardian)));
        assert_eq!(signed_in.directory, seen);
    }
}

#[tokio::test]
async fn an_earlier_app_acts_as_the_first_and_a_single_role_is_not_asked_about() {
    let house = house().await;
    assert_eq!(signed_in(&house, ActAs::First).await.directory.me.role, Role::Guardian);
    let (rita, now) = (house.rita.id(), house.now());
    house.store.write(Lane::Any, move |tx| tx.end_role(rita, Role::Guardian, now)).await.unwrap();
    assert_eq!(signed_in(&house, ActAs::Ask).await.directory.me.role, Role::Staff);
}

#[tokio::test]
async fn nobody_acts_as_who_is_not_theirs() {
    let house = house().await;
    for (person_id, role) in
        [(house.rita.id(), Role::Admin), (house.ana.id(), Role::Staff), (id(), Role::Guardian)]
    {
        let (status, body) = sign_in(&house, ActAs::One { person_id, role }).await;
        assert_eq!((status, code(&body)), (StatusCode::NOT_FOUND, ErrorCode::NotFound));
    }
}

#[tokio::test]
async fn a_device_sees_what_its_role_sees_and_ends_with_it() {
    let house = house().await;
    let person_id = house.rita.id();
    let [staff, guardian] = [Role::Staff, Role::Guardian].map(|role| ActAs::One { person_id, role });
    let (staff, guardian) = (signed_in(&house, staff).await, signed_in(&house, guardian).await);
    let now = house.now();
    house.store.write(Lane::Any, move |tx| tx.end_role(person_id, Role::Staff, now)).await.unwrap();
    assert_eq!(directory(&house, &staff.token).await.unwrap_err(), ErrorCode::SessionRevoked);
    assert_eq!(directory(&house, &guardian.token).await.unwrap().me.role, Role::Guardian);
}

#[tokio::test]
async fn who_has_left_has_no_access_and_is_told_so_only_with_the_right_password() {
    let house = house().await;
    let token = signed_in(&house, ActAs::First).await.token;
    let rita = house.rita.id();
    let leaving = house.store.write(Lane::Any, move |tx| tx.set_person_state(rita, PersonState::Inactive));
    leaving.await.unwrap();
    assert_eq!(directory(&house, &token).await.unwrap_err(), ErrorCode::SessionRevoked);
    let (status, body) = sign_in(&house, ActAs::Ask).await;
    assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, ErrorCode::AccountEnded));
    house.set_password(vec![rita], "outra").await;
    let (status, body) = sign_in(&house, ActAs::Ask).await;
    assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, ErrorCode::BadCredentials));
    let back = house.store.write(Lane::Any, move |tx| tx.set_person_state(rita, PersonState::Active));
    back.await.unwrap();
    house.set_password(vec![rita], PASSWORD).await;
    assert_eq!(signed_in(&house, ActAs::First).await.directory.me.id, rita, "the same person as before");
}

/// A damaged database says nothing of access: "revoked" would make devices erase data that only the server
/// has lost.
#[tokio::test]
async fn a_role_whose_row_is_lost_locks_its_devices_and_erases_nothing() {
    let house = house().await;
    house.sqlite.execute("DELETE FROM roles", vec![]).await.unwrap();
    assert_eq!(directory(&house, &house.rita.token).await.unwrap_err(), ErrorCode::SessionUnknown);
}
