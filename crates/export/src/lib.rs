//! The history of a conversation as a file: what the interface shows, as text or PDF. Pure: bytes in, bytes out.
//!
//! | file | what |
//! |---|---|
//! | `blocks` | the history as headings, facts, messages and events, in words |
//! | `words`, `files`, `when` | the words in three languages; what is said of a file; days and times |
//! | `text` | blocks as plain text |
//! | `pdf` | blocks as PDF: pages in `pdf/page.rs`, fonts in `pdf/font.rs` |
//! | `name` | a name for the file that every system takes |

use conversas_domain::moment::Moment;
use conversas_ipc::{ConversationDetail, ExportFormat, ThreadItem};
use conversas_words::Language;

mod blocks;
mod files;
mod name;
mod pdf;
#[cfg(test)]
mod tests;
mod text;
mod when;
mod words;

/// The content of the file.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// The school's name.
    pub school: &'a str,
    /// The conversation.
    pub detail: &'a ConversationDetail,
    /// The conversation's thread, oldest first, as its reader sees it.
    pub items: &'a [ThreadItem],
    /// Whether everything from the first message on is in `items`.
    pub complete: bool,
    /// The language of the headings.
    pub language: Language,
    /// Minutes to add to universal time.
    pub utc_offset: i32,
    /// The moment at which the file is made.
    pub made_at: Moment,
}

/// Makes the file's bytes.
pub fn file(history: &History<'_>, format: ExportFormat) -> Vec<u8> {
    let blocks = blocks::blocks(history);
    match format {
        ExportFormat::Text => text::file(&blocks).into_bytes(),
        ExportFormat::Pdf => pdf::file(&blocks, history),
    }
}

/// Makes a name to offer for the file, without characters that any system forbids.
pub fn file_name(history: &History<'_>, format: ExportFormat) -> String {
    name::file_name(history, format)
}
