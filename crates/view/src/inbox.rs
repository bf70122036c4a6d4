//! Lists of conversations.

use std::fmt;

use conversas_domain::attachment::FileGlimpse;
use conversas_domain::ids::{ChannelId, ConversationId, PersonId};
use conversas_domain::inbox::RowKey;
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use serde::{Deserialize, Serialize};

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxPage {
    /// In order.
    pub rows: Vec<InboxRow>,
    /// Whether more rows follow.
    pub more: bool,
    /// Numbers for the whole list.
    pub counts: InboxCounts,
    /// The whole list is on this device: what is not here does not exist.
    pub is_whole: bool,
}

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

/// One conversation in a list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxRow {
    /// Identifier.
    pub id: ConversationId,
    /// Its place, in every order.
    pub key: RowKey,
    /// Its channel's name (what a family's row shows).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// Its channel.
    pub channel_id: ChannelId,
    /// The guardians' names, the starter first.
    pub guardians: Vec<String>,
    /// For a guardian: the names of the other guardians who take part. Empty for staff.
    pub others: Vec<String>,
    /// For a guardian: another conversation of theirs is with the same channel about the same student.
    #[serde(default)]
    pub has_twin: bool,
    /// The student's name.
    pub student: String,
    /// The student's class group.
    pub class_group: String,
    /// Of the current ticket.
    pub status: Status,
    /// Since when the family waits for the school; not any more once an answer of mine is on its way. None for families.
    pub waiting_since: Option<Moment>,
    /// The moment of the last activity.
    pub last_activity: Moment,
    /// The newest message.
    pub preview: Option<PreviewLine>,
    /// Messages the reader has still to act on.
    pub unread: u32,
    /// The words in the composer; empty when there are none.
    pub draft: String,
    /// So many files are chosen here and not sent.
    #[serde(default)]
    pub draft_files: u32,
    /// A take waits here.
    #[serde(default)]
    pub has_take: bool,
    /// Items of mine here that wait, are blocked or failed.
    pub unsent: u32,
    /// Of them, those that need a decision.
    #[serde(default)]
    pub undecided: u32,
    /// The person who takes care of the ticket, by name; none for families.
    #[serde(default)]
    pub assignee: Option<PersonItem>,
}

/// Never shows names or words (rule 22).
impl fmt::Debug for InboxRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboxRow")
            .field("key", &self.key)
            .field("status", &self.status)
            .field("unread", &self.unread)
            .field("unsent", &self.unsent)
            .finish_non_exhaustive()
    }
}

/// The newest message of a row.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// Never shows names or words (rule 22).
impl fmt::Debug for PreviewLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreviewLine")
            .field("side", &self.side)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

/// A person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonItem {
    /// The person's identifier.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The person is the reader.
    #[serde(default)]
    pub is_me: bool,
}

/// Never shows the name (rule 22).
impl fmt::Debug for PersonItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PersonItem").field("id", &self.id).field("is_me", &self.is_me).finish_non_exhaustive()
    }
}
