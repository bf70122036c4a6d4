//! Refusals of requests: always a status and an [`ErrorBody`].

use std::any::Any;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorBody, ErrorCode};

use crate::files::{FilesError, NotBegun, NotTaken};
use crate::ready::NotReady;
use crate::store::StoreError;
use crate::store::accounts::NotActive;
use crate::sync::SyncError;

/// The seconds after which a person with too many uploads under way tries again.
const RETRY_UPLOAD: u64 = 10;
/// The seconds after which a client tries again whose origin has too many sign-ins waiting: lines are that
/// short.
const RETRY_CROWDED: u64 = 2;

/// A refusal of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal {
    code: ErrorCode,
    /// The seconds after which to try again.
    retry_after: Option<u64>,
    /// The reason why a file is refused.
    reason: Option<Rejection>,
    /// The status, instead of the code's own.
    status: Option<StatusCode>,
}

impl Refusal {
    /// Makes the refusal of too many attempts: try again after so many seconds.
    pub(crate) fn too_many_attempts(seconds: u64) -> Self {
        Refusal::from(ErrorCode::TooManyAttempts).after(seconds)
    }

    /// Makes the refusal of a sign-in when too many others wait from the same origin.
    pub(crate) fn crowded() -> Self {
        Refusal::from(ErrorCode::Unavailable).after(RETRY_CROWDED)
    }

    /// Adds the seconds after which trying again makes sense.
    pub(crate) fn after(self, seconds: u64) -> Self {
        Refusal { retry_after: Some(seconds), ..self }
    }

    /// Makes the refusal of a file that will never be taken as it is.
    pub(crate) fn of_file(reason: Rejection) -> Self {
        Refusal { reason: Some(reason), ..ErrorCode::FileRefused.into() }
    }

    /// Changes the status.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Refusal { status: Some(status), ..self }
    }

    fn status(self) -> StatusCode {
        if let Some(status) = self.status {
            return status;
        }
        match self.reason {
            Some(Rejection::NotInPlan) => StatusCode::FORBIDDEN,
            Some(Rejection::FileTooLarge | Rejection::FileTooManyPixels) => StatusCode::PAYLOAD_TOO_LARGE,
            Some(Rejection::FileKindNotAllowed | Rejection::FileKindFalse | Rejection::FileHasMacros) => {
                StatusCode::UNSUPPORTED_MEDIA_TYPE
            }
            _ => status_of(self.code),
        }
    }
}

impl Refusal {
    /// Makes the refusal for an answer that cannot be written as JSON: a fault of this program.
    pub(crate) fn unsayable(error: impl std::error::Error) -> Refusal {
        tracing::error!(%error, "an answer cannot be written down");
        ErrorCode::Internal.into()
    }
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        Refusal { code, retry_after: None, reason: None, status: None }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        if error.is_passing() { ErrorCode::Unavailable.into() } else { ErrorCode::Internal.into() }
    }
}

/// The reason stands in the log already: it is nobody else's business.
impl From<NotReady> for Refusal {
    fn from(_: NotReady) -> Self {
        ErrorCode::Unavailable.into()
    }
}

impl From<NotActive> for Refusal {
    fn from(why: NotActive) -> Self {
        match why {
            NotActive::Revoked => ErrorCode::SessionRevoked.into(),
            NotActive::Unknown => ErrorCode::SessionUnknown.into(),
        }
    }
}

impl From<SyncError> for Refusal {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::NotActive(why) => why.into(),
            SyncError::Expired => ErrorCode::CursorExpired.into(),
            SyncError::Store(error) => error.into(),
        }
    }
}

impl From<FilesError> for Refusal {
    fn from(error: FilesError) -> Self {
        match error {
            FilesError::Store(error) => error.into(),
            FilesError::Disk(_) | FilesError::Contents(_) | FilesError::Address(_) => {
                tracing::error!(%error, "files failed");
                ErrorCode::Unavailable.into()
            }
            FilesError::Task => ErrorCode::Internal.into(),
            FilesError::Turns(_) => {
                tracing::error!(%error, "files failed");
                ErrorCode::Internal.into()
            }
        }
    }
}

impl From<NotTaken> for Refusal {
    fn from(error: NotTaken) -> Self {
        match error {
            NotTaken::TooMuch => ErrorCode::TooLarge.into(),
            NotTaken::Failed(error) => error.into(),
        }
    }
}

impl From<NotBegun> for Refusal {
    fn from(error: NotBegun) -> Self {
        match error {
            NotBegun::Invalid => ErrorCode::BadRequest.into(),
            NotBegun::NotFound => ErrorCode::NotFound.into(),
            NotBegun::Refused(reason) => Refusal::of_file(reason),
            NotBegun::TooMany => Refusal::too_many_attempts(RETRY_UPLOAD),
            NotBegun::QuotaReached { retry_after } => {
                Refusal { retry_after: Some(retry_after), ..ErrorCode::QuotaReached.into() }
            }
            NotBegun::NotActive(why) => why.into(),
            NotBegun::Failed(error) => error.into(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = respond(self.status(), self.code, self.reason);
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn respond(status: StatusCode, code: ErrorCode, reason: Option<Rejection>) -> Response {
    (status, Json(ErrorBody { code, message: code.to_string(), reason })).into_response()
}

fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::BadRequest => StatusCode::BAD_REQUEST,
        ErrorCode::Unauthorized
        | ErrorCode::SessionUnknown
        | ErrorCode::SessionRevoked
        | ErrorCode::BadCredentials => StatusCode::UNAUTHORIZED,
        ErrorCode::AccountEnded => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::CursorExpired | ErrorCode::UploadGone => StatusCode::GONE,
        ErrorCode::OffsetConflict => StatusCode::CONFLICT,
        ErrorCode::FileRefused => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::TooManyAttempts | ErrorCode::QuotaReached => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorCode::AppTooOld => StatusCode::UPGRADE_REQUIRED,
        ErrorCode::UnknownOperation => StatusCode::UNPROCESSABLE_ENTITY,
        // This server has no rule that gives an unknown code.
        ErrorCode::Unknown(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Answers a request for an unknown route.
pub(super) async fn unknown_route() -> Refusal {
    ErrorCode::NotFound.into()
}

/// Answers a request for a route that exists with another method.
pub(super) async fn wrong_method() -> Response {
    respond(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadRequest, None)
}

/// Answers after a panic. Its words may hold anything, so they are not logged here.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request panicked");
    Refusal::from(ErrorCode::Internal).into_response()
}
