//! An attempted operation.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::operation::{ForwardFacts, OpenFacts};
use conversas_domain::person::Actor;

/// The names of the attempts.
pub(crate) const NAMES: [&str; 10] =
    ["open", "send", "start", "finish", "note", "assign", "forward", "add", "rate", "read"];

/// An attempted operation with its actor, and the facts that were given to the domain.
#[derive(Debug, Clone)]
pub(crate) enum Attempt {
    Open(Box<OpenFacts>),
    Do { actor: Actor, conversation_id: ConversationId, what: What },
}

/// The operation that was attempted in a conversation.
#[derive(Debug, Clone)]
pub(crate) enum What {
    Send { seen: Option<Seq>, ticket: Option<TicketId> },
    Start,
    Finish { ticket: TicketId },
    Note(Vec<PersonId>),
    Assign { ticket: TicketId, person: Option<PersonId> },
    Forward(Box<ForwardFacts>),
    Add(PersonId),
    Rate { ticket: TicketId, written_at: Moment },
    Read(Seq),
}

impl Attempt {
    /// Answers the attempt's name, one of [`NAMES`].
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Attempt::Open(_) => "open",
            Attempt::Do { what, .. } => match what {
                What::Send { .. } => "send",
                What::Start => "start",
                What::Finish { .. } => "finish",
                What::Note(_) => "note",
                What::Assign { .. } => "assign",
                What::Forward(_) => "forward",
                What::Add(_) => "add",
                What::Rate { .. } => "rate",
                What::Read(_) => "read",
            },
        }
    }

    /// Answers the person who attempted the operation.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Attempt::Open(facts) => facts.actor,
            Attempt::Do { actor, .. } => *actor,
        }
    }
}
