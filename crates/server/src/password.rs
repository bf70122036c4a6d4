//! Passwords and tokens: argon2id hashes, random secrets of which only a hash is kept.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use sha2::{Digest, Sha256};

use crate::fresh::random_bytes;
use crate::store::devices::TokenHash;

/// Longest password that is looked at, in bytes: hashing more would be work for an attacker to cause.
pub const PASSWORD_LIMIT: usize = 1024;

/// No password has this hash: it makes unknown e-mails cost what wrong passwords do.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash to keep of a password, with a salt of its own.
pub fn hash(password: &str) -> String {
    let salt: [u8; 16] = random_bytes();
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .expect("argon2's default parameters and a salt of 16 bytes are valid")
        .to_string()
}

/// Whether a password belongs to a hash; with no hash, the same work for nothing.
pub(crate) fn verify(password: &str, hash: Option<&str>) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let matches = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    matches && hash.is_some()
}

/// A new token for a device: 256 random bits in hexadecimal, and what to keep of it.
pub(crate) fn new_token() -> (String, TokenHash) {
    let bytes: [u8; 32] = random_bytes();
    let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hash_token(&token);
    (token, hash)
}

/// What is kept of a token. It needs no salt: it is random already.
pub(crate) fn hash_token(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_alone() {
        let hash = hash("lua cheia");
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("lua cheia", Some(&hash)));
        assert!(!verify("lua nova", Some(&hash)));
        assert!(!verify("lua cheia", None));
    }

    #[test]
    fn the_work_for_an_unknown_email_is_a_real_hash() {
        assert!(PasswordHash::new(NOBODY).is_ok());
    }

    #[test]
    fn tokens_have_256_bits_and_differ() {
        let (one, hash) = new_token();
        assert_eq!(one.len(), 64);
        assert_eq!(hash, hash_token(&one));
        assert_ne!(one, new_token().0);
    }
}
