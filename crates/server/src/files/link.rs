//! Addresses of files that one person may use for a short time.

use std::sync::{PoisonError, RwLock};

use conversas_domain::ids::{AttachmentId, EntityId, PersonId};
use conversas_domain::moment::{HOUR, Moment};
use conversas_protocol::FileLink;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::Files;
use crate::fresh::random_bytes;
use crate::store::{Lane, Store, StoreError};

/// The lifetime of a link: five minutes.
const LINK_LIFE: i64 = HOUR / 12;

/// Signs links, and recognizes its own. The key is renewed at each start and each day; links signed with the
/// key before still hold, because a link lives for minutes only.
#[derive(Default)]
pub(super) struct Signer {
    keys: RwLock<Keys>,
}

#[derive(Clone, Copy, Default)]
struct Keys {
    current: [u8; 32],
    before: [u8; 32],
}

impl Signer {
    /// Takes a new key. The one before is kept with it, so that a link survives a restart.
    pub(super) async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let fresh = random_bytes();
        let before = store.write(Lane::Any, move |tx| tx.replace_secret("file links", fresh)).await?;
        // Without an earlier key a random one takes its place, which nobody knows.
        let keys = Keys { current: fresh, before: before.unwrap_or_else(random_bytes) };
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    fn keys(&self) -> Keys {
        *self.keys.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn mac(key: &[u8; 32], id: AttachmentId, person: PersonId, until: Moment) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.update(b"file link 1");
    mac.update(id.uuid().as_bytes());
    mac.update(person.uuid().as_bytes());
    mac.update(&until.0.to_be_bytes());
    mac
}

impl Files {
    /// Makes a link for this person, from now on.
    pub(crate) fn link(&self, id: AttachmentId, person: PersonId) -> FileLink {
        let expires_at = self.now().plus(LINK_LIFE);
        let key = self.signer.keys().current;
        let seal = mac(&key, id, person, expires_at).finalize().into_bytes();
        let seal = hex::encode(seal);
        FileLink { url: format!("/v1/attachments/{id}/file?until={}&seal={seal}", expires_at.0), expires_at }
    }

    /// Whether this is a link for this file and person that has not ended. The comparison takes the same time whatever
    /// is wrong.
    pub(crate) fn is_link(&self, id: AttachmentId, person: PersonId, until: Moment, seal: &str) -> bool {
        let Some(seal) = from_hex(seal) else { return false };
        let Keys { current, before } = self.signer.keys();
        let signed_with = |key| mac(key, id, person, until).verify_slice(&seal).is_ok();
        // Both keys are always tried: the time does not tell which one fits.
        let is_ours = signed_with(&current) | signed_with(&before);
        let left = until.since(self.now());
        is_ours && (1..=LINK_LIFE).contains(&left)
    }
}

/// Reads the bytes of so many lower-case hexadecimal digits, so that each seal and hash has one form.
pub(crate) fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let is_hex = hex::decode_to_slice(text, &mut bytes).is_ok();
    (is_hex && !text.bytes().any(|byte| byte.is_ascii_uppercase())).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_has_one_form() {
        let text = hex::encode((0..32).map(|byte| byte * 8).collect::<Vec<u8>>());
        assert_eq!(from_hex(&text).unwrap()[31], 248);
        for wrong in
            [text.to_uppercase(), text[1..].to_owned(), format!("{text}00"), "é".repeat(32), String::new()]
        {
            assert_eq!(from_hex(&wrong), None);
        }
    }
}
