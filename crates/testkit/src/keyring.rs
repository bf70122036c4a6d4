//! A keyring of a test's own, which can be locked, lost and refused.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, PoisonError};

use conversas_client::{Keyring, KeyringFailed};

/// The keyring's behaviour when it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// The keyring does what it should.
    #[default]
    Open,
    /// The keyring refuses: it is locked, the person said no, or it does not run.
    Locked,
    /// The keyring does not answer until it is told to behave otherwise.
    Silent,
}

/// A keyring in memory.
#[derive(Default)]
pub struct OwnKeyring {
    kept: Mutex<(Mood, HashMap<String, String>)>,
    changed: Condvar,
}

impl OwnKeyring {
    /// Changes the keyring's behaviour from now on.
    pub fn is(&self, mood: Mood) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).0 = mood;
        self.changed.notify_all();
    }

    /// Replaces the keyring with an empty one; answers what was in it.
    pub fn take(&self) -> HashMap<String, String> {
        std::mem::take(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner).1)
    }

    /// Puts these secrets back into the keyring.
    pub fn put_back(&self, all: HashMap<String, String>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).1 = all;
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, String>) -> T) -> Result<T, KeyringFailed> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = self.changed.wait_while(kept, |kept| kept.0 == Mood::Silent);
        let mut kept = kept.unwrap_or_else(PoisonError::into_inner);
        match kept.0 {
            Mood::Open => Ok(work(&mut kept.1)),
            Mood::Locked | Mood::Silent => Err(KeyringFailed("locked")),
        }
    }
}

impl Keyring for OwnKeyring {
    fn load(&self, account: &str) -> Result<Option<String>, KeyringFailed> {
        self.with(|kept| kept.get(account).cloned())
    }

    fn save(&self, account: &str, secret: &str) -> Result<(), KeyringFailed> {
        self.with(|kept| drop(kept.insert(account.to_owned(), secret.to_owned())))
    }

    fn clear(&self, account: &str) -> Result<(), KeyringFailed> {
        self.with(|kept| drop(kept.remove(account)))
    }
}
