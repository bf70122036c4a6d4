//! A request whose body comes long after its token was checked: rights that were lost meanwhile count as
//! lost.

use axum::body::{Body, Bytes};
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode, header};
use conversas_domain::attachment::FileType;
use conversas_domain::ids::{AttachmentId, ConversationId, EntityId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    Doing, ErrorBody, ErrorCode, Op, OpRequest, Outcome, Receipt, SaveCannedReply, SendMessage, Whereabouts,
};
use conversas_store_sqlite::testing::Session;
use futures_util::stream;
use serde::Serialize;
use tokio::sync::oneshot;

use crate::fixture::files::{body_of, request, said, sample};
use crate::fixture::{House, START, Someone, id};
use crate::ledger;
use crate::routes::Refusal;
use crate::store::StoreError;

/// A body that comes when the test says so. The first channel tells that the server asks for the body, and so
/// has checked the token.
fn late(bytes: Vec<u8>) -> (oneshot::Receiver<()>, oneshot::Sender<()>, Body) {
    let (asked, is_asked) = oneshot::channel();
    let (go, may_go) = oneshot::channel::<()>();
    let body = stream::once(async move {
        asked.send(()).unwrap();
        may_go.await.unwrap();
        Ok::<_, std::io::Error>(Bytes::from(bytes))
    });
    (is_asked, go, Body::from_stream(body))
}

/// Sends a request, changes the school while its body is on its way, and answers status and body.
async fn meanwhile(
    house: &House,
    request: Builder,
    bytes: Vec<u8>,
    change: impl FnOnce(&mut Session<'_>) -> Result<(), StoreError> + Send + 'static,
) -> (StatusCode, Vec<u8>) {
    let (is_asked, go, body) = late(bytes);
    let change = async {
        is_asked.await.unwrap();
        house.sqlite.with(change).await.unwrap();
        go.send(()).unwrap();
    };
    let (response, ()) = tokio::join!(house.raw(request.body(body).unwrap()), change);
    (response.status(), body_of(response).await)
}

fn asks(who: &Someone, method: Method, uri: &str) -> Builder {
    let token = format!("Bearer {}", who.token);
    Request::builder().method(method).uri(uri).header(header::AUTHORIZATION, token)
}

fn asks_in_json(who: &Someone, method: Method, uri: &str) -> Builder {
    asks(who, method, uri).header(header::CONTENT_TYPE, "application/json")
}

fn json<T: Serialize>(body: &T) -> Vec<u8> {
    serde_json::to_vec(body).unwrap()
}

fn message(conversation_id: ConversationId) -> OpRequest {
    let content = "chegou tarde".into();
    let op = Op::SendMessage(SendMessage {
        conversation_id,
        entry_id: id(),
        content,
        ticket_id: None,
        seen: None,
    });
    OpRequest { op_id: id(), written_at: START, op }
}

/// A change that revokes the device of a person.
fn revoking(
    who: &Someone,
) -> impl FnOnce(&mut Session<'_>) -> Result<(), StoreError> + Send + 'static + use<> {
    let device = who.device;
    move |session| ledger::revoke_device(session, device, START).map(drop)
}

/// A change that forgets the device of a person, as when an older copy of the data was put back.
fn forgetting(
    who: &Someone,
) -> impl FnOnce(&mut Session<'_>) -> Result<(), StoreError> + Send + 'static + use<> {
    let device = who.device.uuid().into_bytes().to_vec();
    move |session| session.execute("DELETE FROM devices WHERE id = ?1", &[device])
}

fn code(body: &[u8]) -> ErrorCode {
    serde_json::from_slice::<ErrorBody>(body).unwrap().code
}

/// A request with the next bytes of an upload.
fn appends(who: &Someone, id: AttachmentId, offset: usize) -> Builder {
    asks(who, Method::PATCH, &format!("/v1/uploads/{id}"))
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", offset.to_string())
        .header("Content-Type", "application/offset+octet-stream")
}

#[tokio::test]
async fn a_device_that_nobody_knows_any_more_is_told_so_and_not_that_it_was_revoked() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    let ask = appends(&house.juliana, asked.id, 0);
    let (status, body) = meanwhile(&house, ask, content, forgetting(&house.juliana)).await;
    assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, ErrorCode::SessionUnknown));

    // The change comes between the check of the token and the transaction that begins an upload.
    let (device, actor) = (house.juliana.device, house.juliana.actor);
    let asked = request("Outro.pdf", FileType::Pdf, b"%PDF-1.7");
    let begun = house.files.begin(device, actor, asked, 8).await.err().unwrap();
    assert_eq!(Refusal::from(begun), Refusal::from(ErrorCode::SessionUnknown));
    house.sqlite.with(revoking(&house.ana)).await.unwrap();
    let asked = request("Outro.pdf", FileType::Pdf, b"%PDF-1.7");
    let begun = house.files.begin(house.ana.device, house.ana.actor, asked, 8).await.err().unwrap();
    assert_eq!(Refusal::from(begun), Refusal::from(ErrorCode::SessionRevoked));
}

