//! Why there is no media. Only a status: pages show what the command list says about it.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use conversas_client::{Error, StoreError};
use conversas_domain::rejection::Rejection;
use conversas_recorder::VoiceError;

/// A request that brings nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal(pub(crate) StatusCode);

impl Refusal {
    /// Unknown, or not the reader's.
    pub(crate) const NOT_FOUND: Refusal = Refusal(StatusCode::NOT_FOUND);
    /// It is damaged.
    pub(crate) const BROKEN: Refusal = Refusal(StatusCode::UNPROCESSABLE_ENTITY);
    /// The device's disk.
    pub(crate) const DISK: Refusal = Refusal(StatusCode::INSUFFICIENT_STORAGE);
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal(match error {
            Error::SignedOut => StatusCode::UNAUTHORIZED,
            Error::Rejected(Rejection::FileMissing) => StatusCode::GONE,
            Error::Rejected(Rejection::FileBroken) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Rejected(_) => StatusCode::NOT_FOUND,
            // It may come later.
            Error::Net(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Store(StoreError::Unavailable) => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }
}

impl From<VoiceError> for Refusal {
    fn from(error: VoiceError) -> Self {
        match error {
            VoiceError::Io(error) => error.into(),
            VoiceError::NotVoice(_) | VoiceError::TooLong | VoiceError::Codec(_) => Refusal::BROKEN,
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Refusal::NOT_FOUND,
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => Refusal::BROKEN,
            _ => Refusal::DISK,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let headers = [(header::CACHE_CONTROL, "no-store"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
        (self.0, headers).into_response()
    }
}
