//! Types of files that may be uploaded: by plan, size, content and name.

use axum::http::StatusCode;
use conversas_domain::attachment::{FileName, FileType, Media};
use conversas_domain::entry::EntryKind;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, Outcome, UploadRequest, UploadState};

use super::refusal;
use crate::config::FileConfig;
use crate::fixture::files::{bare_video, request, sample, voice, with_thumbnail};
use crate::fixture::{House, Someone, id};
use crate::ledger;
use crate::store::Lane;

const EACH: [FileType; 4] = [FileType::Pdf, FileType::Png, FileType::Voice, FileType::Mp4];
const PLANS: [Plan; 3] = [Plan::Basic, Plan::Standard, Plan::Premium];

fn named(file_type: FileType) -> String {
    format!("arquivo.{}", file_type.extensions()[0])
}

async fn set_plan(house: &House, plan: Plan) {
    let school = house.school;
    house.store.write(Lane::Any, move |tx| ledger::set_plan(tx, school, plan)).await.unwrap();
}

/// The refusal when an upload of this type is created; none if it begins.
async fn refused_at_creation(house: &House, who: &Someone, file_type: FileType) -> Option<Rejection> {
    let content = sample(file_type);
    let answer = house.begin(who, &request(&named(file_type), file_type, &content), content.len()).await;
    if answer.status() == StatusCode::CREATED {
        return None;
    }
    let (status, code, reason) = refusal(answer).await;
    assert_eq!((status, code), (StatusCode::FORBIDDEN, ErrorCode::FileRefused));
    reason
}

/// The refusal when a file is sent that was uploaded while the plan had its type.
async fn refused_at_send(house: &House, who: &Someone, plan: Plan, file_type: FileType) -> Option<Rejection> {
    let conversation = house.conversation().await;
    set_plan(house, Plan::Premium).await;
    let file = house.file(who, &named(file_type), file_type).await;
    set_plan(house, plan).await;
    match house.send_file(who, conversation, file).await {
        Outcome::Applied { .. } => None,
        Outcome::Rejected { reason } => Some(reason),
    }
}

#[tokio::test]
async fn each_plan_takes_what_it_has_at_creation_and_at_send_from_both_sides() {
    let house = House::new().await;
    for plan in PLANS {
        for file_type in EACH {
            let lacks = !plan.includes(file_type.kind().feature());
            let expected = lacks.then_some(Rejection::NotInPlan);
            for who in [&house.juliana, &house.rita] {
                set_plan(&house, plan).await;
                let created = refused_at_creation(&house, who, file_type).await;
                assert_eq!(created, expected, "{plan:?} {file_type:?} created");
                let sent = refused_at_send(&house, who, plan, file_type).await;
                assert_eq!(sent, expected, "{plan:?} {file_type:?} sent");
            }
        }
        set_plan(&house, plan).await;
        let conversation = house.conversation().await;
        house.say(&house.juliana, conversation, "palavras em todos os planos").await;
    }
}

#[tokio::test]
async fn a_plan_that_was_lowered_during_the_upload_is_asked_when_it_is_complete() {
    let house = House::new().await;
    let content = sample(FileType::Mp4);
    let asked = request("festa.mp4", FileType::Mp4, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    set_plan(&house, Plan::Basic).await;
    let state = house.upload(&house.juliana, &asked, &content).await;
    assert_eq!(state, UploadState::Refused { reason: Rejection::NotInPlan });
    house.files.sweep().await.unwrap();
    assert_eq!((house.contents(), house.partials()), (0, 0));
}

#[tokio::test]
async fn what_was_received_opens_in_every_plan() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let file = house.file(&house.rita, "festa.mp4", FileType::Mp4).await;
    house.send_file(&house.rita, conversation, file).await;
    set_plan(&house, Plan::Basic).await;
    let link = house.link(&house.juliana, file).await;
    assert_eq!(house.fetch(&house.juliana, &link.url).await, (StatusCode::OK, sample(FileType::Mp4)));
}

