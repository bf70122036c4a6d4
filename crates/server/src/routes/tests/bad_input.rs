//! Answers to any input: each has a status and a code, and quotes nothing of the input.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorBody, ErrorCode, MarkRead, Op, SendMessage};

use crate::fixture::{House, id};

async fn refused(house: &House, request: Request<Body>) -> (StatusCode, ErrorCode) {
    let response = house.raw(request).await;
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice::<ErrorBody>(&body).expect("every refusal has a body").code)
}

fn post(house: &House, body: impl Into<Body>) -> Request<Body> {
    Request::post("/v1/ops")
        .header(header::AUTHORIZATION, format!("Bearer {}", house.rita.token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.into())
        .unwrap()
}

#[tokio::test]
async fn an_unknown_route_is_not_found() {
    let house = House::new().await;
    let request = Request::get("/v2/everything").body(Body::empty()).unwrap();
    assert_eq!(refused(&house, request).await, (StatusCode::NOT_FOUND, ErrorCode::NotFound));
}

#[tokio::test]
async fn a_wrong_method_is_said_to_be_one() {
    let house = House::new().await;
    let request = Request::put("/v1/ops").body(Body::empty()).unwrap();
    let expected = (StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadRequest);
    assert_eq!(refused(&house, request).await, expected);
}

#[tokio::test]
async fn what_is_not_the_json_of_an_operation_is_a_bad_request() {
    let house = House::new().await;
    let rating = r#"{"op_id":"01a20000-0000-7000-8000-000000000000","written_at":1,"op":{"type":"answer_csat",
        "conversation_id":"01a20000-0000-7000-8000-000000000000","ticket_id":"01a20000-0000-7000-8000-000000000000",
        "rating":6,"comment":null}}"#;
    for body in ["", "{", "[]", r#"{"op_id":"x"}"#, "\u{0}", rating] {
        let answer = refused(&house, post(&house, body.to_owned())).await;
        assert_eq!(answer, (StatusCode::BAD_REQUEST, ErrorCode::BadRequest), "{body}");
    }
    let answer = refused(&house, post(&house, vec![0xFF, 0xFE])).await;
    assert_eq!(answer, (StatusCode::BAD_REQUEST, ErrorCode::BadRequest));
}

