//! Lists of conversations.

use conversas_domain::attachment::FileGlimpse;
use conversas_domain::person::Side;
use serde::{Deserialize, Serialize};

/// Numbers for the whole list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InboxCounts {
    /// Conversations that match filter and name. With a name at most 1,000 are counted.
    pub matching: u32,
    /// Of the filter's conversations, whatever the name: those in which the family waits for the school.
    pub waiting: u32,
    /// Conversations in the channel or list.
    pub total: u32,
    /// Per status (Pendente, Em atendimento, Finalizado), under the current type filter.
    pub by_status: [u32; 3],
    /// Conversations with something unread.
    pub unread: u32,
}

/// The newest message of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// Its author's name.
    pub author: String,
    /// The message is the reader's own: shown as "Você".
    pub is_mine: bool,
    /// The side it came from.
    pub side: Side,
    /// Its beginning; a file's name.
    pub text: String,
    /// If it is a file: what kind, and how long it plays, if it does and that is known.
    #[serde(default)]
    pub file: Option<FileGlimpse>,
    /// The author only forwarded it from another channel.
    #[serde(default)]
    pub is_forwarded: bool,
}

impl PreviewLine {
    /// Whether only a newer app can say what it is: it has neither words nor a file.
    pub fn is_unknown(&self) -> bool {
        self.text.is_empty() && self.file.is_none()
    }
}
