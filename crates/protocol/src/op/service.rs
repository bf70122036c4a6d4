//! Operations in a conversation that are no messages.

use std::borrow::Cow;

use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::rejection::RefusedAct;
use conversas_domain::target::Target;
use serde::{Deserialize, Serialize};

use super::operation::Operation;

/// The end of the current ticket ("Finalizar").
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct FinishTicket {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The ticket that the person saw.
    pub ticket_id: TicketId,
}

/// The assignment of a ticket: "Assumir", releasing, handing over.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AssignTicket {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The ticket that the person saw.
    pub ticket_id: TicketId,
    /// The person who shall take care of it; none: nobody.
    pub person_id: Option<PersonId>,
}

/// A copy of messages into another channel ("Encaminhar").
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ForwardMessages {
    /// The source conversation.
    pub conversation_id: ConversationId,
    /// The target channel.
    pub channel_id: ChannelId,
    /// The messages.
    pub entries: Vec<EntryId>,
    /// A note for the target's staff.
    pub note: Option<String>,
}

/// The joining of another guardian.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AddGuardian {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The person.
    pub person_id: PersonId,
}

/// The family's answer to the survey.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerCsat {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The rating, from 1 to 5.
    pub rating: Rating,
    /// The family's words, if they wrote any.
    pub comment: Option<String>,
}

/// The reading of everything up to an entry.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct MarkRead {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The newest entry that the person has seen.
    pub seq: Seq,
}

/// Implements [`Operation`] for a struct with a `conversation_id`, and the given methods besides.
macro_rules! in_conversation {
    ($($Name:ident { $($more:tt)* })*) => {$(
        impl Operation for $Name {
            fn target(&self) -> Target {
                self.conversation_id.into()
            }

            fn move_to(&mut self, into: ConversationId) {
                self.conversation_id = into;
            }

            $($more)*
        }
    )*};
}

in_conversation! {
    FinishTicket {
        fn refused_act(&self) -> Option<RefusedAct> {
            Some(RefusedAct::Finish)
        }
    }
    AssignTicket {
        fn refused_act(&self) -> Option<RefusedAct> {
            Some(RefusedAct::Assign)
        }
    }
    ForwardMessages {
        fn words(&self) -> Option<Cow<'_, str>> {
            self.note.as_deref().map(Cow::Borrowed)
        }

        fn refused_act(&self) -> Option<RefusedAct> {
            Some(RefusedAct::Forward)
        }
    }
    AddGuardian {
        fn refused_act(&self) -> Option<RefusedAct> {
            Some(RefusedAct::AddGuardian)
        }
    }
    AnswerCsat {
        fn words(&self) -> Option<Cow<'_, str>> {
            self.comment.as_deref().map(Cow::Borrowed)
        }

        fn refused_act(&self) -> Option<RefusedAct> {
            Some(RefusedAct::AnswerCsat)
        }
    }
    MarkRead {}
}
