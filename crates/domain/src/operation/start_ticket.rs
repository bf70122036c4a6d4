//! "Iniciar novo atendimento": a message that opens the next ticket of a conversation (rule 4).

use super::send_message::{open_next_ticket, write_in_ticket};
use super::{Deciding, Decision, Facts, FreshIds, Meanwhile, SendMessage};
use crate::entry::EntryKind;
use crate::permission::Action;
use crate::person::Side;
use crate::rejection::Rejection;
use crate::ticket::Status;

/// Opens the next ticket with a message. By staff the new ticket is InProgress at once, by the family
/// Pending.
///
/// If a ticket is open, because somebody else was faster: staff are refused and decide what to do with their message;
/// a family's message goes into it, for the state of a ticket never stops a family (rule 20). Everybody is asked when a
/// guardian joined after what they had seen.
pub fn start_ticket(
    facts: &Facts,
    message: SendMessage,
    meanwhile: Meanwhile,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Write)?;
    facts.require_feature(message.content.feature())?;
    let mut deciding = Deciding::new(facts, message.written_at, ids);
    let (status, side) = (deciding.conversation.ticket.status, facts.actor.side());
    if side == Side::School && status != Status::Finished {
        return Err(Rejection::TicketStillOpen);
    }
    if meanwhile.made_the_audience_grow(message.seen) {
        return Err(Rejection::AudienceGrew);
    }
    match status {
        Status::Finished => open_next_ticket(&mut deciding),
        Status::Pending | Status::InProgress => write_in_ticket(&mut deciding, side)?,
    }
    let has_seen_all = !meanwhile.brought_unseen(message.seen);
    deciding.add_message(message.entry_id, EntryKind::Message { content: message.content }, has_seen_all);
    Ok(deciding.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Seq;
    use crate::operation::tests::*;

    fn start(facts: &Facts) -> Result<Decision, Rejection> {
        start_ticket(facts, message("Olá"), Meanwhile::default(), &mut ids())
    }

    #[test]
    fn everybody_is_asked_when_a_guardian_joined_after_what_they_had_seen() {
        let joined = Meanwhile { guardian_joined: Some(Seq(8)), ..Meanwhile::default() };
        for actor in [ana(), davi()] {
            let facts = facts(actor, Status::Finished);
            let start =
                |seen| start_ticket(&facts, message_having_seen(seen), joined, &mut ids()).map(|_| ());
            assert_eq!(start(7), Err(Rejection::AudienceGrew));
            assert_eq!(start(8), Ok(()));
        }
    }

    #[test]
    fn the_family_starts_a_pending_ticket() {
        let decision = start(&facts(ana(), Status::Finished)).expect("she takes part");
        let expected = ["ticket 2 Pending", "Ana opened, Pending", "Ana: Olá", "counts 2+1", "Ana read 2+1"];
        assert_eq!(told(&decision), expected);
        assert_eq!(ticket_after(&decision).expect("a new one").waiting_since, Some(NOW));
    }

    #[test]
    fn a_member_starts_a_ticket_in_progress() {
        let decision = start(&facts(davi(), Status::Finished)).expect("he is a member");
        let expected =
            ["ticket 2 InProgress", "Davi opened, InProgress", "Davi: Olá", "counts 1+2", "Davi read 1+2"];
        assert_eq!(told(&decision), expected);
        let ticket = ticket_after(&decision).expect("a new one");
        assert_eq!(ticket.replied_by, [davi().person_id].into());
        assert_eq!(ticket.waiting_since, None);
    }

    #[test]
    fn everything_written_stands_in_the_new_ticket() {
        let decision = start(&facts(ana(), Status::Finished)).expect("she takes part");
        assert!(entries(&decision).iter().all(|entry| entry.ticket_id == id(62)));
    }

    #[test]
    fn a_member_cannot_start_a_second_open_ticket() {
        for status in [Status::Pending, Status::InProgress] {
            assert_eq!(start(&facts(carla(), status)), Err(Rejection::TicketStillOpen));
        }
    }

    #[test]
    fn a_family_that_starts_a_ticket_while_one_is_open_writes_in_that_one() {
        let decision = start(&facts(bruno(), Status::Pending)).expect("nothing stops a family");
        assert_eq!(told(&decision), ["Bruno: Olá", "counts 2+0", "Bruno read 2+0"]);
        assert!(entries(&decision).iter().all(|entry| entry.ticket_id == id(61)));
    }

    #[test]
    fn who_may_not_write_may_not_start() {
        assert_eq!(start(&facts(eva(), Status::Finished)), Err(Rejection::Forbidden));
        assert_eq!(start(&outsider(ana(), Status::Finished)), Err(Rejection::NotFound));
        assert_eq!(start(&outsider(carla(), Status::Finished)), Err(Rejection::NotFound));
    }
}
