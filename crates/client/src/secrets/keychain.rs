//! The system's keychain. It may be missing, locked, or ask the person: it gets some seconds, then the file is used.

use std::path::PathBuf;
use std::time::Duration;

use keyring::{Entry, Error};

use super::Access;

/// A keychain that has not answered by then is taken for missing.
const PATIENCE: Duration = Duration::from_secs(5);
const SERVICE: &str = "conversas";

/// None: the keychain does not work. The profile's folder is the account's name, so that profiles do not mix.
pub(super) async fn access(path: PathBuf, access: Access) -> Option<Option<String>> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    // A thread of its own: the keychain blocks, and may do so for ever.
    let asking = std::thread::Builder::new().name("conversas-keychain".into()).spawn(move || {
        let _ = answer.send(ask(&path.to_string_lossy(), access));
    });
    asking.ok()?;
    let outcome = tokio::time::timeout(PATIENCE, answered).await.ok()?.ok()?;
    outcome.inspect_err(|error| tracing::debug!(kind = kind(error), "no keychain")).ok()
}

fn ask(account: &str, access: Access) -> Result<Option<String>, Error> {
    let entry = Entry::new(SERVICE, account)?;
    let outcome = match access {
        Access::Load => entry.get_password().map(Some),
        Access::Save(text) => entry.set_password(&text).map(|()| None),
        Access::Clear => entry.delete_credential().map(|()| None),
    };
    match outcome {
        Err(Error::NoEntry) => Ok(None),
        other => other,
    }
}

/// Errors may quote what they failed on, so only their kind is logged.
fn kind(error: &Error) -> &'static str {
    match error {
        Error::NoDefaultStore => "no store",
        Error::NoStorageAccess(_) => "no access",
        _ => "other",
    }
}
