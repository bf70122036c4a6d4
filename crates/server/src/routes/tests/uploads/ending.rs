//! Uploads that are ended, expire, break, or are too many.

use axum::http::StatusCode;
use conversas_domain::attachment::FileType;
use conversas_domain::moment::{DAY, HOUR};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, UploadState};

use super::refusal;
use crate::fixture::House;
use crate::fixture::files::{request, said, sample, state_in};

#[tokio::test]
async fn bytes_that_changed_on_their_way_are_refused_for_good() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    let mut changed = content.clone();
    *changed.last_mut().unwrap() ^= 1;
    let refused = UploadState::Refused { reason: Rejection::FileBroken };
    assert_eq!(house.upload(&house.juliana, &asked, &changed).await, refused);
    assert_eq!((house.contents(), house.partials()), (0, 0));
    assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), refused);
    let answer = refusal(house.append(&house.juliana, asked.id, 0, content.clone()).await).await;
    assert_eq!(answer, (StatusCode::GONE, ErrorCode::UploadGone, None));
    assert_eq!(house.end(&house.juliana, asked.id).await, StatusCode::NO_CONTENT);
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Ready, "begun anew");
}

#[tokio::test]
async fn an_ended_upload_is_gone_and_its_identifier_can_begin_anew() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..5].to_vec()).await;
    assert_eq!(house.end(&house.juliana, asked.id).await, StatusCode::NO_CONTENT);
    assert_eq!(house.partials(), 0);
    assert_eq!(house.end(&house.juliana, asked.id).await, StatusCode::GONE);
    assert_eq!(house.stands(&house.juliana, asked.id).await.status(), StatusCode::GONE);
    let answer = refusal(house.append(&house.juliana, asked.id, 5, "x").await).await;
    assert_eq!(answer, (StatusCode::GONE, ErrorCode::UploadGone, None));
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Ready);
}

#[tokio::test]
async fn an_upload_that_rests_for_a_day_is_over_and_one_that_goes_on_is_not() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.clock.advance(DAY - HOUR);
    house.append(&house.juliana, asked.id, 0, content[..5].to_vec()).await;
    house.clock.advance(DAY - HOUR);
    house.files.sweep().await.unwrap();
    assert_eq!(said(&house.stands(&house.juliana, asked.id).await, "upload-offset"), "5");
    house.clock.advance(HOUR);
    for swept in [false, true] {
        if swept {
            house.files.sweep().await.unwrap();
            assert_eq!(house.partials(), 0);
        }
        assert_eq!(house.stands(&house.juliana, asked.id).await.status(), StatusCode::GONE);
        assert_eq!(house.append(&house.juliana, asked.id, 5, "x").await.status(), StatusCode::GONE);
    }
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Ready, "begun anew");
}

#[tokio::test]
async fn an_upload_that_is_over_and_not_swept_yet_goes_on_when_it_is_begun_again() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..5].to_vec()).await;
    house.clock.advance(DAY);
    assert_eq!(house.stands(&house.juliana, asked.id).await.status(), StatusCode::GONE);
    let again = house.begin(&house.juliana, &asked, content.len()).await;
    assert_eq!((again.status(), said(&again, "upload-offset")), (StatusCode::CREATED, "5".into()));
    let stands = house.stands(&house.juliana, asked.id).await;
    assert_eq!((stands.status(), said(&stands, "upload-offset")), (StatusCode::OK, "5".into()));
    assert_eq!(said(&stands, "upload-expires"), said(&again, "upload-expires"), "it has another day");
    house.clock.advance(DAY - HOUR);
    house.files.sweep().await.unwrap();
    let last = house.append(&house.juliana, asked.id, 5, content[5..].to_vec()).await;
    assert_eq!(state_in(&last), UploadState::Ready);
}

#[tokio::test]
async fn one_person_has_so_many_uploads_under_way_and_others_are_not_in_their_way() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let mut begun = 0;
    let refused = loop {
        let asked = request("Boleto.pdf", FileType::Pdf, &content);
        let answer = house.begin(&house.juliana, &asked, content.len()).await;
        if answer.status() != StatusCode::CREATED {
            break answer;
        }
        begun += 1;
        assert!(begun < 1_000);
    };
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_ne!(said(&refused, "retry-after"), "");
    assert_eq!(begun, 32);
    house.file(&house.marcos, "Boleto.pdf", FileType::Pdf).await;
}
