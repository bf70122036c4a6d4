//! The family answers the satisfaction survey (rule 13).

use super::{Change, Decision, Draft, Facts, FreshIds};
use crate::csat::{CsatResponse, Rating, survey_is_open};
use crate::entry::EntryKind;
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::text::Comment;
use crate::ticket::Ticket;

/// One answer per ticket, within seven days of its finish. `ticket` is the one asked about, current or not.
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
    let mut draft = Draft::new(facts, written_at, ids);
    draft.changes.push(Change::TicketSet {
        conversation_id: facts.conversation.id,
        ticket: Box::new(answered),
    });
    draft.add_event(EntryKind::CsatAnswered { rating });
    Ok(draft.done())
}
