//! The quota of files that are uploaded and not sent.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use conversas_domain::attachment::FileType;
use conversas_domain::moment::DAY;
use conversas_protocol::{ErrorBody, ErrorCode, UploadRequest, UploadState};
use tokio::time::timeout;

use crate::config::{FileConfig, Quota};
use crate::fixture::files::{body_of, request, said, sample};
use crate::fixture::{House, Someone};

fn with(quota: Quota) -> FileConfig {
    FileConfig { quota, ..FileConfig::default() }
}

/// Begins an upload of so many bytes; answers the code, if it is refused, and the seconds to wait.
async fn begin(house: &House, who: &Someone, length: usize) -> Option<(ErrorCode, u64)> {
    let asked = request("Boleto.pdf", FileType::Pdf, &sample(FileType::Pdf));
    let answer = house.begin(who, &asked, length).await;
    if answer.status() == StatusCode::CREATED {
        return None;
    }
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait = said(&answer, RETRY_AFTER.as_str()).parse().unwrap();
    Some((serde_json::from_slice::<ErrorBody>(&body_of(answer).await).unwrap().code, wait))
}

#[tokio::test]
async fn a_person_fills_no_more_than_their_quota_of_bytes_and_sending_makes_room() {
    let size = sample(FileType::Pdf).len() as u64;
    let house = House::with(with(Quota { bytes_of_person: 2 * size, ..Quota::DEFAULT })).await;
    let conversation = house.conversation().await;
    let first = house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    house.file(&house.juliana, "Outro.pdf", FileType::Pdf).await;
    let (code, wait) = begin(&house, &house.juliana, 1).await.expect("no room");
    assert_eq!(code, ErrorCode::QuotaReached);
    assert!((60..=3_600).contains(&wait), "{wait}");
    assert_eq!(begin(&house, &house.marcos, 1).await, None, "another person's room is theirs");
    house.send_file(&house.juliana, conversation, first).await;
    assert_eq!(begin(&house, &house.juliana, 1).await, None);
    house.clock.advance(8 * DAY);
    house.files.sweep().await.unwrap();
    assert_eq!(begin(&house, &house.juliana, 2 * size as usize).await, None, "time makes room too");
}

#[tokio::test]
async fn uploads_that_are_begun_and_ended_count_for_a_day() {
    let house = House::with(with(Quota { files_of_person: 3, ..Quota::DEFAULT })).await;
    for _ in 0..3 {
        let asked = request("Boleto.pdf", FileType::Pdf, &sample(FileType::Pdf));
        assert_eq!(house.begin(&house.juliana, &asked, 9).await.status(), StatusCode::CREATED);
        assert_eq!(house.end(&house.juliana, asked.id).await, StatusCode::NO_CONTENT);
    }
    assert!(begin(&house, &house.juliana, 9).await.is_some());
    house.clock.advance(DAY);
    house.files.sweep().await.unwrap();
    assert_eq!(begin(&house, &house.juliana, 9).await, None);
}

#[tokio::test]
async fn one_who_uploads_and_ends_again_and_again_leaves_nothing_on_the_disk() {
    let house = House::new().await;
    let mut asked = request("Notas.txt", FileType::Text, b"");
    for number in 0..5 {
        let content = format!("Nota {number}").into_bytes();
        // The identifier is the same each time, so that no row is left that counts.
        asked = UploadRequest { id: asked.id, ..request("Notas.txt", FileType::Text, &content) };
        assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Ready);
        assert_eq!(house.contents(), 1);
        if number < 4 {
            assert_eq!(house.end(&house.juliana, asked.id).await, StatusCode::NO_CONTENT);
        }
    }
    // Hanging up before the end is done does not help either.
    let mut hung_up = Box::pin(house.end(&house.juliana, asked.id));
    while house.stands(&house.juliana, asked.id).await.status() != StatusCode::GONE {
        if futures_util::poll!(&mut hung_up).is_ready() {
            break;
        }
        tokio::task::yield_now().await;
    }
    drop(hung_up);
    let removed = async {
        while house.contents() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(20), removed).await.expect("ended all the same");
}

#[tokio::test]
async fn a_school_has_a_quota_of_its_own() {
    for quota in
        [Quota { files_of_school: 2, ..Quota::DEFAULT }, Quota { bytes_of_school: 20, ..Quota::DEFAULT }]
    {
        let house = House::with(with(quota)).await;
        assert_eq!(begin(&house, &house.juliana, 10).await, None);
        assert_eq!(begin(&house, &house.rita, 10).await, None);
        assert!(begin(&house, &house.marcos, 10).await.is_some());
        assert_eq!(begin(&house, &house.bruno, 10).await, None, "another school");
    }
}

#[tokio::test]
async fn what_some_begin_and_end_leaves_the_school_its_room() {
    let quota = Quota { files_of_school: 2, ..Quota::DEFAULT };
    let house = House::with(with(quota)).await;
    for who in [&house.juliana, &house.neusa] {
        for _ in 0..2 {
            let asked = request("Boleto.pdf", FileType::Pdf, &sample(FileType::Pdf));
            assert_eq!(house.begin(who, &asked, 9).await.status(), StatusCode::CREATED);
            assert_eq!(house.end(who, asked.id).await, StatusCode::NO_CONTENT);
        }
        let refused = request("Boleto.pdf", FileType::Pdf, b"x");
        house.upload(who, &refused, b"y").await;
    }
    assert_eq!(begin(&house, &house.marcos, 10).await, None);
    assert_eq!(begin(&house, &house.rita, 10).await, None);
    assert!(begin(&house, &house.camila, 10).await.is_some(), "uploads under way do fill it");
}

#[tokio::test]
async fn an_upload_under_way_goes_on_whatever_the_quota_says() {
    let house = House::with(with(Quota { files_of_person: 1, ..Quota::DEFAULT })).await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    assert!(begin(&house, &house.juliana, 1).await.is_some());
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Ready);
}
