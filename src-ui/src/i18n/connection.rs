//! The connection in words: a locked session, and the reasons why nothing answers.

use conversas_ipc::{Lock, Trouble};

conversas_words::speak!(connection, super::language);

/// The words for a locked session.
pub(crate) fn locked(lock: Lock) -> &'static str {
    match lock {
        Lock::Keyring => locked_keyring(),
        Lock::SignIn => locked_sign_in(),
    }
}

/// The meaning of a lock, and what helps.
pub(crate) fn locked_hint(lock: Lock) -> &'static str {
    match lock {
        Lock::Keyring => locked_keyring_hint(),
        Lock::SignIn => locked_sign_in_hint(),
    }
}

/// The reason why the server cannot be reached, and what helps.
pub(crate) fn trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoServer => trouble_no_server(),
        Trouble::AppTooOld => trouble_app_too_old(),
        Trouble::CertificateUntrusted => trouble_certificate_untrusted(),
        Trouble::CertificateExpired => trouble_certificate_expired(),
        Trouble::CertificateNotYet => trouble_certificate_not_yet(),
    }
}
