//! The connection of the device to the server.

use serde::{Deserialize, Serialize};

/// The connection of the device to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Connection {
    /// The last attempt reached the server.
    pub online: bool,
    /// Items of mine that are not sent yet, without the blocked ones.
    pub waiting: u32,
    /// Items that need a decision.
    pub blocked: u32,
    /// The first download still runs: lists may be incomplete.
    pub catching_up: bool,
    /// So many milliseconds the device's clock is ahead of the server's; negative: behind; 0: right, or not known.
    #[serde(default)]
    pub clock_ahead: i64,
    /// While offline: why, if more is known than that nothing answers.
    pub trouble: Option<Trouble>,
    /// Something of mine that is no message is not let through by the network, which lets other requests through.
    #[serde(default)]
    pub not_let_through: bool,
    /// Nothing arrives, because the device's disk is full and keeps nothing that the server sends.
    #[serde(default)]
    pub disk_full: bool,
    /// The server said something that only a newer app shows.
    #[serde(default)]
    pub outdated: bool,
    /// The session is locked: everything here can be read and written, nothing is sent or fetched.
    pub lock: Option<Lock>,
}

impl Connection {
    /// Whether the server answers that this app is too old for it.
    pub fn is_app_too_old(&self) -> bool {
        self.trouble == Some(Trouble::AppTooOld)
    }
}

/// Why the server cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Something else answers in its place.
    NoServer,
    /// Its certificate is not trusted.
    CertificateUntrusted,
    /// Its certificate is over, or this device's clock is ahead.
    CertificateExpired,
    /// Its certificate has not begun: this device's clock is behind.
    CertificateNotYet,
    /// The server answers, and this app is too old for it. Not "Sem conexão": only an update helps.
    AppTooOld,
}

/// Why a session is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lock {
    /// The system's keyring cannot be read now: trying again or signing in helps.
    Keyring,
    /// The server does not know this device's session: signing in helps.
    SignIn,
}
