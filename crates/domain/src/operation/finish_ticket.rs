//! Finishing a ticket ("Finalizar", rule 12).

use super::{Deciding, Decision, Facts, FreshIds};
use crate::entry::EntryKind;
use crate::ids::TicketId;
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::ticket::{Status, TicketEvent};

/// Finishes `ticket_id`, which the store found in this conversation. Finishing what is finished already, or a ticket that is not the current one any more, is
/// one finish: nothing changes and nothing is refused.
pub fn finish_ticket(
    facts: &Facts,
    ticket_id: TicketId,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Finish)?;
    let mut deciding = Deciding::new(facts, written_at, ids);
    let mut ticket = deciding.conversation.ticket.clone();
    if ticket.id == ticket_id && ticket.status != Status::Finished {
        ticket.apply(TicketEvent::Finished, deciding.actor.person_id, deciding.now)?;
        deciding.set_ticket(ticket);
        deciding.add_event(EntryKind::StatusChanged { status: Status::Finished, opened: false });
    }
    Ok(deciding.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::*;

    fn finish(facts: &Facts) -> Result<Decision, Rejection> {
        finish_ticket(facts, facts.conversation.ticket.id, WRITTEN, &mut ids())
    }

    #[test]
    fn a_member_finishes_an_open_ticket_answered_or_not() {
        for status in [Status::Pending, Status::InProgress] {
            let decision = finish(&facts(davi(), status)).expect("a member may");
            assert_eq!(told(&decision), ["ticket 1 Finished", "Davi: Finished"], "{status:?}");
        }
    }

    #[test]
    fn finishing_is_not_replying_and_ends_the_wait() {
        let decision = finish(&facts(davi(), Status::Pending)).expect("a member may");
        let ticket = ticket_after(&decision).expect("it changed");
        assert!(ticket.replied_by.is_empty());
        assert_eq!(ticket.waiting_since, None);
        assert_eq!(ticket.finished_at(), Some(NOW));
    }

    #[test]
    fn finishing_twice_is_one_finish() {
        let decision = finish(&facts(davi(), Status::Finished)).expect("no refusal");
        assert_eq!(told(&decision), [""; 0]);
    }

    #[test]
    fn finishing_a_ticket_that_is_not_the_current_one_any_more_leaves_the_current_one_open() {
        let facts = facts(davi(), Status::Pending);
        let decision = finish_ticket(&facts, id(60), WRITTEN, &mut ids()).expect("no refusal");
        assert_eq!(told(&decision), [""; 0]);
    }

    #[test]
    fn only_members_of_the_channel_finish() {
        assert_eq!(finish(&facts(ana(), Status::Pending)), Err(Rejection::Forbidden));
        assert_eq!(finish(&facts(eva(), Status::Pending)), Err(Rejection::Forbidden));
        assert_eq!(finish(&outsider(carla(), Status::Pending)), Err(Rejection::NotFound));
    }
}
