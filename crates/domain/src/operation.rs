//! Facts → decision. Each operation is a pure function from what a store loaded to what a store shall change.
//!
//! To add an operation: a file here with its function and tests; a variant of `Op` in the protocol; its facts
//! loaded by the store.

use crate::canned_reply::CannedReply;
use crate::conversation::{Conversation, Counts, ReadMark};
use crate::entry::{EntryKind, NewEntry, Seq};
use crate::ids::{CannedReplyId, ChannelId, ConversationId, EntryId, PersonId, SchoolId, TicketId};
use crate::moment::Moment;
use crate::permission::{self, Action, Relation};
use crate::person::{Actor, Side};
use crate::plan::{self, Feature, Plan};
use crate::rejection::Rejection;
use crate::target::Target;
use crate::ticket::Ticket;

mod add_guardian;
mod answer_csat;
mod assign_ticket;
mod delete_reply;
mod finish_ticket;
mod forward_messages;
mod mark_read;
mod open_conversation;
mod save_reply;
mod send_message;
mod start_ticket;
mod write_note;

pub use add_guardian::{AddGuardianFacts, add_guardian};
pub use answer_csat::answer_csat;
pub use assign_ticket::{AssignFacts, assign_ticket};
pub use delete_reply::delete_reply;
pub use finish_ticket::finish_ticket;
pub use forward_messages::{ForwardFacts, ForwardedMessage, MOST_FORWARDED, forward_messages};
pub use mark_read::mark_read;
pub use open_conversation::{OpenFacts, open_conversation};
pub use save_reply::save_reply;
pub use send_message::{Meanwhile, SendMessage, send_message};
pub use start_ticket::start_ticket;
pub use write_note::{Note, write_note};

/// The facts that most rules need about a conversation and the person who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The person who asks.
    pub actor: Actor,
    /// The relation of that person to the conversation.
    pub relation: Relation,
    /// The school's plan.
    pub plan: Plan,
    /// The conversation with its current ticket.
    pub conversation: Conversation,
    /// Server time.
    pub now: Moment,
}

impl Facts {
    fn require(&self, action: Action) -> Result<(), Rejection> {
        // Nobody may act in another school, whatever the relation says (rule 21).
        if self.actor.school_id != self.conversation.school_id {
            return Err(Rejection::NotFound);
        }
        permission::require(self.actor.role, self.relation, action)
    }

    fn require_feature(&self, feature: Feature) -> Result<(), Rejection> {
        plan::require(self.plan, feature)
    }
}

/// The facts that a rule needs about a channel and the person who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelFacts {
    /// The person who asks.
    pub actor: Actor,
    /// The relation of that person to the channel.
    pub relation: Relation,
    /// The channel.
    pub channel_id: ChannelId,
    /// The channel's school.
    pub school_id: SchoolId,
}

impl ChannelFacts {
    fn require(&self, action: Action) -> Result<(), Rejection> {
        // Nobody may act in another school, whatever the relation says (rule 21).
        if self.actor.school_id != self.school_id {
            return Err(Rejection::NotFound);
        }
        permission::require(self.actor.role, self.relation, action)
    }
}

/// Identifiers that a decision may use up, made by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshIds {
    /// The identifier for a ticket that may have to be opened.
    pub ticket: TicketId,
    /// The identifiers for events that the operation may add to the thread; as many as [`FreshIds::EVENTS`].
    pub events: Vec<EntryId>,
}

impl FreshIds {
    /// The most events that a decision adds.
    pub const EVENTS: usize = 2;
}

/// One thing that a store shall change, in the order given, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A new conversation, with its first ticket.
    ConversationOpened(Box<Conversation>),
    /// The ticket with this id is this now; an unknown one is new and becomes the current one. It is an earlier one
    /// when the family answers its survey late.
    TicketSet {
        /// The conversation.
        conversation_id: ConversationId,
        /// The whole new state.
        ticket: Box<Ticket>,
    },
    /// An entry at the end of the thread.
    EntryAdded {
        /// The conversation.
        conversation_id: ConversationId,
        /// The entry.
        entry: Box<NewEntry>,
    },
    /// The message counts are these now: stands after the entries that moved them. A store that keeps the counts next
    /// to each entry moves them with [`Counts::add_entry`] as it goes, and arrives at the same.
    CountsSet {
        /// The conversation.
        conversation_id: ConversationId,
        /// The new counts.
        counts: Counts,
        /// The new value of [`Conversation::handled`].
        handled: u32,
    },
    /// A guardian joined.
    GuardianAdded {
        /// The conversation.
        conversation_id: ConversationId,
        /// The person.
        person_id: PersonId,
    },
    /// A person has read this far. `seq` of [`Seq::default`](crate::entry::Seq) in the mark means: up to the last
    /// entry that this decision adds.
    ReadMarked {
        /// The conversation.
        conversation_id: ConversationId,
        /// The person.
        person_id: PersonId,
        /// The new mark.
        mark: ReadMark,
    },
    /// A channel keeps this canned reply, in place of the one with the same identifier.
    ReplySaved {
        /// The channel.
        channel_id: ChannelId,
        /// The reply.
        reply: Box<CannedReply>,
    },
    /// A channel keeps this canned reply no more.
    ReplyDeleted {
        /// The channel.
        channel_id: ChannelId,
        /// The canned reply.
        reply_id: CannedReplyId,
    },
}

