//! Where a request comes from, for routes.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Once};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use conversas_protocol::ErrorCode;

use super::{App, Refusal};

/// Said once: whoever forgot to name the proxy reads it, and nobody can fill the log with it.
static UNTRUSTED: Once = Once::new();

/// The address of who asks, behind proxies that are trusted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin(pub(crate) IpAddr);

impl Origin {
    /// None: the request came over no connection.
    pub(super) fn of(parts: &Parts, app: &App) -> Option<Origin> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
        if app.proxies.trusted.is_empty() && parts.headers.contains_key("x-forwarded-for") {
            UNTRUSTED.call_once(|| {
                tracing::warn!(%peer, "a proxy says who asks and is not trusted: see --trusted-proxy");
            });
        }
        Some(Origin(app.proxies.origin(peer.ip(), &parts.headers)))
    }
}

impl FromRequestParts<Arc<App>> for Origin {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        Ok(Origin::of(parts, app).ok_or(ErrorCode::Internal)?)
    }
}
