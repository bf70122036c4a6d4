//! The place where the session's token is kept: the system's keyring where one works, else a file that only
//! the user can read. The token is never in the store.
//!
//! Reading has three answers, because "not there" and "cannot be read now" lead to different sentences, and neither of them
//! means that a session has ended.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use conversas_domain::ids::{DeviceId, InstallationId};
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use crate::error::{Error, Result};

mod file;
mod keyring;

pub(crate) use keyring::system;
pub use keyring::{Keyring, KeyringFailed};

/// The longest wait for a keyring: one that has not answered by then may be asking the person for its
/// password, and cannot be read now.
const PATIENCE: Duration = Duration::from_secs(5);

/// The places that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecretsPolicy {
    /// The keyring, and the file where the keyring does not work.
    #[default]
    KeychainOrFile,
    /// The file alone: for tests, and for machines whose keyring would ask.
    File,
}

/// The token, with its server and device. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Secret {
    /// The base address of the server that gave the token.
    pub(crate) server: String,
    /// The token.
    pub(crate) token: String,
    /// The device that the token was given to; none in what earlier versions kept.
    #[serde(default)]
    pub(crate) device_id: Option<DeviceId>,
    /// The installation that gave the token: only that one's word ends the session. None in what earlier
    /// versions kept.
    #[serde(default)]
    pub(crate) installation: Option<InstallationId>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").finish_non_exhaustive()
    }
}

/// The outcome of looking for the secret.
#[derive(Debug)]
pub(crate) enum Kept {
    /// The token.
    Found(Secret),
    /// There is no token, or only that of another session.
    Nothing,
    /// The token cannot be read now: the keyring is locked, slow, not running, or refuses.
    Unreadable,
}

type Outcome = std::result::Result<Option<String>, KeyringFailed>;
type ChangeOutcome = std::result::Result<(), KeyringFailed>;

/// The place of one profile's secret.
#[derive(Clone)]
pub(crate) struct Secrets {
    keyring: Option<Arc<dyn Keyring>>,
    path: PathBuf,
    patience: Duration,
    /// The late answer of a keyring that was too slow.
    late: Arc<Mutex<Option<oneshot::Receiver<Outcome>>>>,
    changes: Arc<Changes>,
}

/// The order of changes. A slow keyring goes on with a change after its caller has stopped waiting. So one
/// change is made after the other, and a waiting one is left out when a newer one has come: the newest stays.
#[derive(Default)]
struct Changes {
    newest: AtomicU64,
    turn: Mutex<()>,
}

impl Changes {
    fn begin(&self) -> u64 {
        self.newest.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn make(&self, number: u64, change: impl FnOnce() -> ChangeOutcome) -> ChangeOutcome {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if number == self.newest.load(Ordering::SeqCst) { change() } else { Err(KeyringFailed("overtaken")) }
    }
}

impl Secrets {
    pub(crate) fn new(policy: SecretsPolicy, keyring: Option<Arc<dyn Keyring>>, folder: &Path) -> Secrets {
        let keyring = keyring.filter(|_| policy == SecretsPolicy::KeychainOrFile);
        let (late, changes) = Default::default();
        Secrets { keyring, path: folder.join("session.secret"), patience: PATIENCE, late, changes }
    }

