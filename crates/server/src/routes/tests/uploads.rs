//! Uploads: tus, from its headers to what is on the disk.

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode};
use conversas_domain::attachment::FileType;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorBody, ErrorCode, UploadState};
use futures_util::stream;

use crate::config::FileConfig;
use crate::fixture::files::{body_of, request, said, sample, state_in};
use crate::fixture::{House, id};

mod ending;
mod kinds;
mod pictures;
mod quota;
mod resuming;
mod scanner;
mod sweep;

async fn refusal(response: axum::http::Response<Body>) -> (StatusCode, ErrorCode, Option<Rejection>) {
    let status = response.status();
    let body: ErrorBody = serde_json::from_slice(&body_of(response).await).expect("every refusal has a body");
    (status, body.code, body.reason)
}

#[tokio::test]
async fn everybody_may_ask_what_the_server_speaks() {
    let house = House::with(FileConfig { limit: 1234, ..FileConfig::default() }).await;
    let asked = Request::builder().method(Method::OPTIONS).uri("/v1/uploads").body(Body::empty()).unwrap();
    let answer = house.raw(asked).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(said(&answer, "tus-version"), "1.0.0");
    assert_eq!(said(&answer, "tus-extension"), "creation,expiration,termination");
    assert_eq!(said(&answer, "tus-max-size"), "1234");
    assert_eq!(said(&answer, "tus-resumable"), "1.0.0");
}

#[tokio::test]
async fn a_file_comes_in_by_pieces_and_is_ready() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    let begun = house.begin(&house.juliana, &asked, content.len()).await;
    assert_eq!(begun.status(), StatusCode::CREATED);
    assert_eq!(said(&begun, "location"), format!("/v1/uploads/{}", asked.id));
    assert_eq!(said(&begun, "upload-offset"), "0");
    assert_eq!(said(&begun, "upload-expires"), "Sat, 16 Jan 2027 08:00:00 GMT");
    assert_eq!(said(&begun, "tus-resumable"), "1.0.0");
    assert_eq!(state_in(&begun), UploadState::Uploading);
    let first = house.append(&house.juliana, asked.id, 0, content[..9].to_vec()).await;
    assert_eq!((first.status(), said(&first, "upload-offset")), (StatusCode::NO_CONTENT, "9".into()));
    assert_eq!(state_in(&first), UploadState::Uploading);
    let stands = house.stands(&house.juliana, asked.id).await;
    assert_eq!(stands.status(), StatusCode::OK);
    assert_eq!(
        (said(&stands, "upload-offset"), said(&stands, "upload-length")),
        ("9".into(), content.len().to_string())
    );
    assert_eq!(said(&stands, "cache-control"), "no-store");
    let last = house.append(&house.juliana, asked.id, 9, content[9..].to_vec()).await;
    assert_eq!(state_in(&last), UploadState::Ready);
    assert_eq!(said(&last, "upload-offset"), content.len().to_string());
    assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), UploadState::Ready);
    assert_eq!((house.contents(), house.partials()), (1, 0));
}

#[tokio::test]
async fn the_same_request_again_answers_where_it_stands() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..5].to_vec()).await;
    let again = house.begin(&house.juliana, &asked, content.len()).await;
    assert_eq!((again.status(), said(&again, "upload-offset")), (StatusCode::CREATED, "5".into()));
    house.append(&house.juliana, asked.id, 5, content[5..].to_vec()).await;
    let again = house.begin(&house.juliana, &asked, content.len()).await;
    assert_eq!(
        (said(&again, "upload-offset"), state_in(&again)),
        (content.len().to_string(), UploadState::Ready)
    );
}

#[tokio::test]
async fn an_identifier_is_one_request_of_one_person() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    let mut other = asked.clone();
    other.sha256 = "0".repeat(64);
    for (asked, length) in [(&asked, content.len() + 1), (&other, content.len())] {
        let answer = refusal(house.begin(&house.juliana, asked, length).await).await;
        let expected = (StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::FileRefused, Some(Rejection::IdTaken));
        assert_eq!(answer, expected);
    }
    let answer = refusal(house.begin(&house.marcos, &asked, content.len()).await).await;
    assert_eq!(answer, (StatusCode::NOT_FOUND, ErrorCode::NotFound, None));
}

#[tokio::test]
async fn a_request_that_is_none_begins_nothing() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let good = request("Boleto.pdf", FileType::Pdf, &content);
    for sha256 in ["", "x", &"A".repeat(64)] {
        let asked = conversas_protocol::UploadRequest { sha256: (*sha256).to_owned(), ..good.clone() };
        let answer = house.begin(&house.juliana, &asked, 3).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    }
    for headers in [
        vec![],
        vec![("Upload-Length", "5")],
        vec![("Upload-Length", "-5"), ("Upload-Metadata", "attachment e30=")],
        vec![("Upload-Length", "5"), ("Upload-Metadata", "attachment e30=")],
        vec![("Upload-Length", "5"), ("Upload-Metadata", "attachment !!!")],
        vec![("Upload-Defer-Length", "1")],
    ] {
        let answer = house.tus(&house.juliana, Method::POST, "/v1/uploads", &headers, Body::empty()).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{headers:?}");
    }
    assert_eq!(house.partials(), 0);
}

#[tokio::test]
async fn another_version_of_tus_is_told_ours() {
    let house = House::new().await;
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        let request = Request::builder()
            .method(method)
            .uri(format!("/v1/uploads/{}", id::<conversas_domain::ids::AttachmentId>()))
            .header("Authorization", format!("Bearer {}", house.rita.token))
            .header("Tus-Resumable", "0.2.2");
        let answer = house.raw(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::PRECONDITION_FAILED);
        assert_eq!(said(&answer, "tus-version"), "1.0.0");
    }
}

#[tokio::test]
async fn only_the_next_bytes_are_taken_and_no_more_than_there_are_to_come() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..5].to_vec()).await;
    for offset in [0, 4, 6, content.len()] {
        let answer = refusal(house.append(&house.juliana, asked.id, offset, "x").await).await;
        assert_eq!(answer, (StatusCode::CONFLICT, ErrorCode::OffsetConflict, None), "{offset}");
    }
    let too_much = [content.clone(), vec![0; 50]].concat();
    let announced = refusal(house.append(&house.juliana, asked.id, 5, too_much.clone()).await).await;
    assert_eq!(announced, (StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TooLarge, None));
    let silent = Body::from_stream(stream::iter([Ok::<_, std::io::Error>(Bytes::from(too_much))]));
    let silent = refusal(house.append(&house.juliana, asked.id, 5, silent).await).await;
    assert_eq!(silent, (StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TooLarge, None));
    assert_eq!(said(&house.stands(&house.juliana, asked.id).await, "upload-offset"), "5");
    let uri = format!("/v1/uploads/{}", asked.id);
    let headers = [("Upload-Offset", "5"), ("Content-Type", "text/plain")];
    let kind = house.tus(&house.juliana, Method::PATCH, &uri, &headers, "x").await;
    assert_eq!(kind.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let last = house.append(&house.juliana, asked.id, 5, content[5..].to_vec()).await;
    assert_eq!(state_in(&last), UploadState::Ready);
}
