//! Views: things reduced to what their reader may see.

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

/// A person by name. Families see staff by their full name too: the name stands above each message.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    /// The person's identifier.
    pub id: PersonId,
    /// The person's name.
    pub name: Name,
}

/// The reader.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The person's identifier.
    pub id: PersonId,
    /// The person's name.
    pub name: Name,
    /// The person's role.
    pub role: Role,
}

/// A channel. Guardians get the active channels; staff get those they belong to, and the active rest by name;
/// administrators get all.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelView {
    /// The channel's identifier.
    pub id: ChannelId,
    /// The channel's name.
    pub name: Name,
    /// The description, one line about the channel's work.
    pub description: String,
    /// The channel's symbol.
    pub kind: ChannelKind,
    /// Whether the channel takes new messages.
    pub active: bool,
    /// The hours in which somebody answers; none: nothing is promised.
    pub hours: Option<ChannelHours>,
    /// The class groups that the channel serves; empty means all. A guardian gets only the groups of their
    /// own students, and one without a name if the channel serves none of these any more.
    pub class_groups: Vec<String>,
    /// Whether the reader belongs to the channel.
    pub member: bool,
    /// Whether the channel's news come by sync though the reader, an administrator, does not belong to it:
    /// after a bootstrap, until the channel was not opened for a week. Then a device erases its data of the
    /// channel. None: for everybody else, and from earlier servers.
    #[serde(default)]
    pub followed: Option<bool>,
    /// The members by name, for members and administrators; empty for others.
    #[serde(default)]
    pub members: Vec<PersonRef>,
    /// The canned replies ("Respostas prontas") by title, for the channel's members; empty for others.
    #[serde(default)]
    pub replies: Vec<CannedReply>,
}

/// A student the reader is linked to (guardians only).
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentView {
    /// The student's identifier.
    pub id: StudentId,
    /// The student's name.
    pub name: Name,
    /// The student's class group, e.g. "4º ano B".
    pub class_group: String,
    /// The guardians of the student by name, the reader among them: a conversation can be shared with these.
    #[serde(default)]
    pub guardians: Vec<GuardianRef>,
}

/// The things that a person may see, besides conversations. A client that finds a channel or a student gone
/// from here erases what belonged to it; a client that finds a new channel fetches it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The reader.
    pub me: Me,
    /// The reader's school.
    pub school: School,
    /// The channels, by name.
    pub channels: Vec<ChannelView>,
    /// A guardian's students, by name; empty for staff.
    pub students: Vec<StudentView>,
    /// The largest file that the server takes, in bytes.
    #[serde(default = "default_file_limit")]
    pub file_limit: u64,
}

fn default_file_limit() -> u64 {
    DEFAULT_FILE_LIMIT
}

impl Directory {
    /// Answers the school's identifier.
    pub fn school_id(&self) -> SchoolId {
        self.school.id
    }
}

/// The student of a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentRef {
    /// The student's identifier.
    pub id: StudentId,
    /// The student's name.
    pub name: Name,
    /// The student's class group, e.g. "4º ano B".
    pub class_group: String,
}

/// A guardian in a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardianRef {
    /// The person's identifier.
    pub id: PersonId,
    /// The person's name.
    pub name: Name,
    /// The relationship to the student.
    pub relationship: Relationship,
}

/// A ticket with the names of the people who moved it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketView {
    /// The ticket. Guardians get it without `replied_by`, which only the staff's filters need.
    pub ticket: Ticket,
    /// The names for `ticket.steps` and `ticket.assignee`, each person once.
    pub people: Vec<PersonRef>,
}

/// A conversation as its reader sees it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationView {
    /// The conversation's identifier.
    pub id: ConversationId,
    /// The conversation's channel.
    pub channel_id: ChannelId,
    /// The student whom the conversation is about.
    pub student: StudentRef,
    /// The guardians, the starter first.
    pub guardians: Vec<GuardianRef>,
    /// The current ticket.
    pub ticket: TicketView,
    /// The earlier tickets, newest first, at most 12.
    pub earlier: Vec<TicketView>,
    /// The newest message. A message that this program cannot read [is unknown](Preview::is_unknown): the
    /// rest of the conversation is read.
    #[serde(default, deserialize_with = "preview::or_unknown")]
    pub preview: Option<Preview>,
    /// The moment of the last activity, server time.
    pub last_activity: Moment,
    /// The newest entry the reader may see.
    pub last_seq: Seq,
    /// The numbers of messages so far.
    pub counts: Counts,
    /// The number of the family's messages that the school has dealt with, for staff; none: the server is too
    /// old to say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handled: Option<u32>,
    /// The mark up to which the reader has read.
    pub my_mark: ReadMark,
    /// The progress of the guardians, for staff. Zero for a guardian: which guardian has read what is told to
    /// no other.
    pub family: Progress,
    /// The progress of the school, for guardians, in entries that they see. Zero for staff.
    pub school: Progress,
}

impl ConversationView {
    /// Answers the unread messages of the conversation's reader. `mark`: how far they have read, which may be
    /// further here than the server knows.
    pub fn unread(&self, reader: PersonId, side: Side, mark: ReadMark) -> Unread<'_> {
        Unread { reader, side, ticket: &self.ticket.ticket, counts: self.counts, handled: self.handled, mark }
    }
}
