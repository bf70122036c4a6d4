//! The content of a message on the wire: words as typed, or an upload.

use conversas_domain::ids::AttachmentId;
use serde::{Deserialize, Serialize};

/// The content of a message.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OpContent {
    /// Words, as typed.
    Text {
        /// The words.
        text: String,
    },
    /// An upload of the sender's that is complete. The server has the facts about it.
    Attachment {
        /// The file.
        attachment_id: AttachmentId,
    },
}

impl OpContent {
    /// Answers the words, if the content is words.
    pub fn text(&self) -> Option<&str> {
        match self {
            OpContent::Text { text } => Some(text),
            OpContent::Attachment { .. } => None,
        }
    }

    /// Answers the upload, if the content is one.
    pub fn attachment_id(&self) -> Option<AttachmentId> {
        match self {
            OpContent::Text { .. } => None,
            OpContent::Attachment { attachment_id } => Some(*attachment_id),
        }
    }
}

impl From<&str> for OpContent {
    fn from(text: &str) -> Self {
        OpContent::Text { text: text.to_owned() }
    }
}

impl From<String> for OpContent {
    fn from(text: String) -> Self {
        OpContent::Text { text }
    }
}

/// Shows the form of the content, and never its words (rule 22).
impl std::fmt::Debug for OpContent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpContent::Text { text } => write!(f, "Text({} bytes)", text.len()),
            OpContent::Attachment { attachment_id } => write!(f, "Attachment({attachment_id})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use conversas_domain::entry::Seq;
    use conversas_domain::ids::{ConversationId, EntityId, EntryId};
    use uuid::Uuid;

    use super::*;
    use crate::{Op, SendMessage, StartTicket};

    #[test]
    fn a_message_that_an_older_app_queued_is_still_read() {
        let id = Uuid::from_u128(7);
        let stored = format!(
            r#"{{"type":"send_message","conversation_id":"{id}","entry_id":"{id}","text":"Bom dia","seen":3}}"#
        );
        let expected = Op::SendMessage(SendMessage {
            conversation_id: ConversationId::from_uuid(id),
            entry_id: EntryId::from_uuid(id),
            content: "Bom dia".into(),
            ticket_id: None,
            seen: Some(Seq(3)),
        });
        assert_eq!(serde_json::from_str::<Op>(&stored).expect("the older form"), expected);
    }

    #[test]
    fn words_and_files_read_back_what_they_wrote() {
        let id = Uuid::from_u128(7);
        for content in
            [OpContent::from("Bom dia"), OpContent::Attachment { attachment_id: AttachmentId::from_uuid(id) }]
        {
            let op = Op::StartTicket(StartTicket {
                conversation_id: ConversationId::from_uuid(id),
                entry_id: EntryId::from_uuid(id),
                content,
                seen: None,
            });
            let json = serde_json::to_string(&op).expect("JSON");
            assert_eq!(serde_json::from_str::<Op>(&json).expect("the same"), op);
        }
    }
}
