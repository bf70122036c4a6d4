//! The filters of an inbox (rule 8).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::ticket::{Status, Ticket};

/// "Tipo de atendimento": exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeFilter {
    /// "Todos os atendimentos".
    #[default]
    All,
    /// "Meus atendimentos": the reader has replied.
    Mine,
    /// "Atendimentos do canal": others have replied and the reader has not.
    Others,
}

/// The people who replied in a ticket, seen by one staff member. The type filter and the inbox index look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Involvement {
    /// Nobody replied.
    Nobody,
    /// The staff member replied.
    Mine,
    /// Others replied and the staff member did not.
    Others,
}

/// The people who replied in this ticket, seen by `me`.
pub fn involvement(ticket: &Ticket, me: PersonId) -> Involvement {
    if ticket.replied_by.contains(&me) {
        Involvement::Mine
    } else if ticket.replied_by.is_empty() {
        Involvement::Nobody
    } else {
        Involvement::Others
    }
}

impl TypeFilter {
    /// Whether tickets with this involvement pass.
    pub fn admits(self, involvement: Involvement) -> bool {
        match self {
            TypeFilter::All => true,
            TypeFilter::Mine => involvement == Involvement::Mine,
            TypeFilter::Others => involvement == Involvement::Others,
        }
    }
}

/// Status and type together. No status chosen means all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InboxFilter {
    /// Chosen statuses; empty means no restriction.
    pub statuses: BTreeSet<Status>,
    /// Chosen type.
    pub kind: TypeFilter,
}

impl InboxFilter {
    /// Whether a ticket passes, for the staff member `me`.
    pub fn admits(&self, ticket: &Ticket, me: PersonId) -> bool {
        self.admits_cell(ticket.status, involvement(ticket, me))
    }

    /// Whether a cell of the inbox index passes.
    pub fn admits_cell(&self, status: Status, involvement: Involvement) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&status)) && self.kind.admits(involvement)
    }

    /// Whether anything is filtered out.
    pub fn is_active(&self) -> bool {
        self.kind != TypeFilter::All
            || !(self.statuses.is_empty() || self.statuses.len() == Status::ALL.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::{NOW, carla, conversation, davi, id};
    use crate::person::Side;
    use crate::ticket::TicketEvent;

    const ALL_KINDS: [TypeFilter; 3] = [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others];

    /// Answers which of "todos", "meus", "do canal" show a ticket to Davi.
    fn shown(ticket: &Ticket) -> [bool; 3] {
        ALL_KINDS.map(|kind| InboxFilter { kind, ..InboxFilter::default() }.admits(ticket, davi().person_id))
    }

    #[test]
    fn a_pending_ticket_is_in_all_only() {
        assert_eq!(shown(&conversation(Status::Pending).ticket), [true, false, false]);
    }

    #[test]
    fn what_a_colleague_answered_is_of_the_channel() {
        assert_eq!(shown(&conversation(Status::InProgress).ticket), [true, false, true]);
        assert_eq!(shown(&conversation(Status::Finished).ticket), [true, false, true]);
    }

    #[test]
    fn what_i_answered_is_mine_even_if_others_answered_too() {
        let mut ticket = conversation(Status::InProgress).ticket;
        ticket.apply(TicketEvent::Wrote(Side::School), davi().person_id, NOW).expect("it is open");
        assert_eq!(shown(&ticket), [true, true, false]);
        assert_eq!(involvement(&ticket, carla().person_id), Involvement::Mine);
    }

    #[test]
    fn a_ticket_finished_without_a_reply_is_in_all_only_even_for_who_finished_it() {
        let mut ticket = conversation(Status::Pending).ticket;
        ticket.apply(TicketEvent::Finished, davi().person_id, NOW).expect("it is open");
        assert_eq!(shown(&ticket), [true, false, false]);
    }

    #[test]
    fn the_next_ticket_forgets_who_replied_in_the_one_before() {
        let next = Ticket::opened(id(62), 2, id(11), Side::Family, NOW);
        assert_eq!(involvement(&next, carla().person_id), Involvement::Nobody);
    }

    #[test]
    fn any_combination_of_statuses_can_be_chosen_and_none_means_all() {
        for chosen in 0..8_usize {
            let picked = |status: Status| chosen & (1 << status as usize) != 0;
            let statuses = Status::ALL.into_iter().filter(|status| picked(*status)).collect();
            let filter = InboxFilter { statuses, kind: TypeFilter::All };
            for status in Status::ALL {
                let expected = chosen == 0 || picked(status);
                assert_eq!(filter.admits_cell(status, Involvement::Others), expected);
            }
        }
    }

    #[test]
    fn status_and_type_must_both_match() {
        let statuses = BTreeSet::from([Status::InProgress]);
        let filter = InboxFilter { statuses, kind: TypeFilter::Mine };
        assert!(filter.admits_cell(Status::InProgress, Involvement::Mine));
        assert!(!filter.admits_cell(Status::Finished, Involvement::Mine));
        assert!(!filter.admits_cell(Status::InProgress, Involvement::Others));
    }

    #[test]
    fn a_filter_is_active_only_if_it_can_hide_something() {
        let with = |statuses: &[Status], kind| {
            InboxFilter { statuses: statuses.iter().copied().collect(), kind }.is_active()
        };
        assert!(!InboxFilter::default().is_active());
        assert!(!with(&Status::ALL, TypeFilter::All));
        assert!(with(&[Status::Pending], TypeFilter::All));
        assert!(with(&[], TypeFilter::Mine));
        assert!(with(&Status::ALL, TypeFilter::Others));
    }
}
