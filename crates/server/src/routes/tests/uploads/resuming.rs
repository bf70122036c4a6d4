//! Broken lines, stopped servers, full disks: an upload goes on where it stood.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use conversas_domain::attachment::FileType;
use conversas_protocol::{ErrorCode, UploadState};
use futures_util::stream;

use super::refusal;
use crate::config::FileConfig;
use crate::fixture::House;
use crate::fixture::files::{request, said, sample, state_in};

/// A body that brings these pieces and then breaks.
fn breaking(pieces: Vec<Vec<u8>>) -> Body {
    let pieces = pieces.into_iter().map(|piece| Ok(Bytes::from(piece)));
    Body::from_stream(stream::iter(pieces.chain([Err(std::io::Error::other("the line broke"))])))
}

#[tokio::test]
async fn what_arrived_before_the_line_broke_is_kept() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    let body = breaking(vec![content[..3].to_vec(), content[3..11].to_vec()]);
    house.append(&house.juliana, asked.id, 0, body).await;
    assert_eq!(said(&house.stands(&house.juliana, asked.id).await, "upload-offset"), "11");
    let last = house.append(&house.juliana, asked.id, 11, content[11..].to_vec()).await;
    assert_eq!(state_in(&last), UploadState::Ready);
}

#[tokio::test]
async fn an_upload_goes_on_after_the_server_started_again() {
    let mut house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..7].to_vec()).await;
    house.restart(FileConfig::default()).await;
    assert_eq!(said(&house.stands(&house.juliana, asked.id).await, "upload-offset"), "7");
    let last = house.append(&house.juliana, asked.id, 7, content[7..].to_vec()).await;
    assert_eq!(state_in(&last), UploadState::Ready);
}

#[tokio::test]
async fn a_server_that_stops_between_the_last_byte_and_the_look_looks_later() {
    for by_sweep in [false, true] {
        let mut house = House::new().await;
        let content = sample(FileType::Pdf);
        let asked = request("Boleto.pdf", FileType::Pdf, &content);
        house.begin(&house.juliana, &asked, content.len()).await;
        std::fs::write(house.folder().join("uploads").join(asked.id.to_string()), &content).unwrap();
        house.restart(FileConfig::default()).await;
        if by_sweep {
            house.files.sweep().await.unwrap();
            assert_eq!(house.contents(), 1);
        }
        assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), UploadState::Ready);
    }
}

#[tokio::test]
async fn of_two_at_once_one_is_taken_and_who_asks_where_it_stands_ends_a_dead_line() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    let (line, silent) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(1);
    let silent = Body::from_stream(stream::unfold(silent, |mut silent| async {
        silent.recv().await.map(|piece| (piece, silent))
    }));
    let first = house.append(&house.juliana, asked.id, 0, silent);
    let second = async {
        line.send(Ok(Bytes::copy_from_slice(&content[..4]))).await.unwrap();
        // A second place in the channel is free only when the first piece was taken.
        line.send(Ok(Bytes::copy_from_slice(&content[4..6]))).await.unwrap();
        let second = refusal(house.append(&house.juliana, asked.id, 0, content.clone()).await).await;
        assert_eq!(second, (StatusCode::CONFLICT, ErrorCode::OffsetConflict, None));
        house.stands(&house.juliana, asked.id).await
    };
    let (first, stands) = tokio::join!(first, second);
    assert_eq!(first.status(), StatusCode::NO_CONTENT);
    let arrived: usize = said(&stands, "upload-offset").parse().unwrap();
    assert!((4..=6).contains(&arrived), "{arrived}");
    let last = house.append(&house.juliana, asked.id, arrived, content[arrived..].to_vec()).await;
    assert_eq!(state_in(&last), UploadState::Ready);
}

#[tokio::test]
async fn a_full_disk_is_said_and_what_was_kept_before_stays() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    let partial = house.folder().join("uploads").join(asked.id.to_string());
    std::os::unix::fs::symlink("/dev/full", &partial).unwrap();
    let answer = house.append(&house.juliana, asked.id, 0, content.clone()).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    std::fs::remove_file(&partial).unwrap();
    // The folder of contents is replaced by a file, so that no content can be stored from here on.
    let contents = house.folder().join("files");
    std::fs::remove_dir(&contents).unwrap();
    std::fs::write(&contents, "no folder").unwrap();
    let answer = house.append(&house.juliana, asked.id, 0, content.clone()).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(house.stands(&house.juliana, asked.id).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    std::fs::remove_file(&contents).unwrap();
    std::fs::create_dir(&contents).unwrap();
    assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), UploadState::Ready);
    assert_eq!((house.contents(), house.partials()), (1, 0));
}
