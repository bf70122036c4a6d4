//! The newest message of a conversation, and the stand-in for one that cannot be read.

use std::fmt;

use conversas_domain::attachment::FileGlimpse;
use conversas_domain::ids::{EntityId, PersonId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::text::Name;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use super::PersonRef;

/// The newest message of a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The person who wrote it.
    pub author: PersonRef,
    /// The side of the author.
    pub side: Side,
    /// The beginning of the message, at most 200 characters; of a file its name.
    pub text: String,
    /// The kind of the file, and the duration of a voice message; none: the message is words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileGlimpse>,
    /// Whether the author only forwarded the message from another channel.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_forwarded: bool,
    /// The moment at which the message was accepted.
    pub at: Moment,
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preview")
            .field("author", &self.author.id)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

impl Preview {
    /// Answers whether only a newer program can show the message. Every message has words or a file: one with
    /// neither has a form that this program does not know.
    pub fn is_unknown(&self) -> bool {
        self.text.is_empty() && self.file.is_none()
    }
}

/// Reads a preview; of one that cannot be read in full, the legible parts stand for the whole.
pub(super) fn or_unknown<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Preview>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Readable(Option<Preview>),
        Written { author: PersonRef, side: Side, at: Moment },
        Anything(IgnoredAny),
    }
    let unknown = |author, side, at| {
        Some(Preview { author, side, text: String::new(), file: None, is_forwarded: false, at })
    };
    Ok(match Either::deserialize(deserializer)? {
        Either::Readable(preview) => preview,
        Either::Written { author, side, at } => unknown(author, side, at),
        Either::Anything(_) => unknown(nobody(), Side::School, Moment::default()),
    })
}

/// Makes the stand-in of an author who cannot be read.
pub(super) fn nobody() -> PersonRef {
    let name = Name::parse("?").expect("one visible character is a name");
    PersonRef { id: PersonId::from_uuid(Uuid::nil()), name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Row {
        #[serde(default, deserialize_with = "or_unknown")]
        preview: Option<Preview>,
    }

    #[test]
    fn a_preview_of_a_newer_server_is_unknown_and_says_whose_it_is() {
        let json = r#"{"preview":{"author":{"id":"00000000-0000-0000-0000-000000000007","name":"Ana"},"side":"school","at":5,"poll":{}}}"#;
        let preview = serde_json::from_str::<Row>(json).expect("a row").preview.expect("a preview");
        assert!(preview.is_unknown());
        assert_eq!((preview.author.name.as_str(), preview.at), ("Ana", Moment(5)));
        for json in [r#"{"preview":7}"#, r#"{"preview":{"poll":{}}}"#] {
            let row: Row = serde_json::from_str(json).expect("a row");
            assert!(row.preview.is_some_and(|preview| preview.is_unknown()), "{json}");
        }
        for json in ["{}", r#"{"preview":null}"#] {
            assert_eq!(serde_json::from_str::<Row>(json).expect("a row").preview, None, "{json}");
        }
    }
}
