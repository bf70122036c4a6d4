//! The profile: the person's data that this process works on.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result};
use conversas_host::SecretsPolicy;

/// The environment variable that names another folder for the data of all profiles.
const ELSEWHERE: &str = "CONVERSAS_DATA";
/// The longest name of a profile, in characters.
const NAME_LIMIT: usize = 40;

/// The name of a profile, safe as the name of a folder: letters, digits, `-` and `_`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile(String);

/// Answers where secrets are kept: in a file if the data are kept elsewhere (tests, `cargo xtask run`), so
/// that nothing of them enters the person's keychain.
pub(crate) fn secrets() -> SecretsPolicy {
    match std::env::var_os(ELSEWHERE) {
        Some(_) => SecretsPolicy::File,
        None => SecretsPolicy::default(),
    }
}

impl FromStr for Profile {
    type Err = &'static str;

    fn from_str(name: &str) -> Result<Profile, Self::Err> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || name.len() > NAME_LIMIT || !name.chars().all(is_plain) {
            return Err("a profile's name has 1 to 40 letters, digits, '-' or '_'");
        }
        Ok(Profile(name.to_owned()))
    }
}

impl Profile {
    /// The profile's name.
    #[cfg(desktop)]
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// Answers the folder of the profile's data, made if missing: below `CONVERSAS_DATA`, else below the
    /// system's folder for app data.
    pub(crate) fn folder(&self) -> Result<PathBuf> {
        let base = match std::env::var_os(ELSEWHERE) {
            Some(folder) => PathBuf::from(folder),
            None => dirs::data_local_dir().context("no folder for app data")?.join("conversas"),
        };
        let folder = base.join(&self.0);
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("the folder of profile {} cannot be made", self.0))?;
        Ok(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_folder() {
        for bad in ["", "..", "a/b", "a\\b", "c:", "a b", &"x".repeat(41)] {
            assert!(bad.parse::<Profile>().is_err(), "{bad}");
        }
        assert!("familia-2".parse::<Profile>().is_ok());
    }
}
