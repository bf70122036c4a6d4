//! Which version of the protocol an app speaks: one that is too old is told so politely, whatever it asks for.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use conversas_protocol::{ErrorCode, PROTOCOL, PROTOCOL_HEADER};

use super::{App, Refusal};

/// What an app says of itself; 0: it is of before versions.
fn of(headers: &HeaderMap) -> u32 {
    let said = headers.get(PROTOCOL_HEADER).and_then(|value| value.to_str().ok());
    said.and_then(|said| said.parse().ok()).unwrap_or_default()
}

/// Whether an app speaks of things that this server does not know yet.
fn is_newer(headers: &HeaderMap) -> bool {
    of(headers) > PROTOCOL
}

/// What is said of a request that this server cannot read: one of a newer app is not refused for good, its app keeps it.
pub(super) fn unreadable(headers: &HeaderMap) -> ErrorCode {
    if is_newer(headers) { ErrorCode::UnknownOperation } else { ErrorCode::BadRequest }
}

/// Passes on what an app asks that is new enough. Health and the interface's description are not for apps.
pub(super) async fn check(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_of_app = path.starts_with("/v1/") && path != "/v1/openapi.json";
    if !is_of_app || of(request.headers()) >= app.oldest_app {
        return next.run(request).await;
    }
    let mut response = Refusal::from(ErrorCode::AppTooOld).into_response();
    // This status names what to change to.
    let wanted = HeaderValue::try_from(format!("{PROTOCOL_HEADER}/{}", app.oldest_app));
    response.headers_mut().extend(wanted.ok().map(|wanted| (header::UPGRADE, wanted)));
    response
}
