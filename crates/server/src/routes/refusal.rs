//! How a request is refused: a status and an [`ErrorBody`], always.

use std::any::Any;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use conversas_protocol::{ErrorBody, ErrorCode};

use crate::store::StoreError;
use crate::sync::SyncError;

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal {
    code: ErrorCode,
    /// Seconds.
    retry_after: Option<u64>,
}

impl Refusal {
    /// Try again after so many seconds.
    pub(crate) fn too_many_attempts(seconds: u64) -> Self {
        Refusal { code: ErrorCode::TooManyAttempts, retry_after: Some(seconds) }
    }
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        Refusal { code, retry_after: None }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        if error.is_passing() { ErrorCode::Unavailable.into() } else { ErrorCode::Internal.into() }
    }
}

impl From<SyncError> for Refusal {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Revoked => ErrorCode::Unauthorized.into(),
            SyncError::Expired => ErrorCode::CursorExpired.into(),
            SyncError::Store(error) => error.into(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = respond(status_of(self.code), self.code);
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn respond(status: StatusCode, code: ErrorCode) -> Response {
    (status, Json(ErrorBody { code, message: code.to_string() })).into_response()
}

fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::BadRequest => StatusCode::BAD_REQUEST,
        ErrorCode::Unauthorized | ErrorCode::BadCredentials => StatusCode::UNAUTHORIZED,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::CursorExpired => StatusCode::GONE,
        ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// No such route.
pub(super) async fn unknown_route() -> Refusal {
    ErrorCode::NotFound.into()
}

/// The route exists, with another method.
pub(super) async fn wrong_method() -> Response {
    respond(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadRequest)
}

/// A fault of ours. The panic's words may hold anything, so they are not logged here.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request panicked");
    Refusal::from(ErrorCode::Internal).into_response()
}