#[tokio::test]
async fn a_size_beyond_the_limit_is_refused_before_a_byte_is_read() {
    let house = House::with(FileConfig { limit: 1_000, ..FileConfig::default() }).await;
    let asked = request("filme.pdf", FileType::Pdf, b"");
    for (length, status, reason) in [
        (2 * 1024 * 1024 * 1024, StatusCode::PAYLOAD_TOO_LARGE, Rejection::FileTooLarge),
        (1_001, StatusCode::PAYLOAD_TOO_LARGE, Rejection::FileTooLarge),
        (0, StatusCode::UNPROCESSABLE_ENTITY, Rejection::FileEmpty),
    ] {
        let answer = refusal(house.begin(&house.juliana, &asked, length).await).await;
        assert_eq!(answer, (status, ErrorCode::FileRefused, Some(reason)), "{length}");
    }
    assert_eq!(house.begin(&house.juliana, &asked, 1_000).await.status(), StatusCode::CREATED);
    let directory: conversas_protocol::Directory = house.get(&house.juliana, "/v1/directory").await;
    assert_eq!(directory.file_limit, 1_000);
}

#[tokio::test]
async fn false_kinds_and_polyglots_are_refused_and_leave_nothing() {
    let house = House::new().await;
    let zip = sample(FileType::Zip);
    let jpeg_and_zip = [sample(FileType::Jpeg), zip.clone()].concat();
    let html: &[u8] = b"<!DOCTYPE html><script>alert(1)</script>";
    let svg: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let script: &[u8] = b"#!/bin/sh\nrm -rf /\n";
    let cases: [(&str, FileType, &[u8], Rejection); 10] = [
        ("foto.png", FileType::Png, script, Rejection::FileKindFalse),
        ("boleto.pdf", FileType::Pdf, html, Rejection::FileKindFalse),
        ("logo.png", FileType::Png, svg, Rejection::FileKindFalse),
        ("logo.svg", FileType::Png, svg, Rejection::FileKindNotAllowed),
        ("pagina.html", FileType::Text, html, Rejection::FileKindNotAllowed),
        ("foto.jpg", FileType::Jpeg, &zip, Rejection::FileKindFalse),
        ("fotos.zip", FileType::Zip, &jpeg_and_zip, Rejection::FileKindFalse),
        ("ata.docx", FileType::Zip, &zip, Rejection::FileBroken),
        ("programa.pdf.exe", FileType::Pdf, &sample(FileType::Pdf), Rejection::FileKindNotAllowed),
        ("voz.ogg", FileType::Voice, b"OggS and no page of it", Rejection::FileKindFalse),
    ];
    for (name, file_type, content, reason) in cases {
        let asked = request(name, file_type, content);
        let state = house.upload(&house.juliana, &asked, content).await;
        assert_eq!(state, UploadState::Refused { reason }, "{name}");
    }
    assert_eq!((house.contents(), house.partials()), (0, 0));
    let asked = UploadRequest { media: bare_video(), ..request("a.pdf", FileType::Pdf, b"x") };
    let answer = refusal(house.begin(&house.juliana, &asked, 1).await).await;
    let expected =
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, ErrorCode::FileRefused, Some(Rejection::FileKindFalse));
    assert_eq!(answer, expected, "a video that is a document");
}

#[tokio::test]
async fn a_polyglot_is_only_ever_what_it_was_taken_for() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let content =
        [sample(FileType::Jpeg), b"<script>alert(1)</script>".to_vec(), sample(FileType::Zip)].concat();
    let asked = request("foto.jpg", FileType::Jpeg, &content);
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Ready);
    house.send_file(&house.juliana, conversation, asked.id).await;
    let link = house.link(&house.rita, asked.id).await;
    let request =
        axum::http::Request::get(&link.url).header("Authorization", format!("Bearer {}", house.rita.token));
    let answer = house.raw(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.headers()["content-type"], "image/jpeg");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn a_voice_message_is_measured_by_the_server() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let file = house.file(&house.juliana, "voz.ogg", FileType::Voice).await;
    house.send_file(&house.juliana, conversation, file).await;
    let entries = house.thread(&house.rita, conversation).await.entries;
    let attachment = entries.last().unwrap().kind.attachment().unwrap();
    let Media::Voice { duration_ms, waveform } = &attachment.media else { panic!("a voice message") };
    assert_eq!(
        (*duration_ms, waveform.bars()),
        (2_000, [1, 2, 3].as_slice()),
        "not the nine that the client said"
    );
    let preview = house.inbox(&house.rita).await.conversations.remove(0).preview.unwrap();
    assert_eq!(preview.file.unwrap().duration_ms, Some(2_000));
}