#[tokio::test]
async fn a_list_is_no_object() {
    let house = House::new().await;
    let list = serde_json::json!([null]);
    let (status, _) = house.ask(Some(&house.rita.token), Method::PUT, "/v1/presence", Some(&list)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_does_not_say_that_it_is_json_is_not_read() {
    let house = House::new().await;
    for said in
        [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonx")]
    {
        let mut request = post(&house, "{}");
        request.headers_mut().remove(header::CONTENT_TYPE);
        if let Some(said) = said {
            request.headers_mut().insert(header::CONTENT_TYPE, said.parse().unwrap());
        }
        let expected = (StatusCode::UNSUPPORTED_MEDIA_TYPE, ErrorCode::BadRequest);
        assert_eq!(refused(&house, request).await, expected, "{said:?}");
    }
    let mut request = post(&house, "{}");
    request.headers_mut().insert(header::CONTENT_TYPE, "Application/JSON; charset=utf-8".parse().unwrap());
    assert_eq!(refused(&house, request).await, (StatusCode::BAD_REQUEST, ErrorCode::BadRequest));
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for_and_may_be_sent_again() {
    let house = House::new().await;
    tokio::time::pause();
    let silent = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let answer = refused(&house, post(&house, silent)).await;
    assert_eq!(answer, (StatusCode::REQUEST_TIMEOUT, ErrorCode::Unavailable));
}

#[tokio::test]
async fn a_body_that_comes_slowly_but_steadily_is_waited_for() {
    let house = House::new().await;
    tokio::time::pause();
    let pieces = futures_util::stream::unfold(0, |count| async move {
        tokio::time::sleep(Duration::from_millis(900)).await;
        (count < 60).then(|| (Ok::<_, std::io::Error>(vec![b' '; 1024]), count + 1))
    });
    let answer = refused(&house, post(&house, Body::from_stream(pieces))).await;
    assert_eq!(answer, (StatusCode::BAD_REQUEST, ErrorCode::BadRequest), "spaces are no operation");
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_too_large() {
    let house = House::new().await;
    let body = " ".repeat(super::super::BODY_LIMIT + 1);
    let answer = refused(&house, post(&house, body)).await;
    assert_eq!(answer, (StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TooLarge));
}

#[tokio::test]
async fn the_longest_message_fits_even_when_every_character_is_escaped() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let op = serde_json::json!({
        "op_id": id::<conversas_domain::ids::OpId>(), "written_at": 0,
        "op": {"type": "send_message", "conversation_id": conversation_id,
            "entry_id": id::<conversas_domain::ids::EntryId>(), "text": "TEXT", "seen": null},
    });
    let body = op.to_string().replace("TEXT", &r"\ud83d\udc4d".repeat(10_000));
    assert_eq!(house.raw(post(&house, body)).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn parameters_that_are_not_what_they_should_be_are_a_bad_request() {
    let house = House::new().await;
    for uri in [
        "/v1/bootstrap".to_owned(),
        "/v1/bootstrap?channel=x".to_owned(),
        format!("/v1/bootstrap?channel={}&after=x", house.secretary),
        format!("/v1/bootstrap?channel={}&limit=-1", house.secretary),
        "/v1/sync".to_owned(),
        "/v1/sync?cursor=x".to_owned(),
        "/v1/conversations/x/entries".to_owned(),
        format!("/v1/conversations/{}/entries?before=x", house.school),
    ] {
        let answer = house.refused(&house.rita, &uri).await;
        assert_eq!(answer, (StatusCode::BAD_REQUEST, ErrorCode::BadRequest), "{uri}");
    }
}

#[tokio::test]
async fn texts_too_long_or_empty_are_refused_with_a_receipt() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let send = |text: String| {
        Op::SendMessage(SendMessage {
            conversation_id,
            entry_id: id(),
            content: text.into(),
            ticket_id: None,
            seen: None,
        })
    };
    assert_eq!(house.rejected(&house.rita, send(" \n".into())).await, Rejection::TextEmpty);
    assert_eq!(house.rejected(&house.rita, send("a".repeat(10_001))).await, Rejection::TextTooLong);
}

#[tokio::test]
async fn numbers_at_the_edges_do_no_harm() {
    let house = House::new().await;
    let id = house.conversation().await;
    for before in [i64::MIN, -1, 0, i64::MAX] {
        let uri = format!("/v1/conversations/{id}/entries?before={before}&limit=100000");
        house.get::<conversas_protocol::EntriesPage>(&house.rita, &uri).await;
    }
    for seq in [i64::MIN, 0, i64::MAX] {
        let seq = conversas_domain::entry::Seq(seq);
        house.done(&house.rita, Op::MarkRead(MarkRead { conversation_id: id, seq })).await;
    }
}

#[tokio::test]
async fn a_strange_authorization_header_is_unauthorized() {
    let house = House::new().await;
    for value in ["", "Bearer", "Bearer ", "Basic cml0YQ==", "Bearer \u{7f}"] {
        let Ok(request) =
            Request::get("/v1/directory").header(header::AUTHORIZATION, value).body(Body::empty())
        else {
            continue;
        };
        let expected = (StatusCode::UNAUTHORIZED, ErrorCode::Unauthorized);
        assert_eq!(refused(&house, request).await, expected, "{value}");
    }
}

#[tokio::test]
async fn no_answer_is_kept_in_caches_taken_for_something_else_or_shown_by_other_pages() {
    let house = House::new().await;
    for uri in ["/healthz", "/readyz", "/v1/openapi.json", "/v1/directory", "/v1/uploads", "/nowhere"] {
        let request = Request::builder().method(Method::GET).uri(uri).body(Body::empty()).unwrap();
        let response = house.raw(request).await;
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(response.headers()[name], value, "{uri} {name}");
        }
    }
}

#[tokio::test]
async fn a_closed_store_is_unavailable() {
    let house = House::new().await;
    house.store.close();
    let body = serde_json::json!({
        "op_id": id::<conversas_domain::ids::OpId>(), "written_at": 0,
        "op": {"type": "mark_read", "conversation_id": house.school, "seq": 1},
    });
    let answer = refused(&house, post(&house, body.to_string())).await;
    assert_eq!(answer, (StatusCode::SERVICE_UNAVAILABLE, ErrorCode::Unavailable));
}
