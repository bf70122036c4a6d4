//! The connection of the device to the server.

mod state;

use crate::net::{CertificateFault, NetError};
pub(crate) use state::{ConnectionState, Sight};

/// The connection as it is shown at the top of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Connection {
    /// The last attempt reached the server.
    pub online: bool,
    /// The number of this person's items that are not sent yet, without the blocked ones.
    pub waiting: u32,
    /// The number of items that need a decision.
    pub blocked: u32,
    /// The first download still runs.
    pub catching_up: bool,
    /// Milliseconds that the device's clock is ahead of the server's; negative: behind. 0 as long as the
    /// clock is right to half a minute, or the difference is not known.
    pub clock_ahead: i64,
    /// The reason while offline, if more is known than that nothing answers.
    pub trouble: Option<Trouble>,
    /// An act of this person that is no message (a survey answered, a ticket finished or assigned) is not let
    /// through by the network, which lets other requests through. The act is tried now and then.
    pub not_let_through: bool,
    /// The disk has no room for what arrives from the server.
    pub disk_full: bool,
    /// The server said something that only a newer app shows; what it said is kept until the update.
    pub outdated: bool,
    /// The reason why the session is locked: nothing is asked of the server until the session is unlocked or
    /// somebody signs in.
    pub lock: Option<Lock>,
}

/// Why the server cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Something else answers in the server's place: a portal, a proxy, another server.
    NoServer,
    /// The server's certificate does not hold.
    Certificate(CertificateFault),
    /// The server takes no app of this version: everything stays here until the update.
    AppTooOld,
}

impl Trouble {
    pub(crate) fn of(error: NetError) -> Option<Trouble> {
        match error {
            NetError::NotAServer => Some(Trouble::NoServer),
            NetError::Certificate(fault) => Some(Trouble::Certificate(fault)),
            NetError::AppTooOld => Some(Trouble::AppTooOld),
            NetError::Offline | NetError::Locked | NetError::SessionEnded(_) | NetError::Refused { .. } => {
                None
            }
        }
    }
}

/// Why a session is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lock {
    /// The system's keyring has the token and cannot be read now.
    Keyring,
    /// No token is here, or the server does not know it: only signing in helps, unless the token or the
    /// server comes back.
    SignIn,
}
