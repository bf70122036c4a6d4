//! Why a request brought no answer that can be used.

use std::time::Duration;

use conversas_domain::rejection::Rejection;
use conversas_protocol::ErrorCode;
use rustls::CertificateError;

/// The longest pause that a server can ask for; after it the server is asked all the same.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// The pause before a server that takes no app of this version is asked again.
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
        /// Seconds to wait, if the server said them.
        retry_after: Option<u32>,
        /// The reason why a file was refused.
        reason: Option<Rejection>,
    },
}

/// The fault of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CertificateFault {
    /// No authority that this device trusts vouches for the certificate, or it names another server, or was
    /// withdrawn.
    #[error("not trusted")]
    Untrusted,
    /// The certificate's time is over, or this device's clock is ahead.
    #[error("expired")]
    Expired,
    /// The certificate's time has not begun: this device's clock is behind.
    #[error("not valid yet")]
    NotYet,
}

/// The word of the installation that was asked about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionEnd {
    /// The session was ended there: the person's data on this device are erased.
    #[error("the session was revoked")]
    Revoked(Revocation),
    /// The session is not known there: the data may be another installation's, or an older copy. The device locks.
    #[error("the session is unknown to the server")]
    Unknown,
}

/// The word of the installation that the person was signed in to that it ended this session. Only reading an
/// answer makes this value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revocation(());

impl SessionEnd {
    /// Reads a refusal of the session. `is_of_session`: the answer comes from the installation that the
    /// person was signed in to.
    pub(super) fn of(code: ErrorCode, is_of_session: bool) -> Option<SessionEnd> {
        match code {
            ErrorCode::SessionRevoked if is_of_session => Some(SessionEnd::Revoked(Revocation(()))),
            ErrorCode::SessionRevoked | ErrorCode::SessionUnknown => Some(SessionEnd::Unknown),
            _ => None,
        }
    }
}

impl NetError {
    /// Whether the same request may work later.
    pub(crate) fn may_pass(self) -> bool {
        match self {
            NetError::Offline | NetError::Certificate(_) | NetError::NotAServer | NetError::Locked => true,
            // The app may be updated by then, or the server replaced.
            NetError::AppTooOld => true,
            NetError::SessionEnded(_) => true,
            NetError::Refused { code, .. } => match code {
                ErrorCode::TooManyAttempts
                | ErrorCode::QuotaReached
                | ErrorCode::Unavailable
                | ErrorCode::Internal => true,
                // A proxy may have removed the token, as some do.
                ErrorCode::Unauthorized => true,
                // The app or the server may be updated by then.
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

    /// Answers the pause that the server wants, if it said one; a quarter of an hour at most.
    pub(crate) fn retry_after(self) -> Option<Duration> {
        match self {
            NetError::Refused { retry_after: Some(seconds), .. } => {
                Some(Duration::from_secs(seconds.into()).min(LONGEST_WAIT))
            }
            NetError::AppTooOld => Some(TOO_OLD),
            _ => None,
        }
    }

    /// Whether the server answers that it is asked too often.
    pub(crate) fn is_too_often(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::TooManyAttempts, .. })
    }

    /// Whether the server answers that it failed at this request.
    pub(crate) fn is_fault(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::Internal, .. })
    }

    /// Whether the server is older than this app and does not know the operation yet.
    pub(crate) fn is_unknown_operation(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::UnknownOperation, .. })
    }

    /// Whether too much is uploaded and not sent.
    pub(crate) fn is_quota(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::QuotaReached, .. })
    }

    /// Whether e-mail and password do not belong together.
    pub(crate) fn is_wrong_password(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::BadCredentials, .. })
    }

    /// Whether the thing asked for does not exist, or is not the reader's.
    pub(crate) fn is_not_found(self) -> bool {
        matches!(self, NetError::Refused { code: ErrorCode::NotFound, .. })
    }

    /// Whether the session is over, unknown or locked: tasks of the session end. The supervisor hears the
    /// server's word too, and does what follows from it.
    pub(crate) fn ends_session(self) -> bool {
        matches!(self, NetError::SessionEnded(_) | NetError::Locked)
    }

    /// Answers the meaning of a failed request.
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

/// Answers the error of TLS, if TLS failed. An error of input and output is wrapped around it, which hides it
/// from `source`.
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
