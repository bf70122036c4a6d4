//! `GET /v1/directory`: what the reader may see, besides conversations.

use axum::Json;
use conversas_protocol::{Directory, ErrorBody};

use super::{Identity, Refusal, Shared};
use crate::render;

/// What the reader may see, besides conversations.
#[utoipa::path(get, path = "/v1/directory", responses(
    (status = 200, description = "Reader, school, channels, students", body = Directory),
    (status = 401, description = "Sign in again", body = ErrorBody),
))]
pub(crate) async fn directory(app: Shared, me: Identity) -> Result<Json<Directory>, Refusal> {
    let file_limit = app.files.limit;
    let directory = app.store.read(move |conn| render::directory(conn, me.actor, file_limit)).await?;
    Ok(Json(directory))
}
