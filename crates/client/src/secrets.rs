//! Where the session's token is kept: the system's keychain where one works, else a file only the user can read.
//! Never in the store.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

mod file;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod keychain;

/// Which places may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecretsPolicy {
    /// The keychain, and the file where that does not work.
    #[default]
    KeychainOrFile,
    /// The file alone: tests, and machines on which a keychain would ask.
    File,
}

/// What is kept. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Secret {
    /// Base address of the server the token is for.
    pub(crate) server: String,
    /// The token.
    pub(crate) token: String,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").finish_non_exhaustive()
    }
}

/// The place of one profile's secret.
#[derive(Debug, Clone)]
pub(crate) struct Secrets {
    policy: SecretsPolicy,
    path: PathBuf,
}

impl Secrets {
    pub(crate) fn new(policy: SecretsPolicy, folder: &Path) -> Secrets {
        Secrets { policy, path: folder.join("session.secret") }
    }

    pub(crate) async fn load(&self) -> Option<Secret> {
        let text = match self.in_keychain(Access::Load).await {
            Some(found @ Some(_)) => found,
            Some(None) | None => file::load(&self.path),
        };
        text.and_then(|text| serde_json::from_str(&text).ok())
    }

    pub(crate) async fn save(&self, secret: &Secret) -> Result<()> {
        let text = serde_json::to_string(secret).map_err(|_| Error::Secrets)?;
        if self.in_keychain(Access::Save(text.clone())).await.is_some() {
            let _ = file::clear(&self.path);
            return Ok(());
        }
        file::save(&self.path, &text).map_err(|_| Error::Secrets)
    }

    pub(crate) async fn clear(&self) {
        let _ = self.in_keychain(Access::Clear).await;
        let _ = file::clear(&self.path);
    }

    /// None: there is no keychain that works.
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    async fn in_keychain(&self, access: Access) -> Option<Option<String>> {
        match self.policy {
            SecretsPolicy::File => None,
            SecretsPolicy::KeychainOrFile => keychain::access(self.path.clone(), access).await,
        }
    }

    #[cfg(any(target_os = "android", target_os = "ios"))]
    async fn in_keychain(&self, _access: Access) -> Option<Option<String>> {
        None
    }
}

/// What is asked of the keychain.
enum Access {
    Load,
    Save(String),
    Clear,
}
