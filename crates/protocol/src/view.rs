//! Views of things, already cut to what their reader may see.

use conversas_domain::attachment::DEFAULT_FILE_LIMIT;
use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::ChannelKind;
use conversas_domain::conversation::{Counts, Progress, ReadMark};
use conversas_domain::entry::Seq;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{ChannelId, ConversationId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Role, Side};
use conversas_domain::school::School;
use conversas_domain::text::Name;
use conversas_domain::ticket::Ticket;
use conversas_domain::unread::Unread;
use serde::{Deserialize, Serialize};

mod entry;
mod preview;

pub use entry::EntryView;
pub use preview::Preview;

/// A person by name. Families see staff by their full name too: it stands above each message.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    /// The person's identifier.
    pub id: PersonId,
    /// Their name.
    pub name: Name,
}

/// The reader.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The person's identifier.
    pub id: PersonId,
    /// Their name.
    pub name: Name,
    /// Their role.
    pub role: Role,
}

/// A channel. Guardians get the active ones, staff those they belong to and the active rest by name, administrators all.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelView {
    /// Identifier.
    pub id: ChannelId,
    /// Its name.
    pub name: Name,
    /// One line about what it handles.
    pub description: String,
    /// Its symbol.
    pub kind: ChannelKind,
    /// Takes new messages.
    pub active: bool,
    /// The hours in which somebody answers; none: nothing is promised.
    pub hours: Option<ChannelHours>,
    /// Class groups it serves; empty means all. A guardian gets those of their own students alone, and one without a name if
    /// it serves none of them any more.
    pub class_groups: Vec<String>,
    /// The reader belongs to it.
    pub member: bool,
    /// Whether its news come by sync though the reader, an administrator, does not belong to it: after a bootstrap, until it
    /// was not opened for a week. Then a device erases what it has of it. None for everybody else, and from earlier servers.
    #[serde(default)]
    pub followed: Option<bool>,
    /// The members, by name: for its members and administrators, else empty.
    #[serde(default)]
    pub members: Vec<PersonRef>,
    /// "Respostas prontas", by title: for its members, else empty.
    #[serde(default)]
    pub replies: Vec<CannedReply>,
}

/// A student the reader is linked to (guardians only).
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentView {
    /// Identifier.
    pub id: StudentId,
    /// Their name.
    pub name: Name,
    /// E.g. "4º ano B".
    pub class_group: String,
    /// Everybody registered for the student, the reader among them, by name: whom a conversation can be shared with.
    #[serde(default)]
    pub guardians: Vec<GuardianRef>,
}

/// What a person may see, besides conversations. A client that loses a channel or a student from here erases what
/// belonged to it; one that gains a channel fetches it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The reader.
    pub me: Me,
    /// Their school.
    pub school: School,
    /// Channels, by name.
    pub channels: Vec<ChannelView>,
    /// A guardian's students, by name; empty for staff.
    pub students: Vec<StudentView>,
    /// Largest file the server takes, in bytes.
    #[serde(default = "default_file_limit")]
    pub file_limit: u64,
}

fn default_file_limit() -> u64 {
    DEFAULT_FILE_LIMIT
}

impl Directory {
    /// The school's identifier.
    pub fn school_id(&self) -> SchoolId {
        self.school.id
    }
}

/// The student of a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentRef {
    /// Identifier.
    pub id: StudentId,
    /// Their name.
    pub name: Name,
    /// E.g. "4º ano B".
    pub class_group: String,
}

/// A guardian in a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardianRef {
    /// The person's identifier.
    pub id: PersonId,
    /// Their name.
    pub name: Name,
    /// To the student.
    pub relationship: Relationship,
}

/// A ticket with the names of those who moved it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketView {
    /// The ticket. Guardians get it without `replied_by`, which only the staff's filters need.
    pub ticket: Ticket,
    /// Names for `ticket.steps` and `ticket.assignee`, each person once.
    pub people: Vec<PersonRef>,
}

/// A conversation as its reader sees it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationView {
    /// Identifier.
    pub id: ConversationId,
    /// Its channel.
    pub channel_id: ChannelId,
    /// Its student.
    pub student: StudentRef,
    /// Its guardians, the starter first.
    pub guardians: Vec<GuardianRef>,
    /// The current ticket.
    pub ticket: TicketView,
    /// Earlier tickets, newest first, at most 12.
    pub earlier: Vec<TicketView>,
    /// The newest message. One that this program cannot read [is unknown](Preview::is_unknown): the rest of the
    /// conversation is read.
    #[serde(default, deserialize_with = "preview::or_unknown")]
    pub preview: Option<Preview>,
    /// The moment of the last activity, server time.
    pub last_activity: Moment,
    /// The newest entry the reader may see.
    pub last_seq: Seq,
    /// Messages so far.
    pub counts: Counts,
    /// So many of the family's messages the school has dealt with, for staff; none from a server that does not say it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handled: Option<u32>,
    /// The mark up to which the reader has read.
    pub my_mark: ReadMark,
    /// The progress of the guardians, for staff. Zero for a guardian: who of them has read what is theirs alone.
    pub family: Progress,
    /// The progress of the school, for guardians, in entries that they see. Zero for staff.
    pub school: Progress,
}

impl ConversationView {
    /// Unread messages of its reader. `mark`: how far they have read, which may be further here than the server knows.
    pub fn unread(&self, reader: PersonId, side: Side, mark: ReadMark) -> Unread<'_> {
        Unread { reader, side, ticket: &self.ticket.ticket, counts: self.counts, handled: self.handled, mark }
    }
}
