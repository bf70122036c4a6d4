//! Downloads of files: for whom, in what form, and for how long.

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use conversas_domain::attachment::{AttachmentKind, FileGlimpse, FileType};
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::moment::HOUR;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    ErrorCode, FinishTicket, ForwardMessages, Op, OpContent, OpenConversation, Outcome, StartTicket,
    SyncChange,
};

use crate::config::FileConfig;
use crate::fixture::files::{body_of, said, sample};
use crate::fixture::{House, START, Someone, id};
use crate::ledger;
use crate::store::Lane;

/// A file that Juliana has sent the secretary's office.
async fn scene() -> (House, ConversationId, AttachmentId) {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let file = house.sent_file(&house.juliana, conversation).await;
    (house, conversation, file)
}

async fn get(house: &House, who: &Someone, url: &str, range: Option<&str>) -> Response<Body> {
    let mut request = Request::get(url).header(header::AUTHORIZATION, format!("Bearer {}", who.token));
    if let Some(range) = range {
        request = request.header(header::RANGE, range);
    }
    house.raw(request.body(Body::empty()).unwrap()).await
}

fn link_of(file: AttachmentId) -> String {
    format!("/v1/attachments/{file}/link")
}

const NOT_FOUND: (StatusCode, ErrorCode) = (StatusCode::NOT_FOUND, ErrorCode::NotFound);

#[tokio::test]
async fn a_file_goes_out_as_what_it_is_and_nothing_runs_it() {
    let (house, _, file) = scene().await;
    let link = house.link(&house.rita, file).await;
    assert_eq!(link.expires_at, START.plus(HOUR / 12));
    let answer = get(&house, &house.rita, &link.url, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment; filename*=UTF-8''Declara%C3%A7%C3%A3o.pdf"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("cache-control", "private, no-store"),
        ("accept-ranges", "bytes"),
        ("content-length", &sample(FileType::Pdf).len().to_string()),
    ] {
        assert_eq!(said(&answer, name), value);
    }
    assert_eq!(body_of(answer).await, sample(FileType::Pdf));
}

