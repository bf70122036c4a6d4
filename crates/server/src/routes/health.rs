//! `GET /healthz` and `GET /readyz`.

use std::sync::atomic::Ordering;

use conversas_protocol::ErrorCode;

use super::origin::Origin;
use super::{Refusal, Shared};

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
    // The reason stands in the log, and is not told to clients.
    app.readiness.look().await.map_err(|_| ErrorCode::Unavailable)?;
    // The answer is not a refusal, because anybody of a private network could cause one, and the server does
    // its work.
    let is_unheard = app.unheard_proxy.load(Ordering::Relaxed);
    Ok(if is_unheard { "ok, but a proxy in front is not trusted: see --trusted-proxy\n" } else { "ok\n" })
}
