//! `PATCH /v1/uploads/{id}`: the next bytes. They go to the disk as they come; memory holds one piece.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use conversas_domain::ids::AttachmentId;
use conversas_protocol::{ErrorBody, ErrorCode};
use futures_util::StreamExt;
use tokio::time::timeout;

use super::{OFFSET, Tus, number, own, told};
use crate::files::Turn;
use crate::routes::input::PathId;
use crate::routes::whole::whole;
use crate::routes::{App, Identity, Refusal, Shared};
use crate::store::attachments::{AttachmentRow, State};
use crate::store::{Lane, StoreError};

/// The longest time without a byte before the connection is taken for dead.
const SILENCE: Duration = Duration::from_secs(30);
/// The longest time without a byte if the next connection is there already.
const LAST_SILENCE: Duration = Duration::from_millis(300);
const OCTETS: &str = "application/offset+octet-stream";

/// Adds to an upload. Whatever arrived before a connection breaks is kept.
#[utoipa::path(patch, path = "/v1/uploads/{id}",
    params(("id" = AttachmentId, Path, description = "Which"),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, description = "Where these bytes begin: where the upload stands")),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "In the headers Upload-Offset, Upload-Expires and the upload's state"),
        (status = 400, description = "No offset", body = ErrorBody),
        (status = 401, description = "Sign in again", body = ErrorBody),
        (status = 404, description = "Unknown, or another person's", body = ErrorBody),
        (status = 409, description = "It stands elsewhere, or is being sent already: ask with HEAD", body = ErrorBody),
        (status = 410, description = "It expired, was ended, or is refused", body = ErrorBody),
        (status = 412, description = "Another version of tus"),
        (status = 413, description = "More than its length", body = ErrorBody),
        (status = 415, description = "Another content type", body = ErrorBody),
        (status = 503, description = "Try again later; what could be kept is kept", body = ErrorBody),
))]
pub(crate) async fn append(
    app: Shared,
    me: Identity,
    _: Tus,
    PathId(id): PathId<AttachmentId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    own(&app, me, id).await?;
    if headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind != OCTETS) {
        return Err(Refusal::from(ErrorCode::BadRequest).with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let offset = number(&headers, OFFSET).ok_or(ErrorCode::BadRequest)?;
    let turn = app.files.try_take(id).ok_or(ErrorCode::OffsetConflict)?;
    let announced = number(&headers, header::CONTENT_LENGTH).unwrap_or_default();
    // Bytes that the device may not have brought are cut off also if the client goes away, before another
    // request has the turn.
    whole(async move { take(&app, me, turn, (offset, announced), body).await }).await
}

/// Takes the bytes of the holder of the turn: from where they begin, at most as many as were announced.
async fn take(
    app: &App,
    me: Identity,
    turn: Turn,
    (offset, announced): (u64, u64),
    body: Body,
) -> Result<Response, Refusal> {
    let id = turn.id();
    // The holder of the turn before may have finished or ended the upload.
    let row = own(app, me, id).await?;
    match row.state {
        State::Uploading => {}
        State::Checking | State::Ready => return Err(ErrorCode::OffsetConflict.into()),
        State::Refused { .. } | State::Gone => return Err(ErrorCode::UploadGone.into()),
    }
    if app.files.arrived(id).await? != offset {
        return Err(ErrorCode::OffsetConflict.into());
    }
    if announced > row.bytes.saturating_sub(offset) {
        return Err(ErrorCode::TooLarge.into());
    }
    let (turn, arrived) = receive(app, turn, &row, offset, body).await?;
    let expires_at = app.files.upload_end();
    let (device, end) = (me.device_id, expires_at);
    let asker = app.store.write(Lane::Person(me.actor.person_id), move |tx| {
        let asker = tx.device(device)?.actor();
        if asker.is_ok() {
            tx.extend_attachment(id, end)?;
        }
        Ok::<_, StoreError>(asker)
    });
    if let Err(not_active) = asker.await? {
        // The device's access ended while its bytes came: they are removed.
        app.files.cut(&turn, offset).await?;
        return Err(not_active.into());
    }
    let (arrived, state) =
        if arrived < row.bytes { (arrived, State::Uploading) } else { app.files.finish(turn, row).await? };
    told(StatusCode::NO_CONTENT, arrived, state, expires_at)
}

/// Writes the body to the disk, until it ends, breaks or is silent; answers the turn, and how many bytes are
/// safe.
async fn receive(
    app: &App,
    turn: Turn,
    row: &AttachmentRow,
    offset: u64,
    body: Body,
) -> Result<(Turn, u64), Refusal> {
    let wanted = turn.is_wanted();
    let mut stopping = app.stopping.clone();
    let stopped = async { drop(stopping.wait_for(|stop| *stop).await) };
    tokio::pin!(wanted, stopped);
    let mut receiving = app.files.receive(turn, offset, row.bytes).await?;
    let mut body = body.into_data_stream();
    let mut patience = SILENCE;
    loop {
        let piece = tokio::select! {
            () = &mut stopped => break,
            () = &mut wanted, if patience == SILENCE => {
                // Bytes that have arrived already are still taken.
                patience = LAST_SILENCE;
                continue;
            }
            piece = timeout(patience, body.next()) => piece,
        };
        // The body has ended, the line is broken, or nothing comes.
        let Ok(Some(Ok(piece))) = piece else { break };
        receiving = receiving.write(piece).await?;
    }
    Ok(receiving.finish().await?)
}