/// Changes and what they ended up in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The target in which the operation took effect.
    pub target: Target,
    /// The changes, in order; empty when there was nothing to do.
    pub changes: Vec<Change>,
}

impl Decision {
    /// The entries that it adds, in order. Each takes a number of its school's sequence.
    pub fn entries(&self) -> impl Iterator<Item = &NewEntry> {
        self.changes.iter().filter_map(|change| match change {
            Change::EntryAdded { entry, .. } => Some(&**entry),
            Change::ConversationOpened(_)
            | Change::TicketSet { .. }
            | Change::CountsSet { .. }
            | Change::GuardianAdded { .. }
            | Change::ReadMarked { .. }
            | Change::ReplySaved { .. }
            | Change::ReplyDeleted { .. } => None,
        })
    }
}

/// Builds the changes of one conversation while keeping its state.
struct Deciding<'a> {
    actor: Actor,
    now: Moment,
    written_at: Moment,
    ids: &'a mut FreshIds,
    conversation: Conversation,
    changes: Vec<Change>,
}

impl<'a> Deciding<'a> {
    fn new(facts: &Facts, written_at: Moment, ids: &'a mut FreshIds) -> Self {
        Deciding {
            actor: facts.actor,
            now: facts.now,
            written_at,
            ids,
            conversation: facts.conversation.clone(),
            changes: Vec::new(),
        }
    }

    fn set_ticket(&mut self, ticket: Ticket) {
        self.conversation.ticket = ticket.clone();
        self.changes
            .push(Change::TicketSet { conversation_id: self.conversation.id, ticket: Box::new(ticket) });
    }

    fn add_event(&mut self, kind: EntryKind) {
        let id = self.ids.events.pop().expect("FreshIds::EVENTS covers every operation");
        self.add_entry(id, kind);
    }

    fn add_entry(&mut self, id: EntryId, kind: EntryKind) {
        let entry = NewEntry {
            id,
            ticket_id: self.conversation.ticket.id,
            author_id: self.actor.person_id,
            side: self.actor.side(),
            at: self.now,
            written_at: self.written_at,
            kind,
        };
        self.conversation.counts.add_entry(&entry);
        self.changes
            .push(Change::EntryAdded { conversation_id: self.conversation.id, entry: Box::new(entry) });
    }

    /// A message by the actor, which moves the actor's read mark to it if they have seen all that stands before it:
    /// what was never on their screen stays unread, here and across. By staff it has dealt with all of it then.
    fn add_message(&mut self, id: EntryId, kind: EntryKind, has_seen_all: bool) {
        self.add_entry(id, kind);
        if has_seen_all && self.actor.side() == Side::School {
            self.conversation.handled = self.conversation.counts.family;
        }
        self.set_counts();
        if !has_seen_all {
            return;
        }
        self.changes.push(Change::ReadMarked {
            conversation_id: self.conversation.id,
            person_id: self.actor.person_id,
            mark: ReadMark { seq: Seq::default(), counts: self.conversation.counts },
        });
    }

    fn set_counts(&mut self) {
        self.changes.push(Change::CountsSet {
            conversation_id: self.conversation.id,
            counts: self.conversation.counts,
            handled: self.conversation.handled,
        });
    }

    /// The next ticket is the current one: what stands before it is history.
    fn begin_ticket(&mut self, ticket: Ticket) {
        self.conversation.handled = self.conversation.counts.family;
        let status = ticket.status;
        self.set_ticket(ticket);
        self.add_event(EntryKind::StatusChanged { status, opened: true });
    }

    fn done(self) -> Decision {
        Decision { target: self.conversation.id.into(), changes: self.changes }
    }
}

#[cfg(test)]
pub(crate) mod tests;
