//! Where a request comes from, for routes.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use conversas_protocol::ErrorCode;

use super::{App, Refusal};

/// The address of who asks, behind proxies that are trusted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin(pub(crate) IpAddr);

impl Origin {
    /// None: the request came over no connection.
    pub(super) fn of(parts: &Parts, app: &App) -> Option<Origin> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
        Some(Origin(app.proxies.origin(peer.ip(), &parts.headers)))
    }
}

impl FromRequestParts<Arc<App>> for Origin {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        Ok(Origin::of(parts, app).ok_or(ErrorCode::Internal)?)
    }
}
