//! Bodies, parameters and paths, refused with the protocol's errors.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{self, HttpBody};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use conversas_protocol::ErrorCode;
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout_at};

use super::origin::Origin;
use super::{App, BODY_LIMIT, Refusal};
use crate::origin::group;
use crate::security_log::{self, Event};

/// The number of bytes for which a slow line gets a second more.
const SECOND_PER: usize = 1024;
/// The largest body of a request without a token, in bytes: the longest e-mail and password fit in it.
const ANONYMOUS_LIMIT: usize = 16 * 1024;

/// A JSON body of a client that is signed in.
pub(crate) struct Body<T> {
    pub(crate) said: T,
    /// The body's length.
    pub(crate) bytes: usize,
}

/// A JSON body of a client that is not signed in: a short one, which must not come slowly. When one origin
/// sends more bodies at once than it may, the oldest is given up.
pub(crate) struct AnonymousBody<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        require_json(request.headers())?;
        let patience = Patience { limit: BODY_LIMIT, time: app.body_time, is_longer_by_kib: true };
        let body = read(request.into_body(), patience).await?;
        Ok(Body { said: parsed(&body)?, bytes: body.len() })
    }
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for AnonymousBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        require_json(request.headers())?;
        let (parts, body) = request.into_parts();
        let Origin(from) = Origin::of(&parts, app).ok_or(ErrorCode::Internal)?;
        let one = app.anonymous.join(group(from), Instant::now());
        if one.is_to_tell {
            security_log::tell(&Event::BodiesCrowded { from });
        }
        let patience = Patience { limit: ANONYMOUS_LIMIT, time: app.body_time, is_longer_by_kib: false };
        let body = tokio::select! {
            // A body that has arrived is taken, also if its place was lost.
            biased;
            body = read(body, patience) => body?,
            () = one.displaced() => return Err(too_slow()),
        };
        parsed(&body).map(AnonymousBody)
    }
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    // All bodies are objects; a list would be read as one, field by field.
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(ErrorCode::BadRequest.into());
    }
    Ok(serde_json::from_slice(body).map_err(|error| {
        // Only the place is logged, because the error's words would quote the body.
        tracing::debug!(line = error.line(), column = error.column(), "a body is not what its route takes");
        ErrorCode::BadRequest
    })?)
}

fn require_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let bad = || Refusal::from(ErrorCode::BadRequest).with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    is_json(headers).then_some(()).ok_or_else(bad)
}

fn is_json(headers: &HeaderMap) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// The limits of reading a body.
struct Patience {
    /// The most bytes.
    limit: usize,
    time: Duration,
    /// Whether each KiB that came adds a second.
    is_longer_by_kib: bool,
}

/// Reads the whole body, if it is not too large and comes in time.
async fn read(body: body::Body, patience: Patience) -> Result<Vec<u8>, Refusal> {
    let Patience { limit, time, is_longer_by_kib } = patience;
    if body.size_hint().lower() > limit as u64 {
        return Err(ErrorCode::TooLarge.into());
    }
    let begun = Instant::now();
    let (mut pieces, mut bytes) = (body.into_data_stream(), Vec::new());
    loop {
        let came = if is_longer_by_kib { bytes.len() / SECOND_PER } else { 0 };
        let bonus = Duration::from_secs(came as u64);
        match timeout_at(begun + time + bonus, pieces.next()).await {
            Ok(None) => return Ok(bytes),
            Ok(Some(Ok(piece))) if bytes.len() + piece.len() <= limit => bytes.extend_from_slice(&piece),
            Ok(Some(Ok(_))) => return Err(ErrorCode::TooLarge.into()),
            // The connection is broken, so no client reads this.
            Ok(Some(Err(_))) => return Err(ErrorCode::BadRequest.into()),
            Err(_) => return Err(too_slow()),
        }
    }
}

/// A refusal that is not the request's fault: it may be sent again.
fn too_slow() -> Refusal {
    Refusal::from(ErrorCode::Unavailable).with_status(StatusCode::REQUEST_TIMEOUT)
}

/// The parameters after the question mark.
pub(crate) struct Params<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let query = Query::from_request_parts(parts, state).await;
        Ok(query.map(|Query(params)| Params(params))?)
    }
}

/// What axum says of parameters would quote them, and they may be a person's words.
impl From<QueryRejection> for Refusal {
    fn from(rejection: QueryRejection) -> Self {
        tracing::debug!(status = %rejection.status(), "parameters are not what their route takes");
        ErrorCode::BadRequest.into()
    }
}

/// What axum says of a path would quote it; of its status, 500 is a fault of the route's own pattern.
impl From<PathRejection> for Refusal {
    fn from(rejection: PathRejection) -> Self {
        tracing::debug!(status = %rejection.status(), "a path is not what its route takes");
        ErrorCode::BadRequest.into()
    }
}

/// The identifier in the path.
pub(crate) struct PathId<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for PathId<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::from_request_parts(parts, state).await;
        Ok(path.map(|Path(id)| PathId(id))?)
    }
}
