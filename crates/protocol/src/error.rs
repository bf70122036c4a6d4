//! The errors with which the server refuses a request.

use conversas_domain::code::Code;
use conversas_domain::rejection::Rejection;
use serde::{Deserialize, Serialize};

/// Stable codes; the interface has a sentence for each. The reason why an operation was refused is not here
/// but in the operation's [`Receipt`](crate::Receipt).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// 400: the request is not the JSON or the parameters that the route takes.
    #[error("the request is not valid")]
    BadRequest,
    /// 401: the request brought no token. The code says nothing about a session: something on the way may
    /// have removed the token.
    #[error("a token is needed")]
    Unauthorized,
    /// 401: this installation does not know the token. The device locks: its data may be the last copy.
    #[error("this session is unknown here")]
    SessionUnknown,
    /// 401: this installation ended the session. The device erases what it has of the person.
    #[error("this session was ended")]
    SessionRevoked,
    /// 401: e-mail and password do not belong together. The answer never says which of them is wrong.
    #[error("e-mail or password are not right")]
    BadCredentials,
    /// 403: e-mail and password are right, and no person of the account belongs to a school any more.
    #[error("this account belongs to no school any more")]
    AccountEnded,
    /// 404: the thing is unknown, or not visible to the person who asks.
    #[error("not found")]
    NotFound,
    /// 410: the cursor is older than the server remembers; bootstrap again.
    #[error("the cursor is too old")]
    CursorExpired,
    /// 413: the body is larger than the route takes.
    #[error("the request is too large")]
    TooLarge,
    /// 409: the offset is not the end of the upload's bytes; ask with HEAD.
    #[error("the upload stands elsewhere")]
    OffsetConflict,
    /// 410: the upload expired, was ended, or broke: begin a new one.
    #[error("the upload is over")]
    UploadGone,
    /// 403, 413, 415, 422: the file will never be taken as it is; `reason` says why.
    #[error("the file is refused")]
    FileRefused,
    /// 429: too many attempts; see `Retry-After`.
    #[error("too many attempts")]
    TooManyAttempts,
    /// 429: the person or the school has too many uploads that are in no message; `Retry-After` says when
    /// some of them go away. Sending or ending some helps at once.
    #[error("too much is uploaded and not sent")]
    QuotaReached,
    /// 503: the server stops, or its disk is full or read-only. Try again later.
    #[error("the server cannot do this now")]
    Unavailable,
    /// 500: a fault of the server. Try again later.
    #[error("the server failed")]
    Internal,
    /// 426: the server takes no app of this version any more. Nothing is lost: waiting operations are sent
    /// after the update.
    #[error("this app is too old for the server: update it")]
    AppTooOld,
    /// 422: an operation of a newer app, which this server does not know yet. The app keeps it and asks again later.
    #[error("this server does not know such an operation yet")]
    UnknownOperation,
    /// A code of a newer server, never given by this one. The status says what the code means for the
    /// request.
    #[error("a code of a newer server: {0}")]
    #[serde(untagged)]
    Unknown(Code),
}

impl ErrorCode {
    /// All codes that this program knows.
    pub const ALL: [ErrorCode; 18] = [
        ErrorCode::BadRequest,
        ErrorCode::Unauthorized,
        ErrorCode::SessionUnknown,
        ErrorCode::SessionRevoked,
        ErrorCode::BadCredentials,
        ErrorCode::AccountEnded,
        ErrorCode::NotFound,
        ErrorCode::CursorExpired,
        ErrorCode::TooLarge,
        ErrorCode::OffsetConflict,
        ErrorCode::UploadGone,
        ErrorCode::FileRefused,
        ErrorCode::TooManyAttempts,
        ErrorCode::QuotaReached,
        ErrorCode::Unavailable,
        ErrorCode::Internal,
        ErrorCode::AppTooOld,
        ErrorCode::UnknownOperation,
    ];
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for ErrorCode {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        conversas_domain::code::schema(&ErrorCode::ALL, "What programs look at, or a code of a newer server.")
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for ErrorCode {}

/// The body of every refusal.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The code, for programs.
    pub code: ErrorCode,
    /// A sentence for people who read traffic, in English; without names and texts.
    pub message: String,
    /// The reason, of `file_refused`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Rejection>,
}
