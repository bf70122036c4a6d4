//! A guardian writes to a channel about a student for the first time, or again (rule 1); or staff of the channel write
//! to a family first (rule 4).

use std::collections::BTreeSet;

use super::{
    Change, Deciding, Decision, Facts, FreshIds, Meanwhile, SendMessage, send_message, start_ticket,
};
use crate::channel::Channel;
use crate::conversation::{Conversation, Counts};
use crate::entry::EntryKind;
use crate::ids::{ConversationId, PersonId, StudentId};
use crate::moment::Moment;
use crate::permission::{self, Action, Relation};
use crate::person::{Actor, Side};
use crate::plan::{self, Plan};
use crate::rejection::Rejection;
use crate::ticket::{Status, Ticket};

/// The facts that the rule needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFacts {
    /// The person who asks.
    pub actor: Actor,
    /// The school's plan.
    pub plan: Plan,
    /// The channel that is written to.
    pub channel: Channel,
    /// The student whom the conversation is about.
    pub student_id: StudentId,
    /// The student's class group.
    pub class_group: String,
    /// Guardians who would take part, the starter first, each linked to the student. The actor's side decides who
    /// starts: a guardian starts with themself; staff reach the guardians they chose, the first of whom counts as the
    /// starter.
    pub guardians: Vec<PersonId>,
    /// Whether the actor may talk about this student in this channel: a linked guardian, or a member of the
    /// channel.
    pub relation: Relation,
    /// The conversation of the same channel, student and guardians, if there is one.
    pub existing: Option<Conversation>,
    /// Server time.
    pub now: Moment,
}

/// The same channel, student and guardians always lead to the same conversation: an existing one takes the message
/// (and opens its next ticket if it must); else a new one with `conversation_id`.
pub fn open_conversation(
    facts: &OpenFacts,
    conversation_id: ConversationId,
    message: SendMessage,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    if facts.channel.school_id != facts.actor.school_id {
        return Err(Rejection::NotFound);
    }
    permission::require(facts.actor.role, facts.relation, Action::Write)?;
    plan::require(facts.plan, message.content.feature())?;
    let side = facts.actor.side();
    match (side, facts.guardians.first()) {
        (Side::Family | Side::School, None) => return Err(Rejection::NotFound),
        (Side::Family, Some(starter)) if *starter != facts.actor.person_id => {
            return Err(Rejection::Forbidden);
        }
        (Side::Family | Side::School, Some(_)) => {}
    }
    if !facts.channel.serves(&facts.class_group) {
        return Err(Rejection::ChannelUnavailable);
    }
    if let Some(existing) = &facts.existing {
        let facts = Facts {
            actor: facts.actor,
            relation: facts.relation,
            plan: facts.plan,
            conversation: existing.clone(),
            now: facts.now,
        };
        return match existing.ticket.status {
            Status::Finished => start_ticket(&facts, message, Meanwhile::default(), ids),
            Status::Pending | Status::InProgress => send_message(&facts, message, Meanwhile::default(), ids),
        };
    }
    let ticket = Ticket::opened(ids.ticket, 1, facts.actor.person_id, side, facts.now);
    let status = ticket.status;
    let conversation = Conversation {
        id: conversation_id,
        school_id: facts.channel.school_id,
        channel_id: facts.channel.id,
        student_id: facts.student_id,
        guardians: each_once(&facts.guardians),
        ticket,
        counts: Counts::default(),
        handled: 0,
    };
    let mut deciding = Deciding {
        actor: facts.actor,
        now: facts.now,
        written_at: message.written_at,
        ids,
        conversation: conversation.clone(),
        changes: vec![Change::ConversationOpened(Box::new(conversation))],
    };
    deciding.add_event(EntryKind::StatusChanged { status, opened: true });
    deciding.add_message(message.entry_id, EntryKind::Message { content: message.content }, true);
    Ok(deciding.done())
}

/// Answers the guardians without repeats, the starter still first.
fn each_once(guardians: &[PersonId]) -> Vec<PersonId> {
    let mut seen = BTreeSet::new();
    guardians.iter().copied().filter(|guardian| seen.insert(*guardian)).collect()
}

#[cfg(test)]
mod tests;
