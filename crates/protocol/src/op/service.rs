//! Operations in a conversation that are no messages.

use std::borrow::Cow;

use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::rejection::RefusedAct;
use conversas_domain::target::Target;
use serde::{Deserialize, Serialize};

use super::operation::Operation;

/// "Finalizar".
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct FinishTicket {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The ticket that the person saw.
    pub ticket_id: TicketId,
}

/// "Assumir", releasing, handing over.
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

/// "Encaminhar".
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ForwardMessages {
    /// The source conversation.
    pub conversation_id: ConversationId,
    /// The target channel.
    pub channel_id: ChannelId,
    /// The messages.
    pub entries: Vec<EntryId>,
    /// For the target's staff.
    pub note: Option<String>,
}

/// Another guardian joins.
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
    /// 1 to 5.
    pub rating: Rating,
    /// Optional words.
    pub comment: Option<String>,
}

/// Everything up to an entry was read.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct MarkRead {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The newest entry seen.
    pub seq: Seq,
}

/// A struct with a `conversation_id`, and what it says besides.
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
