//! The log of changes with their readers: pointers, no contents. Beside it the receipts of operations and the
//! record of what administrators were shown.
//! administrators were shown.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, OpId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Actor;
use conversas_protocol::{LookView, Receipt};
use uuid::Uuid;

use crate::StoreError;

/// The readers of a change: a channel's staff, one person, or everybody of a school. Unique over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope(pub Uuid);

impl Scope {
    /// The staff of a channel.
    pub fn channel(id: ChannelId) -> Scope {
        Scope(id.uuid())
    }
    /// One person.
    pub fn person(id: PersonId) -> Scope {
        Scope(id.uuid())
    }
    /// Everybody of a school.
    pub fn school(id: SchoolId) -> Scope {
        Scope(id.uuid())
    }
}

/// The target of a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A conversation's state.
    Conversation(ConversationId),
    /// A conversation's state, and the new entry with the pointer's number.
    Entry(ConversationId),
    /// The reader's directory.
    Directory,
}

/// One line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// The pointer's number.
    pub seq: Seq,
    /// The pointer's target.
    pub to: Pointed,
}

/// The ends of a school's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogRange {
    /// The newest number.
    pub newest: Seq,
    /// The number up to which pointers were removed.
    pub pruned_to: Seq,
}

/// A view that an administrator was given of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The conversation's channel.
    pub channel_id: ChannelId,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// Whether messages or files were shown; else only the row in the list.
    pub messages: bool,
}

/// Reads of the log.
pub trait Log {
    /// The first pointers of these scopes after a number, in order, each number once; and whether there are more.
    fn pointers_after(
        &self,
        scopes: &[Scope],
        seq: Seq,
        limit: usize,
    ) -> Result<(Vec<Pointer>, bool), StoreError>;
    /// The scopes of a school that have pointers up to a number.
    fn scopes_up_to(&self, school: SchoolId, up_to: Seq) -> Result<Vec<Scope>, StoreError>;
    /// The receipt of a person's operation: another person's `op_id` tells nothing.
    fn receipt(&self, person: PersonId, op: OpId) -> Result<Option<Receipt>, StoreError>;
    /// The looks among `shown` that are not on record for this day yet, each once.
    fn missing_looks(&self, person: PersonId, shown: &[Look], at: Moment) -> Result<Vec<Look>, StoreError>;
    /// The school's record of looks before a number, newest first.
    fn looks_before(&self, school: SchoolId, number: i64, limit: usize) -> Result<Vec<LookView>, StoreError>;
}

/// Changes of the log.
pub trait LogWrites {
    /// Writes a pointer into each scope and rings there.
    fn append(&mut self, pointer: Pointer, scopes: &[Scope]) -> Result<(), StoreError>;
    /// Tells [`crate::AfterCommit`] of the scope, once the change is committed.
    fn ring(&mut self, scope: Scope);
    /// Notes that the school's pointers up to a number are not kept any more: cursors below it are too old
    /// from then on.
    fn close_up_to(&mut self, school: SchoolId, up_to: Seq) -> Result<(), StoreError>;
    /// Forgets a scope's oldest pointers up to a number, at most `limit`; answers how many.
    fn forget_pointers(&mut self, scope: Scope, up_to: Seq, limit: usize) -> Result<usize, StoreError>;
    /// Writes down the newest number of each school's log, if this day has no mark yet.
    fn mark_day(&mut self, day: i64) -> Result<(), StoreError>;
    /// Answers for each school the number up to which everything is older than a day, if known. Older marks
    /// are forgotten.
    /// are forgotten.
    fn take_older_than(&mut self, day: i64) -> Result<Vec<(SchoolId, Seq)>, StoreError>;
    /// Adds a receipt.
    fn insert_receipt(&mut self, person: PersonId, receipt: &Receipt, at: Moment) -> Result<(), StoreError>;
    /// Brings receipts to a moment where they are later, at most `limit`; how many.
    fn clamp_receipts(&mut self, now: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Forgets the oldest receipts before a moment, at most `limit`; how many.
    fn forget_receipts(&mut self, before: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Forgets the oldest receipts of refusals before a moment, at most `limit`; how many.
    fn forget_refused_receipts(&mut self, before: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Records looks, each once a day.
    fn insert_looks(&mut self, actor: Actor, looks: &[Look], at: Moment) -> Result<(), StoreError>;
    /// Forgets the oldest looks before a moment, at most `limit`; how many.
    fn forget_looks(&mut self, before: Moment, limit: usize) -> Result<usize, StoreError>;
}
