//! What this device remembers of an account from one sign-in to the next, also after a sign-out: the secret by which the
//! server knows it again. It opens nothing. Who the account is, is kept as a hash.

use conversas_domain::ids::InstallationId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::engine::Inner;
use crate::error::Result;
use crate::store::preferences;

/// Of one account at one installation. It has no `Debug`, which would show the secret.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// To show at the next sign-in.
    pub(super) secret: Option<String>,
    /// Wrong passwords typed here since the last right one, while there was no secret to show: the server counts them as
    /// somebody's, and they are nobody else's.
    slips: u32,
}

impl Remembered {
    /// After a wrong password.
    pub(super) fn slipped(self) -> Remembered {
        let slips = if self.secret.is_none() { self.slips + 1 } else { self.slips };
        Remembered { slips, ..self }
    }

    /// After a right one; and how often somebody else tried a wrong one.
    pub(super) fn after(self, secret: Option<String>, refused_tries: u32) -> (Remembered, u32) {
        let secret = secret.or(self.secret);
        (Remembered { secret, slips: 0 }, refused_tries.saturating_sub(self.slips))
    }
}

/// The name under which it is kept.
fn key(installation: InstallationId, email: &str) -> String {
    let hash = Sha256::digest(format!("{installation} {}", email.to_lowercase()));
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("account {hash}")
}

impl Inner {
    /// What is remembered; nothing, if it cannot be read.
    pub(super) async fn remembered(&self, installation: InstallationId, email: &str) -> Result<Remembered> {
        let key = key(installation, email);
        let text = self.store.read(move |db| preferences::load(db, &key)).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Nobody is kept out because the disk is full: then this is a new device once more.
    pub(super) async fn remember(&self, installation: InstallationId, email: &str, what: &Remembered) {
        let key = key(installation, email);
        let text = serde_json::to_string(what).expect("a text and a number");
        let keeping = self.store.write(move |tx| preferences::save(tx, &key, &text)).await;
        if let Err(error) = keeping {
            tracing::warn!(%error, "the server will not know this device again");
        }
    }
}

#[cfg(test)]
mod tests {
    use conversas_domain::ids::EntityId;

    use super::*;

    #[test]
    fn ones_own_slips_are_nobody_elses_guesses() {
        let new = Remembered::default().slipped().slipped();
        let (known, tries) = new.after(Some("s".into()), 5);
        assert_eq!((known.secret.as_deref(), tries), (Some("s"), 3));
        // The server does not count those of a device that it knows.
        let (known, tries) = known.slipped().after(Some("s".into()), 4);
        assert_eq!((known.secret.as_deref(), tries), (Some("s"), 4));
        let (of_an_earlier_server, tries) = known.after(None, 0);
        assert_eq!((of_an_earlier_server.secret.as_deref(), tries), (Some("s"), 0));
    }

    #[test]
    fn an_account_is_remembered_by_a_hash_and_apart_from_others() {
        let [here, there] = [1, 2].map(|number| InstallationId::from_uuid(uuid::Uuid::from_u128(number)));
        let kept = key(here, "Rita@escola.example");
        assert_eq!(kept, key(here, "rita@escola.example"));
        assert!(kept != key(there, "rita@escola.example") && kept != key(here, "ana@escola.example"));
        assert!(!kept.contains("rita"));
    }
}
