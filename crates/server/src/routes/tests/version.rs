//! Versions: an older app is told so, a newer one learns what this server does not know.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use conversas_protocol::{ErrorBody, ErrorCode, METADATA_KEY, PROTOCOL, PROTOCOL_HEADER};

use crate::fixture::House;

fn request(
    method: Method,
    uri: &str,
    token: Option<&str>,
    version: Option<u32>,
    body: &str,
) -> Request<Body> {
    let mut request =
        Request::builder().method(method).uri(uri).header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if let Some(version) = version {
        request = request.header(PROTOCOL_HEADER, version);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

async fn code(response: Response) -> (StatusCode, ErrorCode) {
    let status = response.status();
    let body = to_bytes(response.into_body(), 65_536).await.unwrap();
    (status, serde_json::from_slice::<ErrorBody>(&body).unwrap().code)
}

#[tokio::test]
async fn every_answer_says_the_version_of_its_server() {
    let house = House::new().await;
    for uri in ["/healthz", "/v1/directory", "/v1/nothing"] {
        let answer = house.raw(request(Method::GET, uri, None, None, "")).await;
        assert_eq!(answer.headers()[PROTOCOL_HEADER], PROTOCOL.to_string(), "{uri}");
    }
}

#[tokio::test]
async fn an_app_that_is_too_old_is_told_so_whatever_it_asks_for() {
    let house = House::told(|config| config.oldest_app = PROTOCOL).await;
    let token = Some(house.ana.token.as_str());
    for version in [None, Some(PROTOCOL - 1)] {
        for (method, uri) in [
            (Method::GET, "/v1/directory"),
            (Method::GET, "/v1/sync?cursor=x"),
            (Method::POST, "/v1/ops"),
            (Method::POST, "/v1/sessions"),
            (Method::DELETE, "/v1/sessions/current"),
        ] {
            let answer = house.raw(request(method, uri, token, version, "{}")).await;
            assert_eq!(answer.headers()[header::UPGRADE], format!("{PROTOCOL_HEADER}/{PROTOCOL}"), "{uri}");
            let expected = (StatusCode::UPGRADE_REQUIRED, ErrorCode::AppTooOld);
            assert_eq!(code(answer).await, expected, "{version:?} {uri}");
        }
        for uri in ["/healthz", "/v1/openapi.json"] {
            let answer = house.raw(request(Method::GET, uri, None, version, "")).await;
            assert_eq!(answer.status(), StatusCode::OK, "{uri}");
        }
    }
    for version in [PROTOCOL, PROTOCOL + 1] {
        let answer = house.raw(request(Method::GET, "/v1/directory", token, Some(version), "")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{version}");
    }
}

#[tokio::test]
async fn an_app_of_before_versions_is_taken_as_long_as_the_server_can() {
    let house = House::new().await;
    let token = Some(house.ana.token.as_str());
    let answer = house.raw(request(Method::GET, "/v1/directory", token, None, "")).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_operation_of_a_newer_app_is_not_refused_for_good() {
    let house = House::new().await;
    let token = Some(house.ana.token.as_str());
    let op =
        |op: &str| format!(r#"{{"op_id":"01a20000-0000-7000-8000-000000000000","written_at":1,"op":{op}}}"#);
    let id = "01a20000-0000-7000-8000-000000000001";
    let poll = op(&format!(r#"{{"type":"open_poll","conversation_id":"{id}","options":["a"]}}"#));
    let content = op(&format!(
        r#"{{"type":"start_ticket","conversation_id":"{id}","entry_id":"{id}","poll":{{}},"seen":1}}"#
    ));
    let unknown = (StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::UnknownOperation);
    let bad = (StatusCode::BAD_REQUEST, ErrorCode::BadRequest);
    for (body, version, expected) in [
        (&poll, None, unknown),
        (&poll, Some(PROTOCOL), unknown),
        (&poll, Some(PROTOCOL + 1), unknown),
        // A value that an app of this version would not send is its fault; one of a newer app may be the
        // server's.
        (&content, Some(PROTOCOL), bad),
        (&content, Some(PROTOCOL + 1), unknown),
    ] {
        let answer = house.raw(request(Method::POST, "/v1/ops", token, version, body)).await;
        assert_eq!(code(answer).await, expected, "{version:?} {body}");
    }
}

#[tokio::test]
async fn an_upload_of_a_newer_app_is_not_refused_for_good() {
    let house = House::new().await;
    let asked = r#"{"id":"01a20000-0000-7000-8000-000000000000","name":"a.glb","file_type":"hologram"}"#;
    let unknown = (StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::UnknownOperation);
    let bad = (StatusCode::BAD_REQUEST, ErrorCode::BadRequest);
    for (version, expected) in [(None, bad), (Some(PROTOCOL), bad), (Some(PROTOCOL + 1), unknown)] {
        let mut begin = request(Method::POST, "/v1/uploads", Some(&house.ana.token), version, "");
        let metadata = format!("{METADATA_KEY} {}", STANDARD.encode(asked));
        for (name, value) in
            [("tus-resumable", "1.0.0"), ("upload-length", "9"), ("upload-metadata", metadata.as_str())]
        {
            begin.headers_mut().insert(name, value.parse().unwrap());
        }
        assert_eq!(code(house.raw(begin).await).await, expected, "{version:?}");
    }
}
