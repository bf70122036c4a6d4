//! `GET /v1/directory`: what the reader may see, besides conversations.

use axum::Json;
use conversas_protocol::Directory;

use super::{Identity, Refusal, Shared};
use crate::render;

pub(crate) async fn directory(app: Shared, me: Identity) -> Result<Json<Directory>, Refusal> {
    let directory = app.store.read(move |conn| render::directory(conn, me.actor)).await?;
    Ok(Json(directory))
}
