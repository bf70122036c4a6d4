//! One change, as an app reads it.

use conversas_domain::ids::ConversationId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{ConversationView, Directory, EntryView, Kept, Raw};

/// A [`SyncChange`](crate::SyncChange), or a change that only a newer program knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The reader's directory has changed.
    Directory(Box<Kept<Directory>>),
    /// The new state of a conversation.
    Conversation(Box<Kept<ConversationView>>),
    /// A conversation is not visible to the reader any more.
    ConversationGone(ConversationId),
    /// A new entry.
    Entry(Box<Kept<EntryView>>),
    /// A change of a newer server: another kind, or one with a part that cannot be read. The whole JSON, with
    /// its type.
    Unknown(Raw),
}

/// The fields that any change may have, each with its type.
#[derive(Deserialize)]
struct Parts {
    #[serde(rename = "type")]
    name: String,
    directory: Option<Raw>,
    conversation: Option<Raw>,
    conversation_id: Option<ConversationId>,
    entry: Option<Raw>,
}

/// The thing that a change is the state of: of several changes of one thing only the last counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The directory.
    Directory,
    /// A conversation.
    Conversation(ConversationId),
    /// The change itself: an event, or a change that only a newer program knows.
    Itself,
}

impl Change {
    /// Reads a change in its JSON.
    pub fn read(json: Raw) -> Change {
        Change::known(&json).unwrap_or(Change::Unknown(json))
    }

    fn known(json: &Raw) -> Option<Change> {
        let parts: Parts = json.read().ok()?;
        match parts.name.as_str() {
            "directory" => kept(parts.directory?).map(Change::Directory),
            "conversation" => kept(parts.conversation?).map(Change::Conversation),
            "conversation_gone" => parts.conversation_id.map(Change::ConversationGone),
            "entry" => entry(parts.entry?).map(|entry| Change::Entry(Box::new(entry))),
            _ => None,
        }
    }

    /// Reads the change that brings this conversation.
    pub(super) fn of_conversation(json: Raw) -> serde_json::Result<Change> {
        Raw::of(&Wrapped { name: "conversation", conversation: &json }).map(Change::read)
    }

    /// Answers the thing whose state the change is.
    pub fn about(&self) -> About {
        match self {
            Change::Directory(_) => About::Directory,
            Change::Conversation(view) => About::Conversation(view.id),
            Change::ConversationGone(id) => About::Conversation(*id),
            Change::Entry(_) => About::Itself,
            Change::Unknown(json) => about(json).unwrap_or(About::Itself),
        }
    }

    /// Answers whether the change has a part that only a newer program can read, and that a stand-in replaces
    /// here.
    pub fn is_for_newer(&self) -> bool {
        match self {
            Change::Unknown(_) => true,
            Change::Conversation(view) => view.preview.as_ref().is_some_and(|preview| preview.is_unknown()),
            // An entry is kept in its thread, and the others have no parts that a stand-in may replace.
            Change::Directory(_) | Change::ConversationGone(_) | Change::Entry(_) => false,
        }
    }
}

#[derive(Serialize)]
struct Wrapped<'a> {
    #[serde(rename = "type")]
    name: &'a str,
    conversation: &'a Raw,
}

fn about(json: &Raw) -> Option<About> {
    let parts: Parts = json.read().ok()?;
    match parts.name.as_str() {
        "directory" => Some(About::Directory),
        "conversation" => id_in(&parts.conversation?).map(About::Conversation),
        _ => None,
    }
}

/// Answers the conversation of a change, whatever else of the change can be read.
fn id_in(json: &Raw) -> Option<ConversationId> {
    #[derive(Deserialize)]
    struct Named {
        id: ConversationId,
    }
    json.read::<Named>().ok().map(|named| named.id)
}

fn kept<T: serde::de::DeserializeOwned>(json: Raw) -> Option<Box<Kept<T>>> {
    let value = json.read().ok()?;
    Some(Box::new(Kept::as_read(value, json)))
}

/// Reads an entry with its JSON; none: it has no place in a thread.
pub(super) fn entry(json: Raw) -> Option<Kept<EntryView>> {
    EntryView::read(json.as_str()).map(|entry| Kept::as_read(entry, json))
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Change, D::Error> {
        Raw::deserialize(deserializer).map(Change::read)
    }
}

/// Writes the change as a server wrote it.
impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        enum Written<'a> {
            Directory { directory: &'a Kept<Directory> },
            Conversation { conversation: &'a Kept<ConversationView> },
            ConversationGone { conversation_id: &'a ConversationId },
            Entry { entry: &'a Kept<EntryView> },
        }
        match self {
            Change::Directory(directory) => Written::Directory { directory }.serialize(serializer),
            Change::Conversation(view) => Written::Conversation { conversation: view }.serialize(serializer),
            Change::ConversationGone(conversation_id) => {
                Written::ConversationGone { conversation_id }.serialize(serializer)
            }
            Change::Entry(entry) => Written::Entry { entry }.serialize(serializer),
            Change::Unknown(json) => json.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests;
