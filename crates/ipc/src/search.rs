//! Finding: guardians, students, message texts. Offline, over what is on the device.

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::moment::Moment;
use conversas_view::Piece;
use serde::{Deserialize, Serialize};

use crate::InboxRow;

/// Messages and conversations that were found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SearchPage {
    /// By a guardian's or the student's name, newest activity first, at most 20; only on the first page.
    pub conversations: Vec<InboxRow>,
    /// By their words, newest first.
    pub messages: Vec<MessageHit>,
    /// More messages follow.
    pub more: bool,
    /// Not all history is on this device, so there may be more than is found here.
    pub incomplete: bool,
}

/// A message that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageHit {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The entry.
    pub entry_id: EntryId,
    /// Its author's name.
    pub author: String,
    /// The guardians' names, the starter first.
    pub guardians: Vec<String>,
    /// The student's name.
    pub student: String,
    /// The channel's name.
    pub channel: String,
    /// When, server time.
    pub at: Moment,
    /// A part of it around the first match.
    pub text: Vec<Piece>,
}
