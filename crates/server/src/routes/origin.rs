//! The origin of a request, for routes.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use conversas_protocol::ErrorCode;

use super::{App, Refusal};

/// The address of the client, behind proxies that are trusted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin(pub(crate) IpAddr);

impl Origin {
    /// Finds the origin of a request. None: the request came over no connection.
    pub(super) fn of(parts: &Parts, app: &App) -> Option<Origin> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
        // Logged once, so that clients cannot fill the log with it.
        if app.proxies.overhears(peer.ip(), &parts.headers)
            && !app.unheard_proxy.swap(true, Ordering::Relaxed)
        {
            tracing::error!(
                %peer,
                "a proxy says who asks and is not trusted, so all who come through it count as one: see --trusted-proxy"
            );
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
