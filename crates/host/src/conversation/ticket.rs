//! A ticket of a conversation.

use conversas_client::QueuedAnswer;
use conversas_domain::csat::{SURVEY_OPEN_MS, survey_is_open};
use conversas_domain::ids::PersonId;
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::ticket::{Status, TicketStep};
use conversas_ipc::{CsatItem, TicketItem, TicketStepItem};
use conversas_protocol::{PersonRef, TicketView};

use crate::view::person_of;

/// The reader of a ticket, and the moment.
pub(super) struct Looking<'a> {
    pub(super) me: PersonId,
    pub(super) side: Side,
    pub(super) answers: &'a [QueuedAnswer],
    /// The time of this device's clock: only what is offered depends on it, the server decides.
    pub(super) now: Moment,
}

/// Makes a ticket for the interface. `assignee`: the person who takes care of it, as far as the reader knows.
pub(super) fn ticket_of(
    view: &TicketView,
    status: Status,
    assignee: Option<&PersonRef>,
    looking: &Looking<'_>,
) -> TicketItem {
    let ticket = &view.ticket;
    let csat = csat_of(view, looking.answers);
    let open_until = ticket.finished_at().filter(|finished_at| {
        looking.side == Side::Family && csat.is_none() && survey_is_open(*finished_at, looking.now)
    });
    TicketItem {
        id: ticket.id,
        number: ticket.number,
        status,
        steps: ticket.steps.iter().map(|step| step_of(step, view)).collect(),
        csat,
        csat_open_until: open_until.map(|finished_at| finished_at.plus(SURVEY_OPEN_MS)),
        assignee: assignee.map(|person| person_of(person, looking.me)),
    }
}

/// Answers the person who took care of an earlier ticket; families are not told.
pub(super) fn assignee_of(view: &TicketView, side: Side) -> Option<&PersonRef> {
    let assignee = view.ticket.assignee.filter(|_| side == Side::School)?;
    view.people.iter().find(|person| person.id == assignee)
}

fn csat_of(view: &TicketView, answers: &[QueuedAnswer]) -> Option<CsatItem> {
    if let Some(csat) = &view.ticket.csat {
        let comment = csat.comment.as_ref().map(|comment| comment.as_str().to_owned());
        return Some(CsatItem { rating: csat.rating, comment: comment.unwrap_or_default(), at: csat.at });
    }
    let mine = answers.iter().find(|answer| answer.ticket_id == view.ticket.id)?;
    Some(CsatItem { rating: mine.rating, comment: mine.comment.clone(), at: mine.at })
}

fn step_of(step: &TicketStep, view: &TicketView) -> TicketStepItem {
    let person = view.people.iter().find(|person| person.id == step.by);
    TicketStepItem {
        status: step.status,
        at: step.at,
        by: person.map(|person| person.name.as_str().to_owned()).unwrap_or_default(),
        side: step.side,
    }
}
