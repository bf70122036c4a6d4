//! Bodies, parameters and paths, refused in our own words.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{self, HttpBody};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use conversas_protocol::ErrorCode;
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout_at};

use super::{App, BODY_LIMIT, Refusal};

/// A slow line may bring a body at this pace.
const SECOND_PER: usize = 1024;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal::from(ErrorCode::BadRequest).with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = read(request.into_body(), app.body_time).await?;
        // All bodies are objects; lists would be taken for them, field by field.
        if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
            return Err(ErrorCode::BadRequest.into());
        }
        Ok(serde_json::from_slice(&bytes).map(Body).map_err(|error| {
            // Where, never what: its words would quote the body.
            tracing::debug!(
                line = error.line(),
                column = error.column(),
                "a body is not what its route takes"
            );
            ErrorCode::BadRequest
        })?)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// The whole body, if it is not too large and comes in `time`, to which each KiB that came adds a second.
async fn read(body: body::Body, time: Duration) -> Result<Vec<u8>, Refusal> {
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return Err(ErrorCode::TooLarge.into());
    }
    let begun = Instant::now();
    let (mut pieces, mut bytes) = (body.into_data_stream(), Vec::new());
    loop {
        let bonus = Duration::from_secs((bytes.len() / SECOND_PER) as u64);
        match timeout_at(begun + time + bonus, pieces.next()).await {
            Ok(None) => return Ok(bytes),
            Ok(Some(Ok(piece))) if bytes.len() + piece.len() <= BODY_LIMIT => bytes.extend_from_slice(&piece),
            Ok(Some(Ok(_))) => return Err(ErrorCode::TooLarge.into()),
            // The connection is broken: nobody reads this.
            Ok(Some(Err(_))) => return Err(ErrorCode::BadRequest.into()),
            // Not the request's fault: it may be sent again.
            Err(_) => {
                let slow = Refusal::from(ErrorCode::Unavailable);
                return Err(slow.with_status(StatusCode::REQUEST_TIMEOUT));
            }
        }
    }
}

/// Parameters after the question mark.
pub(crate) struct Params<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let query = Query::from_request_parts(parts, state).await;
        Ok(query.map(|Query(params)| Params(params)).map_err(|_| ErrorCode::BadRequest)?)
    }
}

/// The identifier in the path.
pub(crate) struct PathId<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for PathId<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::from_request_parts(parts, state).await;
        Ok(path.map(|Path(id)| PathId(id)).map_err(|_| ErrorCode::BadRequest)?)
    }
}
