//! Drafts: words that are typed and not sent, kept on the device, per place where they are typed.

use std::fmt;

use conversas_view::DraftPlace;
use serde::{Deserialize, Serialize};

/// Keeps what is typed at a place; empty forgets it. What comes up to a moment after the server ended the session is kept
/// too, for the same person's next one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveDraft {
    /// The draft's place.
    pub place: DraftPlace,
    /// The words.
    pub text: String,
}

/// Never shows the text (rule 22).
impl fmt::Debug for SaveDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaveDraft").field("place", &self.place).finish_non_exhaustive()
    }
}

/// Asks for what is kept of a place. A composer's stands in its
/// [`ConversationDetail`](crate::ConversationDetail) too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftQuery {
    /// The draft's place.
    pub place: DraftPlace,
}

/// The draft that is kept.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Empty: nothing.
    pub text: String,
}

/// Never shows the text (rule 22).
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").finish_non_exhaustive()
    }
}
