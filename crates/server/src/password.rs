//! Passwords and tokens: argon2id hashes, random secrets of which only a hash is kept.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, Version};
use sha2::{Digest, Sha256};

use crate::fresh::random_bytes;
use crate::store::accounts::TokenHash;

mod memory;

pub(crate) use memory::{BUFFERS, keep_small};

/// The longest password that is hashed, in bytes: hashing more would be work for an attacker to cause.
pub const PASSWORD_LIMIT: usize = 1024;

/// A hash that no password has: it makes unknown e-mails cost the same work as wrong passwords.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes a password with a new salt. Blocks the thread while others are worked on.
pub fn hash(password: &str) -> String {
    let valid = "argon2's default parameters and a salt of 16 bytes are valid";
    let salt: [u8; 16] = random_bytes();
    let (version, params) = (Version::default(), Params::default());
    let kept = ParamsString::try_from(&params).expect(valid);
    let argon2 = Argon2::new(Algorithm::Argon2id, version, params);
    PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(version.into()),
        params: kept,
        salt: Some(Salt::new(&salt).expect(valid)),
        hash: Some(output(&argon2, password, &salt, Params::DEFAULT_OUTPUT_LEN).expect(valid)),
    }
    .to_string()
}

/// Whether a password belongs to a hash; with no hash, the same work for nothing. Blocks the thread while others are
/// worked on.
pub(crate) fn verify(password: &str, hash: Option<&str>) -> bool {
    let found = matches(password, hash.unwrap_or(NOBODY));
    if found.is_none() {
        tracing::error!("a password's hash, as it is kept, is none of argon2's: nobody signs in with it");
    }
    found == Some(true) && hash.is_some()
}

/// Whether a password matches a hash. None: the hash is none of argon2's.
fn matches(password: &str, hash: &str) -> Option<bool> {
    let kept = PasswordHash::new(hash).ok()?;
    let algorithm = Algorithm::try_from(kept.algorithm.as_str()).ok()?;
    let version = kept.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(&kept).ok()?);
    let (salt, expected) = (kept.salt?, kept.hash?);
    let found = output(&argon2, password, &salt, expected.len())?;
    // The comparison of outputs takes the same time whatever is wrong.
    Some(found == expected)
}

/// Computes so many bytes of a password's hash.
fn output(argon2: &Argon2<'_>, password: &str, salt: &[u8], length: usize) -> Option<Output> {
    let mut bytes = [0; Output::MAX_LENGTH];
    let bytes = bytes.get_mut(..length)?;
    memory::with(argon2.params().block_count(), |blocks| {
        argon2.hash_password_into_with_memory(password.as_bytes(), salt, bytes, blocks)
    })
    .ok()?;
    Output::new(bytes).ok()
}

/// Makes a new token for a device: 256 random bits in hexadecimal, and the hash to keep.
pub(crate) fn new_token() -> (String, TokenHash) {
    let bytes: [u8; 32] = random_bytes();
    let token = hex::encode(bytes);
    let hash = hash_token(&token);
    (token, hash)
}

/// Hashes a token. A salt is not needed, because tokens are random.
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
    fn the_work_for_an_unknown_email_is_that_of_a_real_hash() {
        assert_eq!(matches("lua cheia", NOBODY), Some(false));
        let (nobody, real) = (PasswordHash::new(NOBODY).unwrap(), PasswordHash::new(&hash("x")).unwrap());
        assert_eq!((nobody.params, nobody.version), (real.params, real.version));
    }

    #[test]
    fn hashes_of_other_parameters_and_of_other_programs_are_read() {
        let cheap =
            "$argon2id$v=19$m=8,t=1,p=1$c2FsIGRhcyBoaXN0b3JpYXM$3IlKcj2q27gbyzC799ynntQPN9+MhH8tDn5d8eR57ks";
        assert!(verify("uma senha boa", Some(cheap)));
        assert!(!verify("outra", Some(cheap)));
        for broken in ["", "$2b$12$abc", "$argon2id$v=19$m=8,t=1,p=1$c2FsIGRhcyBoaXN0b3JpYXM"] {
            assert!(!verify("uma senha boa", Some(broken)), "{broken}");
        }
    }

    #[test]
    fn tokens_have_256_bits_and_differ() {
        let (one, hash) = new_token();
        assert_eq!(one.len(), 64);
        assert_eq!(hash, hash_token(&one));
        assert_ne!(one, new_token().0);
    }
}
