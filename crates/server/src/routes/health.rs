//! `GET /healthz`, `GET /readyz` and `GET /v1/openapi.json`.

use std::sync::LazyLock;
use std::sync::atomic::Ordering;

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use conversas_protocol::ErrorCode;

use super::origin::Origin;
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
    app.store.check().await?;
    Ok("ok\n")
}

/// Whether the server can do its work: what is said to it reaches the disk, and there is room for more. The answer is up to
/// five seconds old. It says so if a proxy in front is not trusted: then everybody behind it shares one address's limits.
#[utoipa::path(get, path = "/readyz", security(()), responses(
    (status = 200, description = "It can"),
    (status = 503, description = "Nothing can be written, or the disk is nearly full",
        body = conversas_protocol::ErrorBody),
))]
pub(crate) async fn ready(app: Shared, _: Origin) -> Result<&'static str, Refusal> {
    // Why not, stands in the log: it is nobody else's business.
    app.readiness.look().await.map_err(|_| ErrorCode::Unavailable)?;
    // No refusal: anybody of a private network could make one, and the server does its work.
    let is_unheard = app.unheard_proxy.load(Ordering::Relaxed);
    Ok(if is_unheard { "ok, but a proxy in front is not trusted: see --trusted-proxy\n" } else { "ok\n" })
}

/// This description.
#[utoipa::path(get, path = "/v1/openapi.json", security(()), responses(
    (status = 200, description = "An OpenAPI document"),
))]
pub(crate) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], OPENAPI.as_str())
}
