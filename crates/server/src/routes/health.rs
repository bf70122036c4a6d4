//! `GET /healthz`, `GET /readyz` and `GET /v1/openapi.json`.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use conversas_protocol::ErrorCode;

use super::{Refusal, Shared};

/// Made once: it is as large as it is constant, and anybody may ask for it.
static OPENAPI: LazyLock<String> = LazyLock::new(|| {
    crate::openapi::document().to_json().expect("the document consists of texts, numbers and lists")
});

/// Whether the store answers.
#[utoipa::path(get, path = "/healthz", security(()), responses(
    (status = 200, description = "The data can be read"),
    (status = 503, description = "It cannot", body = conversas_protocol::ErrorBody),
))]
pub(crate) async fn health(app: Shared) -> Result<&'static str, Refusal> {
    app.store.check()?;
    Ok("ok\n")
}

/// Whether the server can do its work: what is said to it reaches the disk, and there is room for more. The answer is up to
/// five seconds old.
#[utoipa::path(get, path = "/readyz", security(()), responses(
    (status = 200, description = "It can"),
    (status = 503, description = "Nothing can be written, or the disk is nearly full",
        body = conversas_protocol::ErrorBody),
))]
pub(crate) async fn ready(app: Shared) -> Result<&'static str, Refusal> {
    // Why not, stands in the log: it is nobody else's business.
    app.readiness.look().await.map_err(|_| ErrorCode::Unavailable)?;
    Ok("ok\n")
}

/// This description.
#[utoipa::path(get, path = "/v1/openapi.json", security(()), responses(
    (status = 200, description = "An OpenAPI document"),
))]
pub(crate) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], OPENAPI.as_str())
}
