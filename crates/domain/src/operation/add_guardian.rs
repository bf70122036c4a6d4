//! The starter adds another guardian of the same student (rule 2).

use super::{Change, Deciding, Decision, Facts, FreshIds};
use crate::entry::EntryKind;
use crate::ids::{ConversationId, PersonId};
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;

/// The facts that the rule needs beyond [`Facts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddGuardianFacts {
    /// The guardian who shall join.
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
    let mut deciding = Deciding::new(facts, written_at, ids);
    if facts.conversation.has_guardian(asked.person_id) {
        return Ok(deciding.done());
    }
    if let Some(existing) = asked.same_set {
        return Ok(Decision { target: existing.into(), changes: Vec::new() });
    }
    deciding.conversation.guardians.push(asked.person_id);
    deciding.changes.push(Change::GuardianAdded {
        conversation_id: deciding.conversation.id,
        person_id: asked.person_id,
    });
    deciding.add_event(EntryKind::GuardianAdded { person_id: asked.person_id });
    Ok(deciding.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::*;
    use crate::target::Target;
    use crate::ticket::Status;

    fn bruno_of_the_student() -> AddGuardianFacts {
        AddGuardianFacts { person_id: bruno().person_id, linked_to_student: true, same_set: None }
    }

    fn add(facts: &Facts, asked: &AddGuardianFacts) -> Result<Decision, Rejection> {
        add_guardian(facts, asked, WRITTEN, &mut ids())
    }

    #[test]
    fn the_starter_adds_a_guardian_of_the_same_student_whatever_the_status() {
        for status in Status::ALL {
            let decision = add(&facts(ana(), status), &bruno_of_the_student()).expect("she started");
            assert_eq!(told(&decision), ["joined: Bruno", "Ana added Bruno"], "{status:?}");
        }
    }

    #[test]
    fn only_the_starter_adds() {
        let mut facts = facts(bruno(), Status::Pending);
        facts.conversation.guardians.push(bruno().person_id);
        let third = AddGuardianFacts { person_id: id(13), ..bruno_of_the_student() };
        assert_eq!(add(&facts, &third), Err(Rejection::Forbidden));
    }

    #[test]
    fn staff_and_outsiders_add_nobody() {
        let asked = bruno_of_the_student();
        assert_eq!(add(&facts(carla(), Status::Pending), &asked), Err(Rejection::Forbidden));
        assert_eq!(add(&facts(eva(), Status::Pending), &asked), Err(Rejection::Forbidden));
        assert_eq!(add(&outsider(ana(), Status::Pending), &asked), Err(Rejection::NotFound));
    }

    #[test]
    fn who_is_not_a_guardian_of_the_student_is_not_added() {
        let asked = AddGuardianFacts { linked_to_student: false, ..bruno_of_the_student() };
        assert_eq!(add(&facts(ana(), Status::Pending), &asked), Err(Rejection::GuardianNotAddable));
    }

    #[test]
    fn adding_who_takes_part_already_changes_nothing() {
        let asked = AddGuardianFacts { person_id: ana().person_id, ..bruno_of_the_student() };
        let decision = add(&facts(ana(), Status::Pending), &asked).expect("no refusal");
        assert_eq!(told(&decision), [""; 0]);
        assert_eq!(decision.target, Target::Conversation(id(51)));
    }

    #[test]
    fn a_set_that_has_its_conversation_already_leads_there() {
        let asked = AddGuardianFacts { same_set: Some(id(52)), ..bruno_of_the_student() };
        let decision = add(&facts(ana(), Status::Pending), &asked).expect("she started");
        assert_eq!(decision, Decision { target: Target::Conversation(id(52)), changes: Vec::new() });
    }
}
