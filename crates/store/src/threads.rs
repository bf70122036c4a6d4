//! Conversations with their tickets, entries, participants and read marks.

use std::collections::HashMap;

use conversas_domain::conversation::{Counts, Progress, ReadMark};
use conversas_domain::entry::{Audience, NewEntry, Seq};
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, SchoolId, StudentId, TicketId};
use conversas_domain::inbox::InboxKey;
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::text::Name;
use conversas_domain::ticket::Ticket;
use conversas_protocol::{GuardianRef, StudentRef};

use crate::StoreError;

/// The end of a thread as one group of readers sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct End {
    /// The number of the newest entry.
    pub seq: Seq,
    /// The moment at which that entry came.
    pub at: Moment,
}

/// A conversation with its current ticket: everything that lists and rules need, ready to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationRow {
    /// Identifier.
    pub id: ConversationId,
    /// The school of channel and student.
    pub school_id: SchoolId,
    /// The channel that the conversation is with.
    pub channel_id: ChannelId,
    /// The student whom the conversation is about.
    pub student_id: StudentId,
    /// The current ticket.
    pub ticket: Ticket,
    /// The number of messages of each side.
    pub counts: Counts,
    /// The number of the family's messages that the school has dealt with.
    pub handled: u32,
    /// The end of the thread with notes.
    pub staff_end: End,
    /// The end of the thread without notes.
    pub shared_end: End,
    /// The number of the newest message.
    pub preview: Seq,
    /// The number of the newest shared entry that the family made.
    pub family_seq: Seq,
    /// The number of the newest shared entry that the school made.
    pub school_seq: Seq,
    /// The progress of the family.
    pub family: Progress,
    /// The progress of the school.
    pub school: Progress,
}

/// The conversations found for a set of identifiers, in no order.
#[derive(Debug, Clone, Default)]
pub struct Conversations {
    /// The conversations, each with its student.
    pub rows: Vec<(ConversationRow, StudentRef)>,
    /// Conversations that exist and whose rows are damaged: nothing may be concluded from their absence.
    pub unreadable: Vec<ConversationId>,
}

/// An entry with its place.
#[derive(Clone)]
pub struct Entry {
    /// The thread it stands in.
    pub conversation_id: ConversationId,
    /// The entry's number.
    pub seq: Seq,
    /// The conversation's counts right after it.
    pub counts: Counts,
    /// The entry's content, author and times.
    pub entry: NewEntry,
}

/// The place of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryPlace {
    /// The entry.
    pub id: EntryId,
    /// The thread it stands in.
    pub conversation_id: ConversationId,
    /// The entry's audience.
    pub audience: Audience,
}

/// The newest acts of everybody but one person in a conversation after a number.
pub struct ByOthers {
    /// The newest message, written or forwarded.
    pub wrote: Option<Seq>,
    /// The newest joining of a guardian.
    pub joined: Option<Seq>,
}

/// An entry that has reached a side: the newest entry of the other side in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The entry's number.
    pub seq: Seq,
}

/// A guardian of a conversation.
#[derive(Debug, Clone)]
pub struct GuardianIn {
    /// The guardian, and how they are or were related to the student.
    pub guardian: GuardianRef,
    /// Whether the guardian is still linked to the student, and so sees the conversation.
    pub is_linked: bool,
}

/// Names of people and channels.
#[derive(Clone, Default)]
pub struct Names {
    /// Names of people.
    pub people: HashMap<PersonId, Name>,
    /// Names of channels.
    pub channels: HashMap<ChannelId, Name>,
}

/// The stand-in for a name of which nothing can be read: the sign that every font has for a character that is
/// no letter.
pub fn no_name() -> Name {
    Name::parse("\u{FFFD}").expect("one character that is seen")
}

