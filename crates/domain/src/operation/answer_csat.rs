//! The family answers the satisfaction survey (rule 13).

use super::{Deciding, Decision, Facts, FreshIds};
use crate::csat::{CsatResponse, Rating, survey_is_open};
use crate::entry::EntryKind;
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::text::Comment;
use crate::ticket::Ticket;

/// Takes one answer per ticket, within seven days of its finish. `ticket` is the ticket of the survey,
/// current or not.
pub fn answer_csat(
    facts: &Facts,
    ticket: &Ticket,
    rating: Rating,
    comment: Option<Comment>,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::AnswerCsat)?;
    let finished_at = ticket.finished_at().ok_or(Rejection::SurveyClosed)?;
    // An answer given in time but sent late counts: the family may have been offline.
    let given_at = written_at.max(finished_at).min(facts.now);
    if ticket.csat.is_some() || !survey_is_open(finished_at, given_at) {
        return Err(Rejection::SurveyClosed);
    }
    let mut answered = ticket.clone();
    answered.csat = Some(CsatResponse { rating, comment, at: facts.now });
    let mut deciding = Deciding::new(facts, written_at, ids);
    deciding.set_ticket(answered);
    deciding.add_event(EntryKind::CsatAnswered { rating });
    Ok(deciding.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csat::SURVEY_OPEN_MS;
    use crate::operation::tests::*;
    use crate::ticket::Status;

    /// Answers a survey with five stars, for the current ticket of a conversation with this status, `after`
    /// its finish by the server's clock and by the family's.
    fn rate(facts: &Facts, after: i64, written_after: i64) -> Result<Decision, Rejection> {
        let ticket = facts.conversation.ticket.clone();
        let finish = ticket.finished_at().unwrap_or(BEFORE);
        let facts = Facts { now: finish.plus(after), ..facts.clone() };
        let rating = Rating::try_from(5).expect("one to five");
        answer_csat(&facts, &ticket, rating, None, finish.plus(written_after), &mut ids())
    }

    #[test]
    fn a_guardian_who_takes_part_rates_a_finished_ticket() {
        let decision = rate(&facts(ana(), Status::Finished), 10, 10).expect("she takes part");
        assert_eq!(told(&decision), ["ticket 1 Finished", "Ana rates 5"]);
        let answer = ticket_after(&decision).and_then(|ticket| ticket.csat.clone()).expect("answered");
        assert_eq!((u8::from(answer.rating), answer.comment), (5, None));
    }

    #[test]
    fn the_comment_is_kept_on_the_ticket() {
        let facts = facts(ana(), Status::Finished);
        let comment = Comment::parse("Muito bom").ok();
        let rating = Rating::try_from(4).expect("one to five");
        let ticket = &facts.conversation.ticket;
        let decision = answer_csat(&facts, ticket, rating, comment.clone(), WRITTEN, &mut ids());
        let decision = decision.expect("in time");
        let expected = CsatResponse { rating, comment, at: NOW };
        assert_eq!(ticket_after(&decision).expect("it changed").csat, Some(expected));
    }

    #[test]
    fn an_open_ticket_has_no_survey() {
        for status in [Status::Pending, Status::InProgress] {
            assert_eq!(rate(&facts(ana(), status), 10, 10), Err(Rejection::SurveyClosed));
        }
    }

    #[test]
    fn a_ticket_is_rated_once() {
        let mut facts = facts(bruno(), Status::Finished);
        let first = rate(&facts, 10, 10).expect("he takes part");
        facts.conversation.ticket = ticket_after(&first).expect("it changed").clone();
        assert_eq!(rate(&facts, 20, 20), Err(Rejection::SurveyClosed));
    }

    #[test]
    fn the_survey_closes_after_seven_days() {
        let facts = facts(ana(), Status::Finished);
        assert!(rate(&facts, SURVEY_OPEN_MS, SURVEY_OPEN_MS).is_ok());
        let late = SURVEY_OPEN_MS + 1;
        assert_eq!(rate(&facts, late, late), Err(Rejection::SurveyClosed));
    }

    #[test]
    fn an_answer_given_in_time_and_sent_late_counts() {
        assert!(rate(&facts(ana(), Status::Finished), 3 * SURVEY_OPEN_MS, 10).is_ok());
    }

    #[test]
    fn a_clock_that_is_wrong_does_not_close_the_survey() {
        let facts = facts(ana(), Status::Finished);
        assert!(rate(&facts, 10, 30 * SURVEY_OPEN_MS).is_ok());
        assert!(rate(&facts, 10, -30 * SURVEY_OPEN_MS).is_ok());
        assert!(rate(&facts, 10, i64::MIN / 2).is_ok());
    }

    #[test]
    fn an_earlier_ticket_is_rated_without_touching_the_current_one() {
        let mut facts = facts(ana(), Status::Finished);
        let finished = facts.conversation.ticket.clone();
        facts.conversation.ticket = conversation(Status::Pending).ticket;
        facts.conversation.ticket.id = id(65);
        let rating = Rating::try_from(1).expect("one to five");
        let decision = answer_csat(&facts, &finished, rating, None, WRITTEN, &mut ids());
        let decision = decision.expect("in time");
        assert_eq!(ticket_after(&decision).expect("it changed").id, finished.id);
        assert_eq!(entries(&decision)[0].ticket_id, finished.id);
    }

    #[test]
    fn only_guardians_who_take_part_answer() {
        assert_eq!(rate(&facts(carla(), Status::Finished), 1, 1), Err(Rejection::Forbidden));
        assert_eq!(rate(&facts(eva(), Status::Finished), 1, 1), Err(Rejection::Forbidden));
        assert_eq!(rate(&outsider(ana(), Status::Finished), 1, 1), Err(Rejection::NotFound));
    }
}
