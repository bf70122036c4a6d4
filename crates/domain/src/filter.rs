//! Which conversations an inbox shows (rule 8).

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
    /// "Meus atendimentos": I have replied.
    Mine,
    /// "Atendimentos do canal": others have replied and I have not.
    Others,
}

/// Who replied in a ticket, seen by one staff member. What the type filter and the inbox index look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Involvement {
    /// Nobody replied.
    Nobody,
    /// I did.
    Mine,
    /// Others did and I did not.
    Others,
}

/// Who replied in this ticket, seen by `me`.
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

    /// The same for what the inbox index keeps of a ticket.
    pub fn admits_cell(&self, status: Status, involvement: Involvement) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&status)) && self.kind.admits(involvement)
    }

    /// Whether anything is filtered out.
    pub fn is_active(&self) -> bool {
        self.kind != TypeFilter::All
            || !(self.statuses.is_empty() || self.statuses.len() == Status::ALL.len())
    }
}
