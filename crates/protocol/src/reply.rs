//! The body of `PUT /v1/channels/{channel}/replies/{reply}`: how apps of before [`SaveReply`](crate::SaveReply) save a canned
//! reply.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Makes or replaces a channel's reply. Raw texts: the server parses them with the domain's rules.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveCannedReply {
    /// The title that it is found by.
    pub title: String,
    /// The words.
    pub text: String,
}

/// Never shows texts (rule 22).
impl fmt::Debug for SaveCannedReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaveCannedReply").finish_non_exhaustive()
    }
}
