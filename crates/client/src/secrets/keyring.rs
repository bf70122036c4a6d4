//! The system's keyring behind a port, so that tests can lock, slow down and lose one.

use std::sync::Arc;

/// Why a keyring does not do what it is asked. Holds a word for the log: what keyrings say may quote what they keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct KeyringFailed(pub &'static str);

/// A place of the system for secrets. Its methods may block for as long as they like.
pub trait Keyring: Send + Sync {
    /// The secret of an account; none: there is none, for sure.
    fn load(&self, account: &str) -> Result<Option<String>, KeyringFailed>;
    /// Keeps it, instead of what was there.
    fn save(&self, account: &str, secret: &str) -> Result<(), KeyringFailed>;
    /// Forgets it.
    fn clear(&self, account: &str) -> Result<(), KeyringFailed>;
}

/// The system's own; none on phones, where the file in the app's own folder is kept from other apps by the system.
pub(crate) fn system() -> Option<Arc<dyn Keyring>> {
    #[cfg(any(target_os = "android", target_os = "ios"))]
    return None;
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    Some(Arc::new(desktop::System))
}

#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod desktop;
