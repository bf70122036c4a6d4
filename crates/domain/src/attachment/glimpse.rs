//! A file as a list shows it.

use serde::{Deserialize, Serialize};

use super::{Attachment, AttachmentKind};

/// A list's words about a file.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileGlimpse {
    /// The kind.
    pub kind: AttachmentKind,
    /// Of what plays: milliseconds, if they are known.
    pub duration_ms: Option<u64>,
}

impl FileGlimpse {
    /// A list's words about this file.
    pub fn of(attachment: &Attachment) -> FileGlimpse {
        FileGlimpse { kind: attachment.kind(), duration_ms: attachment.media.duration_ms() }
    }
}
