//! `GET /healthz` and `GET /v1/openapi.json`.

use axum::Json;
use axum::response::IntoResponse;

use super::{Refusal, Shared};

/// Whether the store answers.
pub(super) async fn health(app: Shared) -> Result<&'static str, Refusal> {
    app.store.check()?;
    Ok("ok\n")
}

/// The description of this interface.
pub(super) async fn openapi() -> impl IntoResponse {
    Json(crate::openapi::document())
}
