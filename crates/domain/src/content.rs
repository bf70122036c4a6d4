//! The content of a message: words, or a file.

use serde::{Deserialize, Serialize};

use crate::attachment::Attachment;
use crate::plan::Feature;
use crate::text::MessageText;

/// The content of a message. A caption is a message of its own.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Content {
    /// Words.
    Text {
        /// The words.
        text: MessageText,
    },
    /// A file or a voice message.
    Attachment {
        /// The file.
        attachment: Box<Attachment>,
    },
}

impl Content {
    /// Answers the words, if the content is words.
    pub fn text(&self) -> Option<&MessageText> {
        match self {
            Content::Text { text } => Some(text),
            Content::Attachment { .. } => None,
        }
    }

    /// Answers the file, if the content is one.
    pub fn attachment(&self) -> Option<&Attachment> {
        match self {
            Content::Text { .. } => None,
            Content::Attachment { attachment } => Some(attachment),
        }
    }

    /// Answers the feature that the content needs of a plan.
    pub fn feature(&self) -> Feature {
        match self {
            Content::Text { .. } => Feature::Text,
            Content::Attachment { attachment } => attachment.kind().feature(),
        }
    }
}

impl From<MessageText> for Content {
    fn from(text: MessageText) -> Self {
        Content::Text { text }
    }
}

impl From<Attachment> for Content {
    fn from(attachment: Attachment) -> Self {
        Content::Attachment { attachment: Box::new(attachment) }
    }
}
