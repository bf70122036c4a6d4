//! What somebody tried.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::operation::{ForwardFacts, OpenFacts};
use conversas_domain::person::Actor;

/// How the attempts are called.
pub(crate) const NAMES: [&str; 10] =
    ["open", "send", "start", "finish", "note", "assign", "forward", "add", "rate", "read"];

/// Who tried what, with the facts that were handed to the domain.
#[derive(Debug, Clone)]
pub(crate) enum Attempt {
    Open(Box<OpenFacts>),
    Do { actor: Actor, conversation_id: ConversationId, what: What },
}

/// What was tried in a conversation.
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
    /// One of [`NAMES`].
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

    /// Who tried.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Attempt::Open(facts) => facts.actor,
            Attempt::Do { actor, .. } => *actor,
        }
    }
}
