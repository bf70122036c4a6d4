//! The memory that this device has of an account from one sign-in to the next, also after a sign-out: the
//! secret by which the server knows the device again. The secret opens nothing. Who the account is, is kept
//! as a hash.

use conversas_domain::ids::InstallationId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::engine::Inner;
use crate::error::Result;
use crate::store::preferences;

/// The memory of one account at one installation. The type has no `Debug`, which would show the secret.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Remembered {
    /// The secret to show at the next sign-in.
    pub(super) secret: Option<String>,
    /// Wrong passwords typed here since the last right one.
    slips: u32,
    /// Wrong passwords typed here that the server took for somebody else's. The server tells of them until
    /// somebody signs in on a device that it knows.
    counted: u32,
    /// Wrong passwords that somebody else tried, until the person was told of them: a sign-in can stop at a question.
    pub(super) tries: u32,
}

impl Remembered {
    /// Answers the memory after a wrong password.
    pub(super) fn slipped(self) -> Remembered {
        Remembered { slips: self.slips + 1, ..self }
    }

    /// Answers the memory after a right password. A server that knows the device answers with the secret that
    /// was shown, and has not counted its slips; a server that does not, or not any more, took them for
    /// somebody else's, and tells of them once more next time.
    pub(super) fn after(self, secret: Option<String>, refused_tries: u32) -> Remembered {
        let is_known = self.secret.is_some() && self.secret == secret;
        let own = self.counted + if is_known { 0 } else { self.slips };
        let tries = self.tries.saturating_add(refused_tries.saturating_sub(own));
        let counted = if is_known { 0 } else { own };
        Remembered { secret: secret.or(self.secret), slips: 0, counted, tries }
    }

    /// Answers the memory after the person was told of the wrong passwords.
    pub(super) fn told(self) -> Remembered {
        Remembered { tries: 0, ..self }
    }
}

/// The name under which the memory of an account is kept.
fn key(installation: InstallationId, email: &str) -> String {
    let hash = Sha256::digest(format!("{installation} {}", email.to_lowercase()));
    format!("account {}", hex::encode(hash))
}

impl Inner {
    /// Loads the memory of an account; an empty one, if it cannot be read.
    pub(super) async fn remembered(&self, installation: InstallationId, email: &str) -> Result<Remembered> {
        let key = key(installation, email);
        let text = self.store.read(move |db| preferences::load(db, &key)).await?;
        let read = |text: String| {
            let known = serde_json::from_str(&text).inspect_err(|error| {
                let (line, column) = (error.line(), error.column());
                tracing::warn!(line, column, "what is remembered of an account cannot be read");
            });
            known.ok()
        };
        Ok(text.and_then(read).unwrap_or_default())
    }

    /// Keeps the memory of an account. A full disk keeps nobody out: the device is only new to the server
    /// once more.
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
        let known = Remembered::default().slipped().slipped().after(Some("s".into()), 5);
        assert_eq!((known.secret.as_deref(), known.tries), (Some("s"), 3));
        // The server tells of the two slips once more, and does not count those of a device that it knows.
        let known = known.told().slipped().after(Some("s".into()), 6);
        assert_eq!((known.secret.as_deref(), known.tries), (Some("s"), 4));
        // A server counts slips once it has forgotten the device.
        let forgotten = known.told().slipped().slipped().after(Some("t".into()), 2);
        assert_eq!((forgotten.secret.as_deref(), forgotten.tries), (Some("t"), 0));
        // The server tells of the slips again on the device that it knows by then, and not a third time.
        let known = forgotten.after(Some("t".into()), 5);
        assert_eq!(known.tries, 3);
        let forgotten = known.told().after(Some("t".into()), 4);
        assert_eq!(forgotten.tries, 4);
        let of_an_earlier_server = forgotten.told().after(None, 0);
        assert_eq!((of_an_earlier_server.secret.as_deref(), of_an_earlier_server.tries), (Some("t"), 0));
    }

    #[test]
    fn tries_are_kept_until_the_person_was_told() {
        let asked = Remembered::default().after(Some("s".into()), 3);
        let again = asked.after(Some("s".into()), 1);
        assert_eq!(again.tries, 4);
        assert_eq!(again.told().after(Some("s".into()), 0).tries, 0);
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
