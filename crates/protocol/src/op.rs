//! Operations: everything that a person does to change something. Also the receipts of operations.
//!
//! | file | what |
//! |---|---|
//! | [`message`], [`service`], [`reply`] | the operations, a struct each |
//! | [`operation`] | the trait with the properties of every operation |
//! | [`content`] | the content of a message |
//! | [`receipt`] | the server's answer |
//!
//! To add an operation: a struct in the file of its subject with its [`Operation`], a line in the list below,
//! a snapshot. Its meaning stands in the domain.

use std::borrow::Cow;
use std::fmt;

use conversas_domain::ids::{ConversationId, EntryId, OpId};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::RefusedAct;
use conversas_domain::target::Target;
use serde::{Deserialize, Serialize};

use crate::Raw;
use operation::Operation;

mod content;
mod message;
mod operation;
mod receipt;
mod reply;
mod service;

pub use content::*;
pub use message::*;
pub use receipt::*;
pub use reply::*;
pub use service::*;

/// One operation. Sending it again with the same `op_id` answers the stored receipt and changes nothing.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpRequest {
    /// The operation's identifier, chosen by the client.
    pub op_id: OpId,
    /// The time of the act by the device's clock.
    pub written_at: Moment,
    /// The operation.
    pub op: Op,
}

impl OpRequest {
    /// Answers whether this JSON is an operation of a kind that only a newer program knows.
    pub fn is_of_newer(json: &Raw) -> bool {
        #[derive(Deserialize)]
        struct Asked {
            op: Named,
        }
        #[derive(Deserialize)]
        struct Named {
            #[serde(rename = "type")]
            name: String,
        }
        json.read::<Asked>().is_ok_and(|asked| !Op::NAMES.contains(&asked.op.name.as_str()))
    }
}

/// The list of operations, each with its name as it travels.
macro_rules! operations {
    ($($(#[$doc:meta])* $Name:ident = $name:literal,)*) => {
        /// An act of a person. Texts are raw here: the server parses them with the domain's rules.
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum Op {$(
            $(#[$doc])*
            $Name($Name),
        )*}

        impl Op {
            /// The names of all operations, as they travel.
            pub const NAMES: &[&str] = &[$($name),*];

            /// Answers the operation's name, for logs.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Op::$Name(_) => $name,)*
                }
            }

            fn operation(&self) -> &dyn Operation {
                match self {
                    $(Op::$Name(op) => op,)*
                }
            }

            fn operation_mut(&mut self) -> &mut dyn Operation {
                match self {
                    $(Op::$Name(op) => op,)*
                }
            }
        }

        $(
            impl From<$Name> for Op {
                fn from(op: $Name) -> Op {
                    Op::$Name(op)
                }
            }

            /// Shows the operation's name and target, and never a text (rule 22).
            impl fmt::Debug for $Name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{}({})", $name, self.target())
                }
            }
        )*
    };
}

operations! {
    /// The first message to a channel about a student.
    OpenConversation = "open_conversation",
    /// A message in the current ticket.
    SendMessage = "send_message",
    /// A message that opens the next ticket.
    StartTicket = "start_ticket",
    /// The end of the current ticket ("Finalizar").
    FinishTicket = "finish_ticket",
    /// An internal note ("Nota interna").
    WriteNote = "write_note",
    /// The assignment of a ticket: "Assumir", releasing, handing over.
    AssignTicket = "assign_ticket",
    /// A copy of messages into another channel ("Encaminhar").
    ForwardMessages = "forward_messages",
    /// The joining of another guardian.
    AddGuardian = "add_guardian",
    /// The family's answer to the survey.
    AnswerCsat = "answer_csat",
    /// The reading of everything up to an entry.
    MarkRead = "mark_read",
    /// The making or replacing of a canned reply.
    SaveReply = "save_reply",
    /// The removal of a canned reply.
    DeleteReply = "delete_reply",
}

/// Shows the operation's name and target, and never a text (rule 22).
impl fmt::Debug for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.name(), self.target())
    }
}

impl Op {
    /// Answers the target; of a first message the client's proposal.
    pub fn target(&self) -> Target {
        self.operation().target()
    }

    /// Answers the content, if the operation is a message for both sides.
    pub fn content(&self) -> Option<&OpContent> {
        self.operation().content()
    }

    /// Answers the identifier of the message or note that the operation writes, if it writes one.
    pub fn entry_id(&self) -> Option<EntryId> {
        self.operation().entry_id()
    }

    /// Answers all words in the operation that a person typed.
    pub fn words(&self) -> Option<Cow<'_, str>> {
        self.operation().words()
    }

    /// The act that its author is told of when it is refused. None where the refusal is told in place, and for a read mark.
    pub fn refused_act(&self) -> Option<RefusedAct> {
        self.operation().refused_act()
    }

    /// The same operation in another conversation. What is not about a conversation stays as it is.
    #[must_use]
    pub fn moved(mut self, into: ConversationId) -> Op {
        self.operation_mut().move_to(into);
        self
    }
}
