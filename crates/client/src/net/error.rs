//! Why a request brought no answer that can be used.

use std::time::Duration;

use conversas_domain::rejection::Rejection;
use conversas_protocol::ErrorCode;
use rustls::CertificateError;

/// A server that wants to be left alone for longer is asked all the same.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// A server that takes no app of this version is asked so seldom whether that is still so.
const TOO_OLD: Duration = Duration::from_secs(60);

/// Why a request brought no answer that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// Nothing answers, or there is no network.
    #[error("the server cannot be reached")]
    Offline,
    /// The server's certificate does not hold, so nothing was said to it.
    #[error("the server's certificate: {0}")]
    Certificate(CertificateFault),
    /// Something answers, but not a Conversas server, or not the installation that was signed in to.
    #[error("not a Conversas server")]
    NotAServer,
    /// The server takes no app of this version any more, or answers in a way that only a newer app reads.
    #[error("this app is too old for the server")]
    AppTooOld,
    /// The session is locked: there is no token that could be shown.
    #[error("the session is locked")]
    Locked,
    /// The server says that the session is over, or that it never knew it.
    #[error("{0}")]
    SessionEnded(SessionEnd),
    /// The server says no.
    #[error("{code}")]
    Refused {
        /// The server's code.
        code: ErrorCode,
        /// Seconds to wait, if the server said so.
        retry_after: Option<u32>,
        /// Of a file: why.
        reason: Option<Rejection>,
    },
}

/// The fault of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CertificateFault {
    /// Nobody whom this device trusts vouches for it, or it is another name's, or withdrawn.
    #[error("not trusted")]
    Untrusted,
    /// Its time is over, or this device's clock is ahead.
    #[error("expired")]
    Expired,
    /// Its time has not begun: this device's clock is behind.
    #[error("not valid yet")]
    NotYet,
}

/// The word of the installation that was asked about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionEnd {
    /// The session was ended there: what the device has of the person goes.
    #[error("the session was revoked")]
    Revoked(Revocation),
    /// The session is not known there: the data may be another installation's, or an older copy. The device locks.
    #[error("the session is unknown to the server")]
    Unknown,
}

/// The positive word of the installation that was signed in to that it ended this session. Only the reading of an answer
/// makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revocation(());

impl SessionEnd {
    /// The meaning of a refusal of the session. `is_of_session`: it comes from the installation that was signed in to.
    pub(super) fn of(code: ErrorCode, is_of_session: bool) -> Option<SessionEnd> {
        match code {
            ErrorCode::SessionRevoked if is_of_session => Some(SessionEnd::Revoked(Revocation(()))),
            ErrorCode::SessionRevoked | ErrorCode::SessionUnknown => Some(SessionEnd::Unknown),
            _ => None,
        }
    }
}

impl NetError {
    /// The same request may work later.
    pub(crate) fn may_pass(self) -> bool {
        match self {
            NetError::Offline | NetError::Certificate(_) | NetError::NotAServer | NetError::Locked => true,
            // After the update, and the server may be another one by then.
            NetError::AppTooOld => true,
            NetError::SessionEnded(_) => true,
            NetError::Refused { code, .. } => match code {
                ErrorCode::TooManyAttempts
                | ErrorCode::QuotaReached
                | ErrorCode::Unavailable
                | ErrorCode::Internal => true,
                // The token was removed on the way, as some proxies do.
                ErrorCode::Unauthorized => true,
                // After an update, of the app or of the server.
                ErrorCode::AppTooOld | ErrorCode::UnknownOperation => true,
                ErrorCode::BadRequest
                | ErrorCode::SessionUnknown
                | ErrorCode::SessionRevoked
                | ErrorCode::BadCredentials
                | ErrorCode::AccountEnded
                | ErrorCode::NotFound
                | ErrorCode::CursorExpired
                | ErrorCode::TooLarge
                | ErrorCode::OffsetConflict
                | ErrorCode::UploadGone
                | ErrorCode::FileRefused
                | ErrorCode::Unknown(_) => false,
            },
        }
    }

    /// The time for which the server wants to be left alone, if it said so; a quarter of an hour at most.
    pub(crate) fn retry_after(self) -> Option<Duration> {
        match self {
            NetError::Refused { retry_after: Some(seconds), .. } => {
                Some(Duration::from_secs(seconds.into()).min(LONGEST_WAIT))
            }
            NetError::AppTooOld => Some(TOO_OLD),
            _ => None,
        }
    }

    /// The server answers, and is asked too often.
    pub(crate) fn is_too_often(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::TooManyAttempts, .. })
    }

    /// The server answers that it failed at this.
    pub(crate) fn is_fault(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::Internal, .. })
    }

    /// The server is older than this app and does not know such an operation yet.
    pub(crate) fn is_unknown_operation(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::UnknownOperation, .. })
    }

    /// Too much is uploaded and not sent.
    pub(crate) fn is_quota(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::QuotaReached, .. })
    }

    /// E-mail and password do not belong together.
    pub(crate) fn is_wrong_password(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::BadCredentials, .. })
    }

    /// There is no such thing, or it is not the reader's.
    pub(crate) fn is_not_found(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::NotFound, .. })
    }

    /// The session is over, unknown or locked: what runs for it ends. What follows from the server's word is the
    /// supervisor's, which hears it too.
    pub(crate) fn ends_session(self) -> bool {
        matches!(self, NetError::SessionEnded(_) | NetError::Locked)
    }

    /// The meaning of a failed request.
    pub(super) fn of(error: &reqwest::Error) -> NetError {
        match tls_error(error) {
            Some(rustls::Error::InvalidCertificate(why)) => NetError::Certificate(match why {
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                    CertificateFault::Expired
                }
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    CertificateFault::NotYet
                }
                _ => CertificateFault::Untrusted,
            }),
            _ => NetError::Offline,
        }
    }
}

/// The error of TLS, if it was TLS that failed. An error of input and output is wrapped around it, which hides it from `source`.
fn tls_error(error: &reqwest::Error) -> Option<&rustls::Error> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause = match wrapped {
            Some(wrapped) => Some(wrapped as &(dyn std::error::Error + 'static)),
            None => error.source(),
        };
    }
    None
}

/// The causes of a failed request, outermost first, without its address: for the log.
pub(super) fn causes(error: &reqwest::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let text = error.to_string();
        if said.last() != Some(&text) {
            said.push(text);
        }
        cause = error.source();
    }
    if said.is_empty() && error.is_timeout() {
        said.push("no answer in time".to_owned());
    }
    said.join(": ")
}
