//! The reasons why there is no media: only a status, because pages show what the command list says about it.
//! Also the reasons why a file that a page sends is not taken; these go into the answer's body.

use axum::Json;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use conversas_client::{Error, StoreError};
use conversas_domain::rejection::Rejection;
use conversas_host::failure;
use conversas_ipc::{Failure, FailureCode};
use conversas_voice::VoiceError;
use tokio::task::JoinError;

/// The headers of every refusal.
const HEADERS: [(HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "no-store"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];

/// A refusal whose answer has no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal(pub(crate) StatusCode);

impl Refusal {
    /// The file is unknown, or not the reader's.
    pub(crate) const NOT_FOUND: Refusal = Refusal(StatusCode::NOT_FOUND);
    /// The file is damaged.
    pub(crate) const BROKEN: Refusal = Refusal(StatusCode::UNPROCESSABLE_ENTITY);
    /// The device's disk failed or is full.
    pub(crate) const DISK: Refusal = Refusal(StatusCode::INSUFFICIENT_STORAGE);

    /// Makes the refusal for a task that ended without an answer: a reader of files may panic at a file that
    /// it was not made for.
    pub(crate) fn of_task(error: JoinError) -> Refusal {
        tracing::error!(is_panic = error.is_panic(), "reading a file ended in the middle");
        Refusal::BROKEN
    }

    fn of(error: &Error) -> Refusal {
        Refusal(match error {
            Error::SignedOut => StatusCode::UNAUTHORIZED,
            Error::Rejected(Rejection::FileMissing) => StatusCode::GONE,
            Error::Rejected(Rejection::FileBroken) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Rejected(_) => StatusCode::NOT_FOUND,
            // The status says to try later: the server may answer then.
            Error::Net(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Store(StoreError::Unavailable | StoreError::InUse) => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal::of(&error)
    }
}

impl From<VoiceError> for Refusal {
    fn from(error: VoiceError) -> Self {
        match error {
            VoiceError::Io(error) => error.into(),
            VoiceError::NotVoice(_) | VoiceError::TooLong | VoiceError::Codec(_) => {
                tracing::warn!(%error, "a voice message cannot be played");
                Refusal::BROKEN
            }
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Refusal::NOT_FOUND,
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => Refusal::BROKEN,
            kind => {
                tracing::warn!(?kind, "a file cannot be read from the disk");
                Refusal::DISK
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, HEADERS).into_response()
    }
}

/// A refusal of a file that a page sends; the body is the [`Failure`] that the page has words for.
#[derive(Debug)]
pub(crate) struct Told(Refusal, Failure);

impl Told {
    /// The body ended before its end.
    pub(crate) const CUT_OFF: Told = Told::new(Refusal(StatusCode::BAD_REQUEST), FailureCode::BadRequest);

    /// Makes the refusal for a task that ended without an answer. The words of its panic may quote somebody,
    /// so they are left out.
    pub(crate) fn of_task(error: JoinError) -> Told {
        tracing::error!(is_panic = error.is_panic(), "a file from the page was lost");
        Told::new(Refusal(StatusCode::INTERNAL_SERVER_ERROR), FailureCode::Internal)
    }

    const fn new(refusal: Refusal, code: FailureCode) -> Told {
        Told(refusal, Failure { code, number: None, choices: Vec::new() })
    }
}

impl From<Error> for Told {
    fn from(error: Error) -> Self {
        Told(Refusal::of(&error), failure(error))
    }
}

/// Errors of a file that the host itself makes are errors of the device's disk.
impl From<std::io::Error> for Told {
    fn from(error: std::io::Error) -> Self {
        tracing::warn!(kind = ?error.kind(), "a file from the page cannot be written");
        Told::new(Refusal::DISK, FailureCode::StorageUnavailable)
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        let Told(Refusal(status), failure) = self;
        (status, HEADERS, Json(failure)).into_response()
    }
}