    /// Loads the secret of this device; of any device if this one's identifier is not known.
    pub(crate) async fn load(&self, device_id: Option<DeviceId>) -> Kept {
        let is_of_it = |secret: &Secret| match (secret.device_id, device_id) {
            (Some(kept), Some(asked)) => kept == asked,
            _ => true,
        };
        let parsed = |text: String| match serde_json::from_str::<Secret>(&text) {
            Ok(secret) => Some(secret).filter(is_of_it),
            Err(error) => {
                // The error's text is left out, because it would quote the secret.
                tracing::warn!(column = error.column(), "what is kept as a secret is none");
                None
            }
        };
        // The file comes first, because it only exists if the keyring did not work when the secret was saved.
        match file::load(&self.path) {
            Ok(text) => {
                if let Some(secret) = text.and_then(parsed) {
                    return Kept::Found(secret);
                }
            }
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "the file of the secret cannot be read");
                return Kept::Unreadable;
            }
        }
        match self.in_keyring(Access::Load).await {
            None | Some(Ok(None)) => Kept::Nothing,
            Some(Ok(Some(text))) => parsed(text).map_or(Kept::Nothing, Kept::Found),
            Some(Err(failed)) => {
                tracing::warn!(%failed, "the keyring cannot be read now");
                Kept::Unreadable
            }
        }
    }

    pub(crate) async fn save(&self, secret: &Secret) -> Result<()> {
        let text = serde_json::to_string(secret).expect("texts and identifiers");
        match self.in_keyring(Access::Save(text.clone())).await {
            Some(Ok(_)) => match file::clear(&self.path) {
                Ok(()) => return Ok(()),
                // An older file that stays would be read first: the new secret is written into it.
                Err(error) => tracing::warn!(kind = ?error.kind(), "an older secret cannot be removed"),
            },
            Some(Err(failed)) => tracing::warn!(%failed, "the keyring does not take the secret: a file does"),
            None => {}
        }
        file::save(&self.path, &text).map_err(|error| {
            tracing::error!(kind = ?error.kind(), "the secret cannot be kept");
            Error::Secrets
        })
    }

    /// Takes back a secret that was just saved when the one from before could not be read. The new secret may
    /// be in the file, if the keyring did not open: the file is removed, because it would be read in place of
    /// what the keyring has.
    pub(crate) fn take_back(&self) {
        // A save that has not begun is left out.
        self.changes.begin();
        if let Err(error) = file::clear(&self.path) {
            tracing::warn!(kind = ?error.kind(), "a secret that does not count stays in its file");
        }
    }

    /// Removes the secret; answers whether nothing is kept any more.
    pub(crate) async fn clear(&self) -> bool {
        let in_keyring = self.in_keyring(Access::Clear).await;
        if let Some(Err(failed)) = &in_keyring {
            tracing::warn!(%failed, "the token stays in the keyring");
        }
        let in_file = file::clear(&self.path);
        if let Err(error) = &in_file {
            tracing::warn!(kind = ?error.kind(), "the token stays in its file");
        }
        in_keyring.is_none_or(|cleared| cleared.is_ok()) && in_file.is_ok()
    }

    /// Waits until a keyring that was too slow has answered after all; forever, if none is awaited.
    pub(crate) async fn late_answer(&self) {
        let late = self.late.lock().unwrap_or_else(PoisonError::into_inner).take();
        match late {
            // The answer itself is not used: the keyring can be asked again now.
            Some(late) => drop(late.await),
            None => std::future::pending().await,
        }
    }

    /// Asks the keyring. None: there is no keyring to ask.
    async fn in_keyring(&self, access: Access) -> Option<Outcome> {
        let keyring = Arc::clone(self.keyring.as_ref()?);
        // The profile's folder is the account's name, so that profiles do not mix.
        let account = self.path.to_string_lossy().into_owned();
        let is_load = matches!(access, Access::Load);
        let changes = Arc::clone(&self.changes);
        // The number is drawn before the thread begins, which may happen late.
        let number = if is_load { 0 } else { changes.begin() };
        let (answer, mut answered) = oneshot::channel();
        // The keyring gets a thread of its own, because it blocks, perhaps forever.
        let asking = std::thread::Builder::new().name("conversas-keyring".into()).spawn(move || {
            let outcome = match access {
                Access::Load => keyring.load(&account),
                Access::Save(text) => changes.make(number, || keyring.save(&account, &text)).map(|()| None),
                Access::Clear => changes.make(number, || keyring.clear(&account)).map(|()| None),
            };
            let _ = answer.send(outcome);
        });
        if let Err(error) = asking {
            tracing::error!(kind = ?error.kind(), "no thread for the keyring");
            return Some(Err(KeyringFailed("no thread")));
        }
        match tokio::time::timeout(self.patience, &mut answered).await {
            Ok(outcome) => Some(outcome.unwrap_or(Err(KeyringFailed("panicked")))),
            Err(_elapsed) => {
                if is_load {
                    *self.late.lock().unwrap_or_else(PoisonError::into_inner) = Some(answered);
                }
                Some(Err(KeyringFailed("no answer in time")))
            }
        }
    }
}

/// A request to the keyring.
enum Access {
    Load,
    Save(String),
    Clear,
}

#[cfg(test)]
mod tests;
