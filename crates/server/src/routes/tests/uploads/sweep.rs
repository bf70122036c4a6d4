//! Keeping files: which, how often, and for how long.

use axum::http::StatusCode;
use conversas_domain::attachment::FileType;
use conversas_domain::moment::DAY;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ForwardMessages, Outcome, UploadState};

use crate::fixture::House;
use crate::fixture::files::{request, said, sample, state_in};

#[tokio::test]
async fn the_same_content_is_kept_once_in_a_school_and_again_in_another() {
    let house = House::new().await;
    for who in [&house.juliana, &house.juliana, &house.rita] {
        house.file(who, "Boleto.pdf", FileType::Pdf).await;
        assert_eq!(house.contents(), 1);
    }
    house.file(&house.bruno, "Boleto.pdf", FileType::Pdf).await;
    assert_eq!(house.contents(), 2);
}

#[tokio::test]
async fn only_who_uploaded_a_content_is_spared_to_upload_it_again() {
    let house = House::new().await;
    house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    let content = sample(FileType::Pdf);
    let offset_of = async |who, name| {
        let asked = request(name, FileType::Pdf, &content);
        let begun = house.begin(who, &asked, content.len()).await;
        (said(&begun, "upload-offset"), state_in(&begun))
    };
    let complete = (content.len().to_string(), UploadState::Ready);
    let empty = ("0".to_owned(), UploadState::Uploading);
    assert_eq!(offset_of(&house.juliana, "Outro nome.PDF").await, complete);
    assert_eq!(offset_of(&house.juliana, "Outro tipo.txt").await, empty, "the name decides about the kind");
    assert_eq!(offset_of(&house.marcos, "Boleto.pdf").await, empty, "a hash proves nothing");
    assert_eq!(offset_of(&house.bia, "Boleto.pdf").await, empty);
}

#[tokio::test]
async fn a_file_that_is_not_sent_goes_after_a_week_and_its_content_with_the_last_of_it() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let unsent = house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    house.clock.advance(DAY);
    let sent = house.sent_file(&house.juliana, conversation).await;
    let other = house.file(&house.juliana, "foto.png", FileType::Png).await;
    house.clock.advance(6 * DAY);
    house.files.sweep().await.unwrap();
    let missing = Outcome::Rejected { reason: Rejection::FileMissing };
    assert_eq!(house.send_file(&house.juliana, conversation, unsent).await, missing);
    assert_eq!(house.contents(), 2, "the sent one has the same content");
    house.clock.advance(DAY);
    house.files.sweep().await.unwrap();
    assert_eq!(house.contents(), 1);
    assert_eq!(house.send_file(&house.juliana, conversation, other).await, missing);
    house.clock.advance(400 * DAY);
    house.files.sweep().await.unwrap();
    let link = house.link(&house.rita, sent).await;
    assert_eq!(house.fetch(&house.rita, &link.url).await.0, StatusCode::OK, "what was sent stays");
}

#[tokio::test]
async fn what_was_sent_cannot_be_ended() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let sent = house.sent_file(&house.juliana, conversation).await;
    assert_eq!(house.end(&house.juliana, sent).await, StatusCode::GONE);
    house.files.sweep().await.unwrap();
    let link = house.link(&house.rita, sent).await;
    assert_eq!(house.fetch(&house.rita, &link.url).await.0, StatusCode::OK);
}

#[tokio::test]
async fn an_ended_file_takes_its_content_along_unless_another_needs_it() {
    let house = House::new().await;
    let first = house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    let second = house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    house.end(&house.juliana, first).await;
    assert_eq!(house.contents(), 1);
    house.end(&house.juliana, second).await;
    assert_eq!(house.contents(), 0);
}

#[tokio::test]
async fn a_content_that_cannot_be_removed_stops_no_other_and_goes_later() {
    for stubborn in 0..2 {
        let house = House::new().await;
        for (name, file_type) in [("Boleto.pdf", FileType::Pdf), ("foto.png", FileType::Png)] {
            house.file(&house.juliana, name, file_type).await;
        }
        house.clock.advance(8 * DAY);
        let mut contents = house.content_paths();
        contents.sort();
        // A folder in the file's place cannot be removed as a file.
        std::fs::remove_file(&contents[stubborn]).unwrap();
        std::fs::create_dir(&contents[stubborn]).unwrap();
        house.files.sweep().await.unwrap();
        assert!(!contents[1 - stubborn].exists());
        std::fs::remove_dir(&contents[stubborn]).unwrap();
        std::fs::write(&contents[stubborn], "removable again").unwrap();
        house.files.sweep().await.unwrap();
        assert_eq!(house.contents(), 0);
    }
}

#[tokio::test]
async fn a_forwarded_file_stays_until_nobody_refers_to_it() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let file = house.sent_file(&house.juliana, conversation).await;
    let entries = house.thread(&house.rita, conversation).await.entries;
    let forward = conversas_protocol::Op::ForwardMessages(ForwardMessages {
        conversation_id: conversation,
        channel_id: house.finance,
        entries: vec![entries.last().unwrap().id],
        note: None,
    });
    house.done(&house.rita, forward).await;
    house.clock.advance(30 * DAY);
    for left in [1, 0] {
        // Messages are never deleted yet; a school that leaves will be.
        let forget =
            "DELETE FROM attachment_refs WHERE entry_id = (SELECT min(entry_id) FROM attachment_refs)";
        house.sqlite.execute(forget, Vec::new()).await.unwrap();
        house.files.sweep().await.unwrap();
        assert_eq!(house.contents(), left, "{file}");
    }
}

#[tokio::test]
async fn partial_files_without_an_upload_go() {
    let house = House::new().await;
    let stray = house
        .folder()
        .join("uploads")
        .join(crate::fixture::id::<conversas_domain::ids::AttachmentId>().to_string());
    std::fs::write(&stray, "nobody's").unwrap();
    house.files.sweep().await.unwrap();
    assert!(!stray.exists());
}
