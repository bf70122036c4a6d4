//! What an answer means.

use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorBody, ErrorCode};
use reqwest::header::RETRY_AFTER;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;

/// Why a request brought no answer that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// Nothing answers, or there is no network.
    #[error("the server cannot be reached")]
    Offline,
    /// Something answers, but not a Conversas server.
    #[error("not a Conversas server")]
    NotAServer,
    /// The server says no.
    #[error("{code}")]
    Refused {
        /// Why.
        code: ErrorCode,
        /// Seconds to wait, if the server said so.
        retry_after: Option<u32>,
        /// Of a file: why.
        reason: Option<Rejection>,
    },
}

impl NetError {
    /// The same request may work later.
    pub(crate) fn may_pass(self) -> bool {
        match self {
            NetError::Offline | NetError::NotAServer => true,
            NetError::Refused { code, .. } => match code {
                ErrorCode::TooManyAttempts
                | ErrorCode::QuotaReached
                | ErrorCode::Unavailable
                | ErrorCode::Internal => true,
                ErrorCode::BadRequest
                | ErrorCode::Unauthorized
                | ErrorCode::BadCredentials
                | ErrorCode::NotFound
                | ErrorCode::CursorExpired
                | ErrorCode::TooLarge
                | ErrorCode::OffsetConflict
                | ErrorCode::UploadGone
                | ErrorCode::FileRefused => false,
            },
        }
    }

    /// There is no such thing, or it is not the reader's.
    pub(crate) fn is_not_found(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::NotFound, .. })
    }

    /// The session was revoked.
    pub(crate) fn is_unauthorized(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::Unauthorized, .. })
    }
}

pub(super) async fn typed<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, NetError> {
    let response = accepted(request).await?;
    let body = response.bytes().await.map_err(|_| NetError::Offline)?;
    serde_json::from_slice(&body).map_err(|error| {
        tracing::warn!(
            line = error.line(),
            column = error.column(),
            "an answer is not what the protocol says"
        );
        NetError::NotAServer
    })
}

pub(super) async fn empty(request: RequestBuilder) -> Result<(), NetError> {
    accepted(request).await.map(|_| ())
}

pub(super) async fn accepted(request: RequestBuilder) -> Result<Response, NetError> {
    checked(request.send().await.map_err(|_| NetError::Offline)?).await
}

/// The same answer, if the server says yes.
pub(super) async fn checked(response: Response) -> Result<Response, NetError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let body = response.bytes().await.map_err(|_| NetError::Offline)?;
    match serde_json::from_slice::<ErrorBody>(&body) {
        Ok(ErrorBody { code, reason, .. }) => Err(NetError::Refused { code, retry_after, reason }),
        // What stands between us and the server speaks for itself.
        Err(_) if is_from_between(status) => Err(NetError::Offline),
        Err(_) => Err(NetError::NotAServer),
    }
}

fn is_from_between(status: StatusCode) -> bool {
    matches!(status, StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT)
}
