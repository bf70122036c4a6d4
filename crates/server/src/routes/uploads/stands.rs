//! `HEAD /v1/uploads/{id}`: the progress of an upload.

use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use conversas_domain::ids::AttachmentId;

use super::{LENGTH, Tus, own, told};
use crate::routes::input::PathId;
use crate::routes::{Identity, Refusal, Shared};

/// The number of safe bytes of an upload, and its state. A connection that still sends to the upload is
/// ended.
#[utoipa::path(head, path = "/v1/uploads/{id}",
    params(("id" = AttachmentId, Path, description = "Which"),
        ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses(
        (status = 200, description = "In the headers Upload-Offset, Upload-Length, Upload-Expires and the upload's state"),
        (status = 401, description = "Sign in again"),
        (status = 404, description = "Unknown, or another person's"),
        (status = 410, description = "It expired or was ended"),
        (status = 412, description = "Another version of tus"),
))]
pub(crate) async fn stands(
    app: Shared,
    me: Identity,
    _: Tus,
    PathId(id): PathId<AttachmentId>,
) -> Result<Response, Refusal> {
    let row = own(&app, me, id).await?;
    let (length, expires_at) = (row.bytes, row.expires_at);
    let (arrived, state) = app.files.stands(row).await?;
    let mut response = told(StatusCode::OK, arrived, state, expires_at)?;
    response.headers_mut().insert(LENGTH, HeaderValue::from(length));
    Ok(response)
}
