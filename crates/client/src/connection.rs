//! The connection of the device to the server.

mod state;

use conversas_view::Trouble;

use crate::net::{CertificateFault, NetError};
pub(crate) use state::{ConnectionState, Sight};

/// Answers what the server is known to do wrong after this error; none: nothing answers, and no more is known.
pub(crate) fn trouble_of(error: NetError) -> Option<Trouble> {
    match error {
        NetError::NotAServer => Some(Trouble::NoServer),
        NetError::Certificate(CertificateFault::Untrusted) => Some(Trouble::CertificateUntrusted),
        NetError::Certificate(CertificateFault::Expired) => Some(Trouble::CertificateExpired),
        NetError::Certificate(CertificateFault::NotYet) => Some(Trouble::CertificateNotYet),
        NetError::AppTooOld => Some(Trouble::AppTooOld),
        NetError::Offline | NetError::Locked | NetError::SessionEnded(_) | NetError::Refused { .. } => None,
    }
}

#[cfg(test)]
mod tests;
