//! A first message to a channel about a student.

use conversas_domain::conversation::Conversation;
use conversas_domain::ids::{ConversationId, PersonId};
use conversas_domain::operation::{self, OpenFacts};
use conversas_domain::permission::{Action, Relation, may};
use conversas_domain::person::Side;
use conversas_domain::rejection::Rejection;
use conversas_protocol::OpenConversation;

use super::{Call, Decided, Refusal, content, facts};
use crate::store::StoreError;

pub(super) fn decide(call: &mut Call<'_>, asked: &OpenConversation) -> Decided {
    let actor = call.actor;
    let channel = call.tx.channel(asked.channel_id)?.ok_or(Rejection::NotFound)?;
    let (school, student) = call.tx.student(asked.student_id)?.ok_or(Rejection::NotFound)?;
    if channel.school_id != actor.school_id || school != actor.school_id {
        return Err(Rejection::NotFound.into());
    }
    let relation = relation(call, asked)?;
    // Checked before anything else: a student whom the actor may not know is like one that does not exist.
    if !may(actor.role, relation, Action::Read) {
        return Err(Rejection::NotFound.into());
    }
    let guardians = guardians(call, asked, relation)?;
    let facts = OpenFacts {
        actor,
        plan: call.tx.school(actor.school_id)?.plan,
        existing: existing(call, asked, &guardians)?,
        channel,
        student_id: asked.student_id,
        class_group: student.class_group,
        guardians,
        relation,
        now: call.now,
    };
    let message = operation::SendMessage {
        entry_id: asked.entry_id,
        content: content::of(call, &asked.content)?,
        written_at: call.written_at,
        ticket_id: None,
        seen: None,
    };
    let conversation_id = free_id(call, asked.conversation_id)?;
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::open_conversation(&facts, conversation_id, message, &mut ids)?)
}

/// Answers the client's proposed identifier, unless it is in use: then another one, which the receipt tells.
/// A refusal would tell that somebody else's conversation exists.
fn free_id(call: &mut Call<'_>, proposed: ConversationId) -> Result<ConversationId, StoreError> {
    let is_used = call.tx.conversation_exists(proposed)?;
    Ok(if is_used { call.fresh.id(call.now) } else { proposed })
}

/// Whether the actor may talk about this student in this channel.
fn relation(call: &Call<'_>, asked: &OpenConversation) -> Result<Relation, Refusal> {
    let me = call.actor.person_id;
    Ok(match call.actor.side() {
        Side::Family if call.tx.is_linked(me, asked.student_id)? => Relation::Participant,
        Side::School if call.tx.is_member(me, asked.channel_id)? => Relation::Member,
        Side::Family | Side::School => Relation::SameSchool,
    })
}

fn guardians(
    call: &Call<'_>,
    asked: &OpenConversation,
    relation: Relation,
) -> Result<Vec<PersonId>, Refusal> {
    if call.actor.side() == Side::Family || relation != Relation::Member {
        return Ok(vec![call.actor.person_id]);
    }
    let linked = call.tx.guardians_of(asked.student_id)?;
    let mut chosen: Vec<PersonId> = Vec::new();
    for guardian in &asked.guardians {
        if !linked.iter().any(|it| it.id == *guardian) {
            return Err(Rejection::GuardianNotAddable.into());
        }
        if !chosen.contains(guardian) {
            chosen.push(*guardian);
        }
    }
    Ok(chosen)
}

fn existing(
    call: &Call<'_>,
    asked: &OpenConversation,
    guardians: &[PersonId],
) -> Result<Option<Conversation>, Refusal> {
    let same = call.tx.conversation_of(asked.channel_id, asked.student_id, guardians)?;
    let Some(id) = same else { return Ok(None) };
    let row = call.tx.conversation(id)?.ok_or(Rejection::NotFound)?;
    Ok(Some(facts::conversation(call.tx, row)?))
}
