//! The history of a conversation as a file.

use std::fmt;

use conversas_domain::ids::ConversationId;
use serde::{Deserialize, Serialize};

use crate::Language;

/// Asks for an [`ExportFile`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportConversation {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// As what.
    pub format: ExportFormat,
    /// In which language its headings are.
    pub language: Language,
    /// Minutes to add to universal time: the times in it are the reader's.
    pub utc_offset: i32,
}

/// Kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Plain text, UTF-8.
    Text,
    /// PDF.
    Pdf,
}

/// A file to save.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportFile {
    /// A name to offer: safe on every system.
    pub name: String,
    /// Its bytes in base64.
    pub content: String,
    /// Everything from the first message on is in it; else the server could not be reached for the older part, and the
    /// file says so.
    pub complete: bool,
}

/// Never shows what is in it (rule 22).
impl fmt::Debug for ExportFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExportFile").field("complete", &self.complete).finish_non_exhaustive()
    }
}
