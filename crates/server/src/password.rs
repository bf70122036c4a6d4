//! Passwords and tokens: argon2id hashes, random secrets of which only a hash is kept.

use argon2::password_hash::phc::{self, Output, ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, Version, password_hash};
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
    let found = matches(password, hash.unwrap_or(NOBODY)).unwrap_or_else(|error| {
        tracing::error!(%error, "a password's hash, as it is kept, compares with nothing: nobody signs in with it");
        false
    });
    found && hash.is_some()
}

/// Why a hash, as it is kept, compares with no password. The words of these errors quote nothing of the hash.
#[derive(Debug, thiserror::Error)]
enum NotComparable {
    #[error("the form of the hash: {0}")]
    Form(#[from] phc::Error),
    #[error("the algorithm or the parameters of the hash: {0}")]
    Parameters(#[from] password_hash::Error),
    #[error("argon2: {0}")]
    Argon2(#[from] argon2::Error),
    #[error("the hash ends before its salt or its output")]
    Incomplete,
}

/// Whether a password matches a hash.
fn matches(password: &str, hash: &str) -> Result<bool, NotComparable> {
    let kept = PasswordHash::new(hash)?;
    let algorithm = Algorithm::try_from(kept.algorithm.as_str())?;
    let version = kept.version.map_or(Ok(Version::default()), Version::try_from)?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(&kept)?);
    let (Some(salt), Some(expected)) = (kept.salt, kept.hash) else { return Err(NotComparable::Incomplete) };
    let found = output(&argon2, password, &salt, expected.len())?;
    // The comparison of outputs takes the same time whatever is wrong.
    Ok(found == expected)
}

/// Computes so many bytes of a password's hash.
fn output(argon2: &Argon2<'_>, password: &str, salt: &[u8], length: usize) -> Result<Output, NotComparable> {
    let mut bytes = [0; Output::MAX_LENGTH];
    let bytes = bytes.get_mut(..length).ok_or(argon2::Error::OutputTooLong)?;
    memory::with(argon2.params().block_count(), |blocks| {
        argon2.hash_password_into_with_memory(password.as_bytes(), salt, bytes, blocks)
    })?;
    Ok(Output::new(bytes)?)
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
        assert!(!matches("lua cheia", NOBODY).unwrap());
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
    fn a_hash_that_compares_with_nothing_says_why() {
        let why = |hash| matches("uma senha boa", hash).unwrap_err();
        assert!(matches!(why(""), NotComparable::Form(_)));
        assert!(matches!(why("$2b$m=8$c2FsIGRhcyBoaXN0b3JpYXM"), NotComparable::Parameters(_)));
        let of_tomorrow = "$argon2id$v=99$m=8,t=1,p=1$c2FsIGRhcyBoaXN0b3JpYXM";
        assert!(matches!(why(of_tomorrow), NotComparable::Argon2(argon2::Error::VersionInvalid)));
        assert!(matches!(why(&of_tomorrow.replace("99", "19")), NotComparable::Incomplete));
    }

    #[test]
    fn tokens_have_256_bits_and_differ() {
        let (one, hash) = new_token();
        assert_eq!(one.len(), 64);
        assert_eq!(hash, hash_token(&one));
        assert_ne!(one, new_token().0);
    }
}
