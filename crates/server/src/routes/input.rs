//! Bodies, parameters and paths, refused in our own words.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use conversas_protocol::ErrorCode;
use serde::de::DeserializeOwned;

use super::Refusal;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
                _ => ErrorCode::BadRequest,
            }
        })?;
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
