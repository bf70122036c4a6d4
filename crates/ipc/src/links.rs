//! Addresses in what people write.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Opens a web page, an e-mail to somebody or a telephone call with the system's program for it; refused (`BadRequest`)
/// for everything that `conversas_domain::links` would not have found.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLink {
    /// `https:`, `http:`, `mailto:` or `tel:`.
    pub address: String,
}

/// Without the address (rule 22).
impl fmt::Debug for OpenLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenLink").finish_non_exhaustive()
    }
}
