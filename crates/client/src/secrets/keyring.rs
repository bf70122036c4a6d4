//! The system's keyring behind a port, so that tests can lock, slow down and lose a keyring.

use std::sync::Arc;

/// Why a keyring does not do what it is asked. Holds a word for the log, because a keyring's own text may
/// quote the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct KeyringFailed(pub &'static str);

/// A place of the system for secrets. Its methods may block for as long as they like.
pub trait Keyring: Send + Sync {
    /// Loads the secret of an account; none: the keyring has none, for sure.
    fn load(&self, account: &str) -> Result<Option<String>, KeyringFailed>;
    /// Keeps a secret in place of the account's earlier one.
    fn save(&self, account: &str, secret: &str) -> Result<(), KeyringFailed>;
    /// Removes the secret of an account.
    fn clear(&self, account: &str) -> Result<(), KeyringFailed>;
}

/// Answers the system's own keyring; none on phones, where the system keeps other apps from the file in the
/// app's own folder.
pub(crate) fn system() -> Option<Arc<dyn Keyring>> {
    #[cfg(any(target_os = "android", target_os = "ios"))]
    return None;
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    Some(Arc::new(desktop::System))
}

#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod desktop;