#[tokio::test]
async fn a_revoked_device_does_nothing_more() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let before = house.thread(&house.ana, conversation).await;
    let reply = format!("/v1/channels/{}/replies/{}", house.secretary, id::<ConversationId>());
    let saved = SaveCannedReply { title: "Oi".into(), text: "Oi".into() };
    let place = Whereabouts { at: Some((conversation, Doing::Writing)) };
    for (method, uri, body) in [
        (Method::POST, "/v1/ops", json(&message(conversation))),
        (Method::PUT, reply.as_str(), json(&saved)),
        (Method::PUT, "/v1/presence", json(&place)),
    ] {
        let (status, _) =
            meanwhile(&house, asks_in_json(&house.rita, method, uri), body, revoking(&house.rita)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{uri}");
        house.sqlite.execute("UPDATE devices SET revoked_at = NULL", Vec::new()).await.unwrap();
    }
    assert_eq!(house.thread(&house.ana, conversation).await, before);
    let directory: conversas_protocol::Directory = house.get(&house.rita, "/v1/directory").await;
    assert!(directory.channels.iter().all(|channel| channel.replies.is_empty()));
}

#[tokio::test]
async fn what_a_revoked_device_uploaded_meanwhile_never_came() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..4].to_vec()).await;
    let append = appends(&house.juliana, asked.id, 4);
    let (status, body) = meanwhile(&house, append, content[4..].to_vec(), revoking(&house.juliana)).await;
    assert_eq!((status, code(&body)), (StatusCode::UNAUTHORIZED, ErrorCode::SessionRevoked));
    house.files.sweep().await.unwrap();
    assert_eq!((house.contents(), house.partials()), (0, 1), "it is not complete, so it is not finished");
    house.sqlite.execute("UPDATE devices SET revoked_at = NULL", Vec::new()).await.unwrap();
    assert_eq!(said(&house.stands(&house.juliana, asked.id).await, "upload-offset"), "4");
}

#[tokio::test]
async fn who_lost_the_channel_or_the_student_writes_nothing_more() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let (rita, secretary) = (house.rita.id(), house.secretary);
    let (juliana, theo) = (house.juliana.id(), house.theo);
    let leaves = move |tx: &mut Session<'_>| ledger::remove_member(tx, rita, secretary);
    let is_unlinked = move |tx: &mut Session<'_>| ledger::unlink_guardian(tx, juliana, theo, START);
    let rejected = Outcome::Rejected { reason: Rejection::NotFound };
    let body = || json(&message(conversation));
    let ask = |who| asks_in_json(who, Method::POST, "/v1/ops");
    let receipt = |body: Vec<u8>| serde_json::from_slice::<Receipt>(&body).unwrap().outcome;
    let (_, said) = meanwhile(&house, ask(&house.rita), body(), leaves).await;
    assert_eq!(receipt(said), rejected);
    let (_, said) = meanwhile(&house, ask(&house.juliana), body(), is_unlinked).await;
    assert_eq!(receipt(said), rejected);
    assert_eq!(house.thread(&house.ana, conversation).await.entries.len(), 2);
}

#[tokio::test]
async fn who_lost_the_channel_is_nowhere_in_it() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let (rita, secretary) = (house.rita.id(), house.secretary);
    let place = Whereabouts { at: Some((conversation, Doing::Writing)) };
    let leaves = move |tx: &mut Session<'_>| ledger::remove_member(tx, rita, secretary);
    let ask = asks_in_json(&house.rita, Method::PUT, "/v1/presence");
    assert_eq!(meanwhile(&house, ask, json(&place), leaves).await.0, StatusCode::NOT_FOUND);
}
