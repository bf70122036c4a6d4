//! Answers of a newer server that this app does not know.

use conversas_domain::code::Code;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, PROTOCOL, PROTOCOL_HEADER};

use super::*;

fn own(status: u16, body: &str) -> Reply {
    Reply::new(status, JSON, body).with(INSTALLATION_HEADER, installation().to_string())
}

async fn asked(reply: Reply) -> Result<()> {
    let portal = Portal::to(NOWHERE).await;
    portal.says(Says::Answers(reply));
    remote(&portal.url()).directory().await.map(drop)
}

#[tokio::test]
async fn an_unknown_code_means_what_its_status_does_and_never_ends_a_session() {
    let strange = ErrorCode::Unknown(Code::from("of_tomorrow"));
    for (status, expected) in [
        (400, strange),
        (401, ErrorCode::Unauthorized),
        (403, strange),
        (404, ErrorCode::NotFound),
        (408, ErrorCode::Unavailable),
        (409, strange),
        (410, ErrorCode::UploadGone),
        (413, ErrorCode::TooLarge),
        (422, strange),
        (429, ErrorCode::TooManyAttempts),
        (500, ErrorCode::Internal),
        (503, ErrorCode::Unavailable),
        (507, ErrorCode::Internal),
    ] {
        let body = r#"{"code":"of_tomorrow","message":"","hint":7}"#;
        match asked(own(status, body)).await {
            Err(NetError::Refused { code, .. }) => assert_eq!(code, expected, "{status}"),
            other => panic!("{status}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_unknown_reason_of_a_refused_file_is_kept() {
    let body = r#"{"code":"file_refused","message":"","reason":"file_too_loud"}"#;
    let Err(NetError::Refused { reason, .. }) = asked(own(422, body)).await else { panic!("refused") };
    assert_eq!(reason, Some(Rejection::Unknown(Code::from("file_too_loud"))));
}

#[tokio::test]
async fn an_app_that_is_too_old_is_neither_offline_nor_signed_out() {
    for body in [r#"{"code":"app_too_old","message":""}"#, r#"{"code":"of_tomorrow","message":""}"#] {
        let outcome = asked(own(426, body)).await;
        assert_eq!(outcome, Err(NetError::AppTooOld), "{body}");
        let error = NetError::AppTooOld;
        assert!(error.may_pass() && !error.ends_session() && error.retry_after().is_some());
    }
    let portal = Portal::to(NOWHERE).await;
    portal.says(Says::Answers(own(426, "")));
    assert_eq!(remote(&portal.url()).upload(fresh()).await.err(), Some(NetError::AppTooOld));
}

#[tokio::test]
async fn only_a_server_that_says_a_newer_version_makes_an_answer_that_cannot_be_read_a_newer_one() {
    for (version, expected) in [
        (None, NetError::NotAServer),
        (Some(PROTOCOL), NetError::NotAServer),
        (Some(PROTOCOL + 1), NetError::AppTooOld),
    ] {
        let reply = own(200, r#"{"me":"changed"}"#);
        let reply = match version {
            Some(version) => reply.with(PROTOCOL_HEADER, version.to_string()),
            None => reply,
        };
        assert_eq!(asked(reply).await, Err(expected), "{version:?}");
    }
}
