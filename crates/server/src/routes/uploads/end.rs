//! `DELETE /v1/uploads/{id}`: the end of an upload that is not needed any more.

use axum::http::StatusCode;
use conversas_domain::ids::AttachmentId;
use conversas_protocol::{ErrorBody, ErrorCode};

use super::{Tus, own};
use crate::routes::input::PathId;
use crate::routes::{Identity, Refusal, Shared};

/// Ends an upload, complete or not. A file in a message stays.
#[utoipa::path(delete, path = "/v1/uploads/{id}",
    params(("id" = AttachmentId, Path, description = "Which"),
        ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses(
        (status = 204, description = "Its bytes are gone"),
        (status = 401, description = "Sign in again", body = ErrorBody),
        (status = 404, description = "Unknown, or another person's", body = ErrorBody),
        (status = 410, description = "It was over already, or was sent", body = ErrorBody),
        (status = 412, description = "Another version of tus"),
))]
pub(crate) async fn end(
    app: Shared,
    me: Identity,
    _: Tus,
    PathId(id): PathId<AttachmentId>,
) -> Result<StatusCode, Refusal> {
    own(&app, me, id).await?;
    let turn = app.files.take(id).await;
    if app.files.end(turn).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ErrorCode::UploadGone.into()) }
}
