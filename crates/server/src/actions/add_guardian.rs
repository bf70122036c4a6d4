//! Another guardian joins.

use conversas_domain::ids::{ConversationId, PersonId};
use conversas_domain::operation::{self, AddGuardianFacts};

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, conversation_id: ConversationId, person_id: PersonId) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let conversation = &facts.conversation;
    let mut resulting = conversation.guardians.clone();
    resulting.push(person_id);
    let asked = AddGuardianFacts {
        person_id,
        linked_to_student: call.tx.is_linked(person_id, conversation.student_id)?,
        same_set: call.tx.conversation_of(conversation.channel_id, conversation.student_id, &resulting)?,
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::add_guardian(&facts, &asked, call.written_at, &mut ids)?)
}
