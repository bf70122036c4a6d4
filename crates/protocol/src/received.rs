//! Pages that a server writes, as an app reads them: each item is read by itself and keeps its JSON, so that
//! one item of a newer server hides no other.
//!
//! A server writes [`SyncPage`](crate::SyncPage), [`BootstrapPage`](crate::BootstrapPage) and
//! [`EntriesPage`](crate::EntriesPage); the same JSON is read here.

use conversas_domain::entry::Seq;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

use crate::{Cursor, Directory, EntryView, Kept, Outcome, PresencePage, Raw};

mod change;

pub use change::{About, Change};

/// A [`SyncPage`](crate::SyncPage) as an app reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SyncPage {
    /// The cursor to continue from.
    pub cursor: Cursor,
    /// The changes, in the order to apply them.
    pub changes: Vec<Change>,
    /// Whether more changes are waiting.
    pub more: bool,
    /// The colleagues in conversations. A presence that this program cannot read is left out: it would be
    /// over in a moment anyway.
    #[serde(default, deserialize_with = "or_none")]
    pub presence: Option<PresencePage>,
}

/// A [`BootstrapPage`](crate::BootstrapPage) as an app reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BootstrapPage {
    /// The cursor to sync from.
    pub cursor: Cursor,
    /// The newest number of the school when the page was read.
    pub up_to: Seq,
    /// The reader's directory: what they may see besides conversations.
    pub directory: Kept<Directory>,
    /// The conversations: each is a [`Change::Conversation`], or unknown.
    #[serde(deserialize_with = "conversations")]
    pub conversations: Vec<Change>,
    /// The value to give back for the next page; none on the last one.
    pub next: Option<String>,
}

/// An [`EntriesPage`](crate::EntriesPage) as an app reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EntriesPage {
    /// The entries.
    #[serde(deserialize_with = "entries")]
    pub entries: Vec<Kept<EntryView>>,
    /// Whether no entry stands before the first of them.
    pub complete: bool,
}

/// A [`Receipt`](crate::Receipt) as an app reads it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Receipt {
    /// The outcome of the operation; none: only a newer program can read it. The same request has the same
    /// answer after the update.
    #[serde(default, deserialize_with = "or_none")]
    pub outcome: Option<Outcome>,
}

fn or_none<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(Raw::deserialize(deserializer)?.read::<Option<T>>().unwrap_or_default())
}

fn conversations<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Change>, D::Error> {
    let all = Vec::<Raw>::deserialize(deserializer)?;
    all.into_iter().map(|json| Change::of_conversation(json).map_err(D::Error::custom)).collect()
}

fn entries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Kept<EntryView>>, D::Error> {
    let placeless = || D::Error::custom("an entry without its place in a thread");
    let all = Vec::<Raw>::deserialize(deserializer)?;
    all.into_iter().map(|json| change::entry(json).ok_or_else(placeless)).collect()
}
