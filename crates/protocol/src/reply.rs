//! The body of `PUT /v1/channels/{channel}/replies/{reply}`: apps older than [`SaveReply`](crate::SaveReply)
//! save a canned reply with it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The making or replacing of a channel's reply. Texts are raw: the server parses them with the domain's
/// rules.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveCannedReply {
    /// The title by which people find the canned reply.
    pub title: String,
    /// The words.
    pub text: String,
}

/// Shows no text (rule 22).
impl fmt::Debug for SaveCannedReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaveCannedReply").finish_non_exhaustive()
    }
}
