//! Finding conversations by name and messages by their words: what is asked, what is answered, what matches.

use std::fmt;

use conversas_domain::ids::{ChannelId, ConversationId, EntryId};
use conversas_domain::moment::Moment;
use conversas_view::Piece;

use crate::inbox::InboxRow;

pub(crate) mod excerpt;

/// Messages and conversations that were found on this device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchPage {
    /// By a guardian's or the student's name, newest activity first; only on the first page.
    pub conversations: Vec<InboxRow>,
    /// By their words, newest first: mine that wait, then what the server has numbered.
    pub messages: Vec<Hit>,
    /// More messages follow.
    pub more: bool,
    /// Not all history is here.
    pub incomplete: bool,
}

/// A message that was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
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
    /// The channel.
    pub channel_id: ChannelId,
    /// When: server time; this device's for what waits.
    pub at: Moment,
    /// A part of it around the first match.
    pub text: Vec<Piece>,
}

impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hit").field("entry_id", &self.entry_id).field("at", &self.at).finish_non_exhaustive()
    }
}
