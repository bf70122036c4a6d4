//! The interface in a browser: serves the built page, the ipc list and its events, on loopback only.
//!
//! For development and browser tests. A browser needs the token of this start ([`guard`]); then `POST
//! /ipc/{name}` is [`conversas_ipc::dispatch`] and `GET /ipc/events` the stream of envelopes. No rule is
//! here.

mod guard;
mod page;
mod routes;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use conversas_host::Host;
use tokio::net::TcpListener;

/// The settings of a bridge.
#[derive(Debug)]
pub struct BridgeConfig {
    /// The address to listen on; must be a loopback address.
    pub listen: SocketAddr,
    /// Folder of the built interface.
    pub ui: PathBuf,
}

/// A bridge that listens on its address.
#[derive(Debug)]
pub struct Bridge {
    listener: TcpListener,
    routes: axum::Router,
    url: String,
}

/// The reason why a bridge does not start.
#[derive(Debug, thiserror::Error)]
pub enum BridgeError {
    /// The address is not a loopback address: anybody in the network could use the profile.
    #[error("the bridge listens on loopback addresses only")]
    NotLoopback,
    /// The address is in use, or does not exist on this machine.
    #[error("cannot listen")]
    Listen(#[from] std::io::Error),
    /// The system gives no randomness.
    #[error("no randomness for a token: {0}")]
    NoRandomness(getrandom::Error),
}

impl Bridge {
    /// Binds the address; requests are answered only in [`Bridge::serve`].
    pub async fn bind(host: Arc<Host>, config: &BridgeConfig) -> Result<Bridge, BridgeError> {
        if !config.listen.ip().is_loopback() {
            return Err(BridgeError::NotLoopback);
        }
        let listener = TcpListener::bind(config.listen).await?;
        let address = listener.local_addr()?;
        let token = guard::Token::random(address.port()).map_err(BridgeError::NoRandomness)?;
        let url = format!("http://{address}/?token={}", token.as_str());
        let routes = routes::routes(host, token, &config.ui);
        Ok(Bridge { listener, routes, url })
    }

    /// Answers the address to open in a browser; it contains the token.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Answers requests until `stop` is ready.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        axum::serve(self.listener, self.routes).with_graceful_shutdown(stop).await
    }
}
