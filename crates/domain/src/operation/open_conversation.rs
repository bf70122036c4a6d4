//! A guardian writes to a channel about a student for the first time, or again (rule 1).

use super::{Change, Decision, Draft, Facts, FreshIds, SendMessage, send_message};
use crate::channel::Channel;
use crate::conversation::{Conversation, Counts};
use crate::entry::EntryKind;
use crate::ids::{ConversationId, PersonId, StudentId};
use crate::moment::Moment;
use crate::permission::Relation;
use crate::person::{Actor, Side};
use crate::plan::Plan;
use crate::rejection::Rejection;
use crate::ticket::Ticket;

/// What the rule needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFacts {
    /// Who asks.
    pub actor: Actor,
    /// The school's plan.
    pub plan: Plan,
    /// Where to.
    pub channel: Channel,
    /// About whom.
    pub student_id: StudentId,
    /// The student's class group.
    pub class_group: String,
    /// Guardians who would take part, the starter first, each linked to the student. The actor's side decides who
    /// starts: a guardian starts with themself; staff reach the guardians they chose.
    pub guardians: Vec<PersonId>,
    /// Whether the actor may talk about this student here: a linked guardian, or a member of the channel.
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
    let side = facts.actor.side();
    match (side, facts.relation) {
        (Side::Family, Relation::Participant) | (Side::School, Relation::Member) => {}
        (Side::Family | Side::School, _) => return Err(Rejection::NotFound),
    }
    if facts.guardians.is_empty() || facts.channel.school_id != facts.actor.school_id {
        return Err(Rejection::NotFound);
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
            crate::ticket::Status::Finished => super::start_ticket(&facts, message, ids),
            crate::ticket::Status::Pending | crate::ticket::Status::InProgress => {
                send_message(&facts, message, None, ids)
            }
        };
    }
    if !facts.channel.serves(&facts.class_group) {
        return Err(Rejection::ChannelUnavailable);
    }
    let ticket = Ticket::opened(ids.ticket, 1, facts.actor.person_id, side, facts.now);
    let status = ticket.status;
    let conversation = Conversation {
        id: conversation_id,
        school_id: facts.channel.school_id,
        channel_id: facts.channel.id,
        student_id: facts.student_id,
        guardians: facts.guardians.clone(),
        ticket,
        counts: Counts::default(),
    };
    let mut draft = Draft {
        actor: facts.actor,
        now: facts.now,
        written_at: message.written_at,
        ids,
        conversation: conversation.clone(),
        changes: vec![Change::ConversationOpened(Box::new(conversation))],
    };
    draft.add_event(EntryKind::StatusChanged { status, opened: true });
    draft.add_message(message.entry_id, EntryKind::Message { text: message.text });
    Ok(draft.done())
}
