//! The version of the protocol that an app speaks: an app that is too old is told so, whatever it asks for.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use conversas_protocol::{ErrorCode, PROTOCOL, PROTOCOL_HEADER};

use super::{App, Refusal};

/// The version that an app names; 0: an app from before versions.
fn of(headers: &HeaderMap) -> u32 {
    let said = headers.get(PROTOCOL_HEADER).and_then(|value| value.to_str().ok());
    said.and_then(|said| said.parse().ok()).unwrap_or_default()
}

/// Whether an app may use words that this server does not know yet.
fn is_newer(headers: &HeaderMap) -> bool {
    of(headers) > PROTOCOL
}

/// The code for a request that this server cannot read: a newer app is not refused for good, and keeps the
/// request.
pub(super) fn unreadable(headers: &HeaderMap) -> ErrorCode {
    if is_newer(headers) { ErrorCode::UnknownOperation } else { ErrorCode::BadRequest }
}

/// Passes on requests of apps that are new enough. Health and the interface's description are not for apps.
pub(super) async fn check(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_of_app = path.starts_with("/v1/") && path != "/v1/openapi.json";
    if !is_of_app || of(request.headers()) >= app.oldest_app {
        return next.run(request).await;
    }
    let mut response = Refusal::from(ErrorCode::AppTooOld).into_response();
    // This status goes with a header that names the version to change to.
    let wanted = HeaderValue::try_from(format!("{PROTOCOL_HEADER}/{}", app.oldest_app));
    response.headers_mut().extend(wanted.ok().map(|wanted| (header::UPGRADE, wanted)));
    response
}
