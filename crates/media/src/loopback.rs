//! Media for the shell's webview, which sends no cookies to a media address: a listener of its own on
//! loopback, behind a secret of this start in the path. Other programs of the machine do not know the secret;
//! pages of other sites could not use it.

use std::net::Ipv4Addr;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use conversas_host::Host;
use tokio::net::TcpListener;

use crate::routes;

/// The origins of the shell's page: Linux, macOS and iOS; Windows and Android.
const ORIGINS: [&str; 3] = ["tauri://localhost", "http://tauri.localhost", "https://tauri.localhost"];

/// A listener on loopback.
#[derive(Debug)]
pub struct Loopback;

/// The reason why there is no listener.
#[derive(Debug, thiserror::Error)]
pub enum LoopbackError {
    /// The system gives no port.
    #[error("cannot listen")]
    Listen(#[from] std::io::Error),
    /// The system gives no randomness.
    #[error("no randomness for a secret")]
    NoRandomness,
}

impl Loopback {
    /// Binds a port. Answers the address for [`MediaBase`](conversas_ipc::MediaBase), which holds the secret,
    /// and the listener, which serves until it is dropped.
    pub async fn bind(
        host: Host,
    ) -> Result<(String, impl Future<Output = std::io::Result<()>> + Send + 'static), LoopbackError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let name = listener.local_addr()?.to_string();
        let secret = secret().ok_or(LoopbackError::NoRandomness)?;
        let url = format!("http://{name}/{secret}");
        let routes = guarded(routes(host), &secret, name);
        Ok((url, async move { axum::serve(listener, routes).await }))
    }
}

/// Makes 256 random bits, as hexadecimal digits.
fn secret() -> Option<String> {
    let mut bytes = [0_u8; 32];
    let filled = getrandom::fill(&mut bytes);
    filled.inspect_err(|error| tracing::error!(%error, "the system gives no random bytes")).ok()?;
    Some(hex::encode(bytes))
}

/// Puts the guard before the routes. `name`: the only host name under which this listener answers.
pub(crate) fn guarded(routes: Router, secret: &str, name: String) -> Router {
    Router::new().nest(&format!("/{secret}"), routes).layer(from_fn_with_state(name, guard))
}

async fn guard(State(name): State<String>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    // Refuses names that were made to point at this machine (DNS rebinding), and other sites' pages.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    if host != Some(name.as_str()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(origin) = origin(headers) else { return StatusCode::FORBIDDEN.into_response() };
    let is_asking_first = request.method() == Method::OPTIONS;
    // A request that writes must say in `Origin` which page it comes from.
    if origin.is_none() && *request.method() == Method::POST {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response =
        if is_asking_first { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    if let Some(origin) = origin {
        allow(response.headers_mut(), origin);
    }
    response
}

/// Answers the shell's origin, or none, as media elements send none. An error: the origin is another site's.
fn origin(headers: &HeaderMap) -> Result<Option<HeaderValue>, ()> {
    match headers.get(header::ORIGIN) {
        None => Ok(None),
        Some(origin) if ORIGINS.iter().any(|ours| origin == ours) => Ok(Some(origin.clone())),
        Some(_) => Err(()),
    }
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type, range"));
    let exposed = HeaderValue::from_static("accept-ranges, content-length, content-range");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
}
