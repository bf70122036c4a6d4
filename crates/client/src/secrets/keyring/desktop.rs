//! The keyrings of desktops. Linux's keyring is a program of its own, which may restart while the app runs:
//! its agreement with the app is void then, and the app connects again.

use keyring_core::{Entry, Error, Result};

use super::{Keyring, KeyringFailed};

const SERVICE: &str = "conversas";

pub(super) struct System;

impl Keyring for System {
    fn load(&self, account: &str) -> std::result::Result<Option<String>, KeyringFailed> {
        match ask(account, Entry::get_password) {
            Ok(text) => Ok(Some(text)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    fn save(&self, account: &str, secret: &str) -> std::result::Result<(), KeyringFailed> {
        ask(account, |entry| entry.set_password(secret)).map_err(|error| failed(&error))
    }

    fn clear(&self, account: &str) -> std::result::Result<(), KeyringFailed> {
        match ask(account, Entry::delete_credential) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn ask<T>(account: &str, work: impl Fn(&Entry) -> Result<T>) -> Result<T> {
    let first = || work(&keyring::Entry::new(SERVICE, account)?.inner);
    // `keyring` remembers for good that there was no keyring when it was first asked, so it is made anew.
    let again = || work(&Entry::new(SERVICE, account)?);
    once_more(first, connect_anew, again)
}

/// Asks again over a new connection, if the old connection may be to blame. A keyring that refuses is not
/// asked again, because it has asked the person.
fn once_more<T>(
    first: impl FnOnce() -> Result<T>,
    connect: impl FnOnce() -> Result<()>,
    again: impl FnOnce() -> Result<T>,
) -> Result<T> {
    match first() {
        Err(error @ (Error::PlatformFailure(_) | Error::NoDefaultStore)) => {
            // The first failure is the cause: without a new connection nothing has changed.
            if let Err(no_connection) = connect() {
                tracing::debug!(error = %failed(&no_connection), "no new connection to the keyring");
                return Err(error);
            }
            again()
        }
        other => other,
    }
}

#[cfg(not(any(target_os = "macos", windows)))]
fn connect_anew() -> Result<()> {
    keyring_core::set_default_store(zbus_secret_service_keyring_store::Store::new()?);
    Ok(())
}

/// Does nothing: there is no connection that could be lost.
#[cfg(any(target_os = "macos", windows))]
fn connect_anew() -> Result<()> {
    Err(Error::NoDefaultStore)
}

fn failed(error: &Error) -> KeyringFailed {
    KeyringFailed(match error {
        Error::NoDefaultStore => "there is no keyring",
        Error::NoStorageAccess(_) => "it is locked or refuses",
        Error::PlatformFailure(_) => "it fails",
        _ => "another failure",
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_keyring_that_began_anew_is_asked_again_over_a_new_connection() {
        for void in [Error::PlatformFailure("no such session".into()), Error::NoDefaultStore] {
            let is_new = Cell::new(false);
            let connect = || {
                is_new.set(true);
                Ok(())
            };
            let asked = once_more(|| Err(void), connect, || Ok(is_new.get()));
            assert!(matches!(asked, Ok(true)), "{asked:?}");
        }
    }

    #[test]
    fn a_keyring_that_refuses_or_has_nothing_is_not_asked_again() {
        for word in [Error::NoStorageAccess("locked".into()), Error::NoEntry] {
            let asked = once_more::<()>(|| Err(word), || Ok(()), || Ok(()));
            assert!(matches!(asked, Err(Error::NoStorageAccess(_) | Error::NoEntry)), "{asked:?}");
        }
    }

    #[test]
    fn without_a_new_connection_the_first_failure_is_told() {
        let first = || Err(Error::PlatformFailure("no such session".into()));
        let asked = once_more::<()>(first, || Err(Error::NoDefaultStore), || Ok(()));
        assert!(matches!(asked, Err(Error::PlatformFailure(_))), "{asked:?}");
    }
}
