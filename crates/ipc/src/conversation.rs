//! Everything about a conversation but its thread.

use conversas_domain::channel::ChannelKind;
use conversas_domain::csat::Rating;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{CannedReplyId, ChannelId, ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::ticket::Status;
use conversas_view::PersonItem;
use serde::{Deserialize, Serialize};

use crate::FileItem;

/// Asks for a [`ConversationDetail`].
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ConversationQuery {
    /// The conversation.
    pub id: ConversationId,
}

/// Everything about a conversation but its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationDetail {
    /// Identifier.
    pub id: ConversationId,
    /// Its channel.
    pub channel_id: ChannelId,
    /// Its channel's name.
    pub channel: String,
    /// The student's name.
    pub student: String,
    /// The student's class group.
    pub class_group: String,
    /// The guardians, the starter first.
    pub guardians: Vec<GuardianItem>,
    /// The current ticket.
    pub ticket: TicketItem,
    /// Earlier tickets, newest first.
    pub earlier: Vec<TicketItem>,
    /// The words in the composer.
    pub draft: String,
    /// The reader may write here (an administrator looking into another channel may not).
    pub can_write: bool,
    /// The reader may finish the ticket.
    pub can_finish: bool,
    /// The reader belongs to the channel's staff: notes, forwarding, assigning, canned replies.
    pub is_member: bool,
    /// Colleagues who can be mentioned or take care of the ticket, by name, the reader among them; empty for families.
    pub colleagues: Vec<PersonItem>,
    /// Colleagues who are here now; empty for families.
    pub present: Vec<PresentItem>,
    /// Channels that messages can be forwarded to, by name; empty for families.
    pub targets: Vec<TargetItem>,
    /// Guardians of the same student whom the reader may add, by name. Those of `adding` stand here too.
    pub addable: Vec<GuardianItem>,
    /// A guardian whom the reader added and the server does not know of yet.
    pub adding: Vec<PersonId>,
    /// The hours in which the channel answers.
    pub hours: Option<ChannelHours>,
    /// The school's time zone by its IANA name.
    pub time_zone: String,
    /// "Respostas prontas", by title.
    pub replies: Vec<ReplyItem>,
    /// The first message the reader has not read, also far back in the history; none while that part of it cannot be
    /// fetched (offline), then `ThreadChanged` tells when it has come.
    pub first_unread: Option<EntryId>,
    /// Messages not read.
    pub unread: u32,
    /// Files in it that this device knows of, newest first, at most 20.
    pub files: Vec<FileLine>,
}

/// A file of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// The message that it stands in.
    pub entry_id: EntryId,
    /// Whose it is, by name; none: the reader's.
    pub author: Option<String>,
    /// The file.
    pub file: FileItem,
}

/// A guardian in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardianItem {
    /// The person's identifier.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// To the student.
    pub relationship: Relationship,
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketItem {
    /// Identifier.
    pub id: TicketId,
    /// 1, 2, 3…
    pub number: u32,
    /// The status; with a start or a finish of mine still queued, the one that it will have.
    pub status: Status,
    /// Its chronology, oldest first.
    pub steps: Vec<TicketStepItem>,
    /// The family's answer; mine counts while it is still queued.
    pub csat: Option<CsatItem>,
    /// Until when the reader may answer the survey; none: staff, not finished, answered, or over by this device's clock.
    pub csat_open_until: Option<Moment>,
    /// The person who takes care of it, or will when what I queued is sent; none also for families.
    pub assignee: Option<PersonItem>,
}

/// The family's answer to the survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsatItem {
    /// 1 to 5.
    pub rating: Rating,
    /// Words; empty: none.
    pub comment: String,
    /// When, server time; this device's while it is queued.
    pub at: Moment,
}

/// A colleague who is in the conversation now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentItem {
    /// The person's identifier.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Writes an answer at this moment.
    pub writing: bool,
}

/// A channel that messages can be forwarded to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetItem {
    /// The channel.
    pub id: ChannelId,
    /// Its name.
    pub name: String,
    /// The subjects that it handles.
    pub description: String,
    /// Its symbol.
    pub kind: ChannelKind,
}

/// A canned reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyItem {
    /// The canned reply.
    pub id: CannedReplyId,
    /// The title that it is found by.
    pub title: String,
    /// The words, with their tokens.
    pub text: String,
    /// The words as they are inserted here, with names.
    pub filled: String,
}

/// One line of a chronology.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketStepItem {
    /// The status it got.
    pub status: Status,
    /// The moment.
    pub at: Moment,
    /// The person's name.
    pub by: String,
    /// The side of whom.
    pub side: Side,
}