#[tokio::test]
async fn a_voice_message_is_whole_and_no_longer_than_half_an_hour() {
    let house = House::new().await;
    let whole = voice(3_000);
    let cut = whole[..whole.len() - 40].to_vec();
    let (fits, too_long) = (voice(30 * 60 * 1_000 + 1_000), voice(30 * 60 * 1_000 + 1_020));
    let broken = UploadState::Refused { reason: Rejection::FileBroken };
    for (content, expected) in [(cut, broken), (too_long, broken), (fits, UploadState::Ready)] {
        let asked = request("voz.ogg", FileType::Voice, &content);
        assert_eq!(house.upload(&house.juliana, &asked, &content).await, expected);
    }
}

#[tokio::test]
async fn names_are_made_safe_and_never_name_a_place() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let content = sample(FileType::Pdf);
    let long = "a".repeat(300);
    for (raw, expected) in [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Windows\\boleto.pdf", "boleto.pdf"),
        ("bole\u{0}to\r\n.pdf", "boleto.pdf"),
        ("fatura\u{202E}fdp.pdf", "faturafdp.pdf"),
        ("..", "arquivo.pdf"),
        ("CON.pdf", "_CON.pdf"),
        (long.as_str(), &format!("{}.pdf", "a".repeat(116))),
    ] {
        let json = serde_json::json!({
            "id": id::<conversas_domain::ids::AttachmentId>(), "name": raw, "file_type": "pdf", "media": "document",
            "sha256": hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&content)),
        });
        let asked: UploadRequest = serde_json::from_value(json).unwrap();
        assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Ready, "{raw:?}");
        house.send_file(&house.juliana, conversation, asked.id).await;
        let entries = house.thread(&house.rita, conversation).await.entries;
        let EntryKind::Message { content } = &entries.last().unwrap().kind else { panic!("a message") };
        let name = content.attachment().unwrap().name.as_str().to_owned();
        assert_eq!(FileName::from(name.clone()).as_str(), name);
        assert_eq!(name, expected, "{raw:?}");
        let preview = house.inbox(&house.rita).await.conversations.remove(0).preview.unwrap();
        assert_eq!(preview.text, name);
    }
}

#[tokio::test]
async fn a_thumbnail_is_an_own_ready_small_jpeg_that_nothing_else_uses() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let small = house.file(&house.juliana, "mini.jpg", FileType::Jpeg).await;
    let theirs = house.file(&house.marcos, "mini.jpg", FileType::Jpeg).await;
    let png = house.file(&house.juliana, "mini.png", FileType::Png).await;
    let large = [sample(FileType::Jpeg), vec![7; 128 * 1024]].concat();
    let asked = request("grande.jpg", FileType::Jpeg, &large);
    house.upload(&house.juliana, &asked, &large).await;
    let content = [sample(FileType::Jpeg), vec![9; 10]].concat();
    for (thumbnail, expected) in [
        (id(), Some(Rejection::FileMissing)),
        (theirs, Some(Rejection::FileMissing)),
        (png, Some(Rejection::FileBroken)),
        (asked.id, Some(Rejection::FileBroken)),
        (small, None),
        (small, Some(Rejection::IdTaken)),
    ] {
        let picture = with_thumbnail(request("foto.jpg", FileType::Jpeg, &content), thumbnail);
        assert_eq!(house.upload(&house.juliana, &picture, &content).await, UploadState::Ready);
        let reason = match house.send_file(&house.juliana, conversation, picture.id).await {
            Outcome::Applied { .. } => None,
            Outcome::Rejected { reason } => Some(reason),
        };
        assert_eq!(reason, expected);
    }
    let link = house.link(&house.rita, small).await;
    assert_eq!(house.fetch(&house.rita, &link.url).await.0, StatusCode::OK, "shown with its picture");
    house.refused(&house.rita, &format!("/v1/attachments/{png}/link")).await;
}
