//! Adding another guardian to a conversation.

use conversas_domain::operation::{self, AddGuardianFacts};
use conversas_protocol::AddGuardian;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &AddGuardian) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    let conversation = &facts.conversation;
    let mut resulting = conversation.guardians.clone();
    resulting.push(asked.person_id);
    let joining = AddGuardianFacts {
        person_id: asked.person_id,
        linked_to_student: call.tx.is_linked(asked.person_id, conversation.student_id)?,
        same_set: call.tx.conversation_of(conversation.channel_id, conversation.student_id, &resulting)?,
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::add_guardian(&facts, &joining, call.written_at, &mut ids)?)
}
