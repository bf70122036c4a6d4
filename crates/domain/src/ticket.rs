//! A service episode of a conversation: its status, and the steps by which it changed (rules 3, 4).
//!
//! A status changes in [`Ticket::apply`] and nowhere else.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::csat::CsatResponse;
use crate::ids::{PersonId, TicketId};
use crate::moment::Moment;
use crate::person::Side;

/// The status of a ticket.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// "Pendente": the family wrote and nobody of the channel answered.
    Pending,
    /// "Em atendimento": somebody of the channel wrote.
    InProgress,
    /// "Finalizado": nobody can write in it any more.
    Finished,
}

impl Status {
    /// All of them, in the order they are shown.
    pub const ALL: [Status; 3] = [Status::Pending, Status::InProgress, Status::Finished];
}

/// An event that may change a ticket's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketEvent {
    /// Somebody on this side wrote a message.
    Wrote(Side),
    /// Messages of another channel arrived by forward. The status stays (rule 11), and the family waits for this
    /// channel from now on, if it was not waiting already.
    GotForward,
    /// A member of the channel finished the ticket.
    Finished,
}

/// The ticket is finished; nothing can happen to it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the ticket is finished")]
pub struct TicketIsFinished;

/// One line of a ticket's chronology.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketStep {
    /// The status that the ticket got.
    pub status: Status,
    /// The time of the step, by the server's clock.
    pub at: Moment,
    /// The person who caused the step.
    pub by: PersonId,
    /// The side of that person.
    pub side: Side,
}

/// A service episode.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Identifier.
    pub id: TicketId,
    /// 1 for the first ticket of a conversation, then 2…
    pub number: u32,
    /// The status.
    pub status: Status,
    /// The time since which the family waits for an answer of this channel, by the server's clock: that of
    /// its oldest unanswered message, or of the forward that brought it here. None when the channel wrote
    /// last, and when the ticket is finished.
    pub waiting_since: Option<Moment>,
    /// Members of the channel who wrote a real message in the ticket: not notes, not forwards (rule 8).
    pub replied_by: BTreeSet<PersonId>,
    /// The person who takes care of the ticket ("Assumir"). A hint for colleagues that changes nothing else;
    /// stays when the ticket is finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    /// The ticket's chronology; the first step opened it, a finish is the last one.
    pub steps: Vec<TicketStep>,
    /// The family's answer to the survey.
    pub csat: Option<CsatResponse>,
}

impl Ticket {
    /// A ticket that a first message (or a forward) opens: Pending by the family, InProgress by the school.
    pub fn opened(id: TicketId, number: u32, by: PersonId, side: Side, at: Moment) -> Ticket {
        let status = match side {
            Side::Family => Status::Pending,
            Side::School => Status::InProgress,
        };
        Ticket {
            id,
            number,
            status,
            waiting_since: (status == Status::Pending).then_some(at),
            replied_by: if side == Side::School { BTreeSet::from([by]) } else { BTreeSet::new() },
            assignee: None,
            steps: vec![TicketStep { status, at, by, side }],
            csat: None,
        }
    }

    /// A ticket that forwarded messages open in the target channel: Pending, nobody replied (rule 11).
    pub fn opened_by_forward(id: TicketId, number: u32, by: PersonId, at: Moment) -> Ticket {
        Ticket {
            id,
            number,
            status: Status::Pending,
            waiting_since: Some(at),
            replied_by: BTreeSet::new(),
            assignee: None,
            steps: vec![TicketStep { status: Status::Pending, at, by, side: Side::School }],
            csat: None,
        }
    }

    /// Applies an event; answers the new status if it changed.
    pub fn apply(
        &mut self,
        event: TicketEvent,
        by: PersonId,
        at: Moment,
    ) -> Result<Option<Status>, TicketIsFinished> {
        let next = match (self.status, event) {
            (Status::Finished, _) => return Err(TicketIsFinished),
            (
                status @ (Status::Pending | Status::InProgress),
                TicketEvent::Wrote(Side::Family) | TicketEvent::GotForward,
            ) => {
                self.waiting_since.get_or_insert(at);
                status
            }
            (Status::Pending | Status::InProgress, TicketEvent::Wrote(Side::School)) => {
                self.waiting_since = None;
                self.replied_by.insert(by);
                Status::InProgress
            }
            (Status::Pending | Status::InProgress, TicketEvent::Finished) => {
                self.waiting_since = None;
                Status::Finished
            }
        };
        if next == self.status {
            return Ok(None);
        }
        self.status = next;
        let side = match event {
            TicketEvent::Wrote(side) => side,
            TicketEvent::GotForward | TicketEvent::Finished => Side::School,
        };
        self.steps.push(TicketStep { status: next, at, by, side });
        Ok(Some(next))
    }

    /// The moment at which it was finished.
    pub fn finished_at(&self) -> Option<Moment> {
        self.steps.last().filter(|step| step.status == Status::Finished).map(|step| step.at)
    }

    /// The moment at which it was opened.
    pub fn opened_at(&self) -> Moment {
        self.steps.first().map(|step| step.at).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