#[tokio::test]
async fn a_part_of_a_file_goes_out() {
    let (house, _, file) = scene().await;
    let url = house.link(&house.rita, file).await.url;
    let content = sample(FileType::Pdf);
    let all = content.len();
    for (range, part) in [("bytes=0-3", 0..4), ("bytes=5-", 5..all), ("bytes=-4", all - 4..all)] {
        let answer = get(&house, &house.rita, &url, Some(range)).await;
        assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        assert_eq!(said(&answer, "content-range"), format!("bytes {}-{}/{all}", part.start, part.end - 1));
        assert_eq!(said(&answer, "content-length"), part.len().to_string());
        assert_eq!(said(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(body_of(answer).await, content[part]);
    }
    let beyond = get(&house, &house.rita, &url, Some("bytes=4000-")).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(said(&beyond, "content-range"), format!("bytes */{all}"));
    assert_eq!(get(&house, &house.rita, &url, Some("bytes=0-1,3-4")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn everybody_who_reads_the_message_reads_the_file_and_nobody_else() {
    let (house, _, file) = scene().await;
    let everybody =
        house.first_school().into_iter().chain([&house.bruno, &house.beto, &house.bia].map(Clone::clone));
    for who in everybody {
        let reads =
            [house.juliana.id(), house.rita.id(), house.ana.id(), house.helena.id()].contains(&who.id());
        let (status, _) = house.ask::<()>(Some(&who.token), Method::GET, &link_of(file), None).await;
        assert_eq!(status, if reads { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{:?}", who.actor);
        assert_eq!(house.refused(&who, &link_of(id())).await, NOT_FOUND, "like what does not exist");
    }
}

#[tokio::test]
async fn a_file_that_was_not_sent_is_nobodys_to_read() {
    let house = House::new().await;
    let file = house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    for who in house.first_school() {
        assert_eq!(house.refused(&who, &link_of(file)).await, NOT_FOUND);
    }
}

#[tokio::test]
async fn a_link_is_its_askers_alone() {
    let (house, _, file) = scene().await;
    let url = house.link(&house.rita, file).await.url;
    for who in [&house.ana, &house.juliana, &house.fabio, &house.bia] {
        assert_eq!(house.refused(who, &url).await, NOT_FOUND);
    }
    for token in [None, Some("0".repeat(64))] {
        let (status, _) = house.ask::<()>(token.as_deref(), Method::GET, &url, None).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(house.fetch(&house.rita, &url).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_link_ends_and_cannot_be_changed() {
    let (mut house, conversation, file) = scene().await;
    let link = house.link(&house.rita, file).await;
    let other = house.file(&house.juliana, "outro.txt", FileType::Text).await;
    house.send_file(&house.juliana, conversation, other).await;
    let until = link.expires_at.0.to_string();
    let (start, seal) = link.url.split_once("seal=").unwrap();
    let flipped = seal.replace(seal.chars().next().unwrap(), if seal.starts_with('0') { "1" } else { "0" });
    for url in [
        link.url.replace(&until, &(link.expires_at.0 + 1).to_string()),
        link.url.replace(&file.to_string(), &other.to_string()),
        format!("{start}seal={flipped}"),
        format!("{start}seal={}", seal.to_uppercase()),
        format!("{start}seal="),
        format!("{start}seal={}", "0".repeat(64)),
        format!("/v1/attachments/{file}/file"),
        format!("/v1/attachments/{file}/file?until=x&seal={seal}"),
    ] {
        assert_eq!(house.refused(&house.rita, &url).await, NOT_FOUND, "{url}");
    }
    house.restart(FileConfig::default()).await;
    assert_eq!(house.fetch(&house.rita, &link.url).await.0, StatusCode::OK, "a new server knows it");
    house.clock.advance(HOUR / 12);
    assert_eq!(house.refused(&house.rita, &link.url).await, NOT_FOUND);
}

#[tokio::test]
async fn who_loses_the_conversation_loses_the_file_at_once() {
    let (house, _, file) = scene().await;
    let mut urls = Vec::new();
    for who in [&house.juliana, &house.rita] {
        urls.push((who, house.link(who, file).await.url));
    }
    let (guardian, student, staff, channel) =
        (house.juliana.id(), house.theo, house.rita.id(), house.secretary);
    let taken = house.store.write(Lane::Any, move |tx| {
        ledger::unlink_guardian(tx, guardian, student, START)?;
        ledger::remove_member(tx, staff, channel)
    });
    taken.await.unwrap();
    for (who, url) in urls {
        assert_eq!(house.refused(who, &url).await, NOT_FOUND);
        assert_eq!(house.refused(who, &link_of(file)).await, NOT_FOUND);
    }
    assert_eq!(house.fetch(&house.ana, &house.link(&house.ana, file).await.url).await.0, StatusCode::OK);
}

#[tokio::test]
async fn an_administrator_who_looks_into_a_file_is_recorded() {
    let (house, _, file) = scene().await;
    house.link(&house.helena, file).await;
    house.link(&house.rita, file).await;
    let looks: Vec<_> = house.looks().await.into_iter().map(|look| (look.person.id, look.messages)).collect();
    assert_eq!(looks, [(house.helena.id(), true)]);
}

#[tokio::test]
async fn a_forwarded_file_is_the_same_file_and_read_through_either_conversation() {
    let (house, conversation, file) = scene().await;
    let original = house.thread(&house.rita, conversation).await.entries.pop().unwrap();
    assert_eq!(house.refused(&house.fabio, &link_of(file)).await, NOT_FOUND);
    let forward = Op::ForwardMessages(ForwardMessages {
        conversation_id: conversation,
        channel_id: house.finance,
        entries: vec![original.id],
        note: None,
    });
    let (target, _) = house.done(&house.ana, forward).await;
    let copy = house.thread(&house.fabio, target).await.entries.pop().unwrap();
    assert!(matches!(copy.kind, EntryKind::Forwarded { .. }));
    assert_eq!(copy.kind.attachment(), original.kind.attachment());
    let link = house.link(&house.fabio, file).await;
    assert_eq!(house.fetch(&house.fabio, &link.url).await, (StatusCode::OK, sample(FileType::Pdf)));
    assert_eq!(house.contents(), 1);
    let channel = house.secretary;
    let (rita, ana) = (house.rita.id(), house.ana.id());
    let removed = house.store.write(Lane::Any, move |tx| {
        ledger::remove_member(tx, rita, channel)?;
        ledger::remove_member(tx, ana, channel)
    });
    removed.await.unwrap();
    house.link(&house.rita, file).await;
    assert_eq!(house.refused(&house.ana, &link_of(file)).await, NOT_FOUND, "she is in neither");
}

#[tokio::test]
async fn a_file_in_a_message_reaches_lists_and_devices() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let cursor = house.inbox(&house.rita).await.cursor.0;
    let file = house.sent_file(&house.juliana, conversation).await;
    let preview = house.inbox(&house.rita).await.conversations.remove(0).preview.unwrap();
    assert_eq!(preview.text, "Declaração.pdf");
    assert_eq!(preview.file, Some(FileGlimpse { kind: AttachmentKind::Document, duration_ms: None }));
    let page = house.sync(&house.rita, &cursor).await;
    let brought = page.changes.iter().any(
        |change| matches!(change, SyncChange::Entry { entry } if entry.kind.attachment().is_some_and(|it| it.id == file)),
    );
    assert!(brought);
    house.say(&house.rita, conversation, "Recebido").await;
    let preview = house.inbox(&house.rita).await.conversations.remove(0).preview.unwrap();
    assert_eq!((preview.text.as_str(), preview.file), ("Recebido", None));
}

#[tokio::test]
async fn a_file_opens_a_conversation_and_a_ticket() {
    let house = House::new().await;
    let opening = |file| {
        Op::OpenConversation(OpenConversation {
            conversation_id: id(),
            channel_id: house.secretary,
            student_id: house.theo,
            guardians: Vec::new(),
            entry_id: id(),
            content: OpContent::Attachment { attachment_id: file },
        })
    };
    let first = house.file(&house.juliana, "foto.png", FileType::Png).await;
    let (conversation_id, _) = house.done(&house.juliana, opening(first)).await;
    let ticket_id = house.inbox(&house.rita).await.conversations[0].ticket.ticket.id;
    house.done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id, ticket_id })).await;
    let content =
        OpContent::Attachment { attachment_id: house.file(&house.rita, "ata.pdf", FileType::Pdf).await };
    let start = Op::StartTicket(StartTicket { conversation_id, entry_id: id(), content, seen: None });
    house.done(&house.rita, start).await;
    let entries = house.thread(&house.juliana, conversation_id).await.entries;
    assert_eq!(entries.iter().filter(|entry| entry.kind.attachment().is_some()).count(), 2);
}

#[tokio::test]
async fn only_an_own_complete_unused_upload_can_be_sent() {
    let (house, conversation, used) = scene().await;
    let content = sample(FileType::Pdf);
    let unfinished = crate::fixture::files::request("b.pdf", FileType::Pdf, &[1]);
    house.begin(&house.juliana, &unfinished, content.len()).await;
    let theirs = house.file(&house.rita, "b.txt", FileType::Text).await;
    for (file, reason) in [
        (id(), Rejection::FileMissing),
        (unfinished.id, Rejection::FileMissing),
        (theirs, Rejection::FileMissing),
        (used, Rejection::IdTaken),
    ] {
        let outcome = house.send_file(&house.juliana, conversation, file).await;
        assert_eq!(outcome, Outcome::Rejected { reason });
    }
    let before = house.newest().await;
    assert_ne!(before, Seq(0));
    let free = house.file(&house.juliana, "c.txt", FileType::Text).await;
    assert_eq!(house.newest().await, before, "uploading tells nobody anything");
    let neusas = house.file(&house.neusa, "c.txt", FileType::Text).await;
    for file in [free, neusas] {
        let stranger = house.send_file(&house.neusa, conversation, file).await;
        assert_eq!(stranger, Outcome::Rejected { reason: Rejection::NotFound }, "whatever she sends");
    }
}
