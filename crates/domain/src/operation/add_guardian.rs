//! The starter adds another guardian of the same student (rule 2).

use super::{Change, Decision, Draft, Facts, FreshIds};
use crate::entry::EntryKind;
use crate::ids::{ConversationId, PersonId};
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;

/// What the rule needs beyond [`Facts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddGuardianFacts {
    /// Who shall join.
    pub person_id: PersonId,
    /// Whether they are a guardian of the conversation's student.
    pub linked_to_student: bool,
    /// A conversation of the same channel and student that has exactly the resulting set already.
    pub same_set: Option<ConversationId>,
}

/// Adds the guardian; if the resulting set has a conversation already, changes nothing and answers that one.
pub fn add_guardian(
    facts: &Facts,
    asked: &AddGuardianFacts,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::AddGuardian)?;
    if facts.conversation.starter() != Some(facts.actor.person_id) {
        return Err(Rejection::Forbidden);
    }
    if !asked.linked_to_student {
        return Err(Rejection::GuardianNotAddable);
    }
    let mut draft = Draft::new(facts, written_at, ids);
    if facts.conversation.has_guardian(asked.person_id) {
        return Ok(draft.done());
    }
    if let Some(existing) = asked.same_set {
        return Ok(Decision { conversation_id: existing, changes: Vec::new() });
    }
    draft.conversation.guardians.push(asked.person_id);
    draft.changes.push(Change::GuardianAdded {
        conversation_id: draft.conversation.id,
        person_id: asked.person_id,
    });
    draft.add_event(EntryKind::GuardianAdded { person_id: asked.person_id });
    Ok(draft.done())
}
