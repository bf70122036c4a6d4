//! Taking care of a ticket ("Assumir"), releasing and handing over. The ticket's status never changes.

use super::{Deciding, Decision, Facts, FreshIds};
use crate::entry::EntryKind;
use crate::ids::{PersonId, TicketId};
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::ticket::Status;

/// The facts that the rule needs beyond [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssignFacts {
    /// The ticket that the actor saw.
    pub ticket_id: TicketId,
    /// The person who shall take care of it; none: nobody.
    pub person_id: Option<PersonId>,
    /// Whether that person belongs to the channel.
    pub is_member: bool,
}

/// Sets the assignee of the current ticket. A ticket that is finished, or not the current one any more, stays as it is,
/// and so does one that has this assignee already: nothing changes and nothing is refused.
pub fn assign_ticket(
    facts: &Facts,
    asked: AssignFacts,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Assign)?;
    if asked.person_id.is_some() && !asked.is_member {
        return Err(Rejection::NotAMember);
    }
    let mut deciding = Deciding::new(facts, written_at, ids);
    let mut ticket = deciding.conversation.ticket.clone();
    let is_open = ticket.id == asked.ticket_id && ticket.status != Status::Finished;
    if is_open && ticket.assignee != asked.person_id {
        ticket.assignee = asked.person_id;
        deciding.set_ticket(ticket);
        deciding.add_event(EntryKind::Assigned { person_id: asked.person_id });
    }
    Ok(deciding.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::*;
    use crate::person::Actor;

    fn to(actor: Option<Actor>) -> AssignFacts {
        AssignFacts {
            ticket_id: id(61),
            person_id: actor.map(|actor| actor.person_id),
            is_member: actor.is_some_and(|actor| actor == carla() || actor == davi()),
        }
    }

    fn assign(facts: &Facts, asked: AssignFacts) -> Result<Decision, Rejection> {
        assign_ticket(facts, asked, WRITTEN, &mut ids())
    }

    #[test]
    fn a_member_takes_an_open_ticket_and_its_status_stays() {
        for status in [Status::Pending, Status::InProgress] {
            let decision = assign(&facts(davi(), status), to(Some(davi()))).expect("a member may");
            assert_eq!(told(&decision), [format!("ticket 1 {status:?}"), "Davi assigns Davi".to_owned()]);
            let ticket = ticket_after(&decision).expect("it changed");
            assert_eq!(ticket.assignee, Some(davi().person_id));
            assert_eq!(ticket.replied_by, conversation(status).ticket.replied_by);
        }
    }

    #[test]
    fn it_is_handed_over_to_a_colleague_and_released() {
        let mut facts = facts(davi(), Status::Pending);
        facts.conversation.ticket.assignee = Some(davi().person_id);
        let handed = assign(&facts, to(Some(carla()))).expect("a member may");
        assert_eq!(told(&handed), ["ticket 1 Pending", "Davi assigns Carla"]);
        let released = assign(&facts, to(None)).expect("a member may");
        assert_eq!(told(&released), ["ticket 1 Pending", "Davi assigns nobody"]);
    }

    #[test]
    fn assigning_again_or_a_ticket_that_is_over_changes_nothing() {
        let mut taken = facts(davi(), Status::Pending);
        taken.conversation.ticket.assignee = Some(davi().person_id);
        let earlier = AssignFacts { ticket_id: id(60), ..to(Some(davi())) };
        for (facts, asked) in [
            (taken, to(Some(davi()))),
            (facts(davi(), Status::Finished), to(Some(davi()))),
            (facts(davi(), Status::Pending), earlier),
            (facts(davi(), Status::Pending), to(None)),
        ] {
            assert_eq!(told(&assign(&facts, asked).expect("no refusal")), [""; 0]);
        }
    }

    #[test]
    fn only_members_take_care() {
        let asked = to(Some(eva()));
        assert_eq!(assign(&facts(davi(), Status::Pending), asked), Err(Rejection::NotAMember));
        let asked = to(Some(davi()));
        assert_eq!(assign(&facts(ana(), Status::Pending), asked), Err(Rejection::Forbidden));
        assert_eq!(assign(&facts(eva(), Status::Pending), asked), Err(Rejection::Forbidden));
        assert_eq!(assign(&outsider(carla(), Status::Pending), asked), Err(Rejection::NotFound));
    }
}