/// Reads of threads. Those that take sets are one statement for a page of any size.
pub trait Threads {
    /// A conversation; [`StoreError::Unreadable`] for one whose row is damaged.
    fn conversation(&self, id: ConversationId) -> Result<Option<ConversationRow>, StoreError>;
    /// Conversations, each with its student; identifiers of none are left out. A damaged one hides no other.
    fn conversations(&self, ids: &[ConversationId]) -> Result<Conversations, StoreError>;
    /// Whether there is a conversation with this identifier.
    fn conversation_exists(&self, id: ConversationId) -> Result<bool, StoreError>;
    /// The conversation of exactly this channel, student and set of guardians (rule 1).
    fn conversation_of(
        &self,
        channel: ChannelId,
        student: StudentId,
        guardians: &[PersonId],
    ) -> Result<Option<ConversationId>, StoreError>;
    /// A channel's conversations after a key, in the order of the inbox.
    fn channel_page(
        &self,
        channel: ChannelId,
        after: Option<InboxKey>,
        limit: usize,
    ) -> Result<Vec<InboxKey>, StoreError>;
    /// The conversations that a guardian sees after a key, newest activity first.
    fn guardian_page(
        &self,
        guardian: PersonId,
        after: Option<InboxKey>,
        limit: usize,
    ) -> Result<Vec<InboxKey>, StoreError>;
    /// The guardians of a conversation, the starter first.
    fn participants(&self, id: ConversationId) -> Result<Vec<PersonId>, StoreError>;
    /// The guardians of these conversations, of each the starter first.
    fn guardians_in(&self, ids: &[ConversationId]) -> Result<Vec<(ConversationId, GuardianIn)>, StoreError>;
    /// The guardians who are still linked to the student, and so see the conversation.
    fn guardians_seeing(&self, id: ConversationId) -> Result<Vec<PersonId>, StoreError>;
    /// The conversations about a student in which a guardian takes part.
    fn conversations_about(
        &self,
        guardian: PersonId,
        student: StudentId,
    ) -> Result<Vec<ConversationId>, StoreError>;
    /// The read mark of a person in a conversation.
    fn read_mark(&self, person: PersonId, id: ConversationId) -> Result<ReadMark, StoreError>;
    /// The read marks of a person in conversations; the ones that they never read are left out.
    fn read_marks(
        &self,
        person: PersonId,
        ids: &[ConversationId],
    ) -> Result<Vec<(ConversationId, ReadMark)>, StoreError>;
    /// The tickets of each of these conversations before the one with a number, newest first, at most `limit` of each.
    fn tickets_before(
        &self,
        current: &[(ConversationId, u32)],
        limit: u32,
    ) -> Result<Vec<(ConversationId, Ticket)>, StoreError>;
    /// A ticket of a conversation.
    fn ticket(&self, id: ConversationId, ticket: TicketId) -> Result<Option<Ticket>, StoreError>;
    /// The names of people and of channels; a damaged name as far as it can be read.
    fn names(&self, people: &[PersonId], channels: &[ChannelId]) -> Result<Names, StoreError>;
    /// The places of the entries with these identifiers, in no order; identifiers of none are left out.
    fn entry_places(&self, ids: &[EntryId]) -> Result<Vec<EntryPlace>, StoreError>;
    /// The entries of a thread with these identifiers, oldest first, each once; those of other threads and damaged
    /// ones are left out.
    fn entries(&self, id: ConversationId, entries: &[EntryId]) -> Result<Vec<Entry>, StoreError>;
    /// The entries at these places of threads, in no order; a damaged one is left out.
    fn entries_at(&self, places: &[(ConversationId, Seq)]) -> Result<Vec<Entry>, StoreError>;
    /// The entries before a number, newest first; damaged ones are left out and do not count.
    fn entries_before(
        &self,
        id: ConversationId,
        seq: Seq,
        reader: Side,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError>;
    /// The newest message that another staff member wrote in a ticket after a number.
    fn colleagues_answer(
        &self,
        id: ConversationId,
        ticket: TicketId,
        me: PersonId,
        after: Seq,
    ) -> Result<Option<Seq>, StoreError>;
    /// The newest acts of everybody but one person after a number.
    fn by_others(&self, id: ConversationId, me: PersonId, after: Seq) -> Result<ByOthers, StoreError>;
    /// The entries that reach the staff of channels when one of them has everything up to a number, at most 500.
    fn arrivals_at_channels(&self, channels: &[ChannelId], up_to: Seq) -> Result<Vec<Arrival>, StoreError>;
    /// The entries that reach the family when this guardian has everything up to a number.
    fn arrivals_at_guardian(&self, guardian: PersonId, up_to: Seq) -> Result<Vec<Arrival>, StoreError>;
}

/// Changes of threads.
pub trait ThreadWrites {
    /// Adds a conversation without entries.
    fn insert_conversation(
        &mut self,
        row: &ConversationRow,
        guardians: &[PersonId],
    ) -> Result<(), StoreError>;
    /// Writes everything of a conversation that can change.
    fn update_conversation(&mut self, row: &ConversationRow) -> Result<(), StoreError>;
    /// Writes the set of guardians by which a conversation is found.
    fn update_guardian_set(&mut self, id: ConversationId, guardians: &[PersonId]) -> Result<(), StoreError>;
    /// Puts a guardian at the end of a conversation's participants.
    fn insert_participant(&mut self, id: ConversationId, person: PersonId) -> Result<(), StoreError>;
    /// Writes a ticket, new or not.
    fn put_ticket(&mut self, id: ConversationId, ticket: &Ticket) -> Result<(), StoreError>;
    /// Adds an entry.
    fn insert_entry(&mut self, entry: &Entry) -> Result<(), StoreError>;
    /// Moves a read mark forward; whether it moved.
    fn advance_mark(
        &mut self,
        person: PersonId,
        id: ConversationId,
        mark: ReadMark,
    ) -> Result<bool, StoreError>;
    /// Writes down that entries up to a number have reached a side, and nothing else of the conversation,
    /// which may be unreadable. A higher number stays as it is.
    fn advance_delivered(&mut self, id: ConversationId, side: Side, to: Seq) -> Result<(), StoreError>;
}
