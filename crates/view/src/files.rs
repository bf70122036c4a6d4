//! Files on the device.

use std::fmt;

use conversas_domain::rejection::Rejection;
use serde::{Deserialize, Serialize};

/// Whether a file's bytes are on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FileHere {
    /// On the server only.
    Absent,
    /// On its way.
    Fetching {
        /// 0 to 100.
        percent: u8,
    },
    /// On the device.
    Here,
}

/// A file that cannot be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedFile {
    /// Its name, safe to show.
    pub name: String,
    /// Why: one of the `File…` reasons, or `NotInPlan`.
    pub reason: Rejection,
}

/// Never shows the name (rule 22).
impl fmt::Debug for RefusedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefusedFile").field("reason", &self.reason).finish_non_exhaustive()
    }
}

/// The room that files take on the device. The limit is a preference of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StorageUse {
    /// Fetched files, in bytes: what can be cleared.
    pub fetched: u64,
    /// Drafts and what is unsent, in bytes.
    pub unsent: u64,
}
