//! The trait with the properties of every operation, so that other code need not match on each of them.

use std::borrow::Cow;

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::rejection::RefusedAct;
use conversas_domain::target::Target;

use super::OpContent;

/// An operation of any kind. The default methods suit an operation that writes no message.
pub(super) trait Operation {
    /// Answers the target.
    fn target(&self) -> Target;

    /// Answers the message for both sides, if the operation is one.
    fn content(&self) -> Option<&OpContent> {
        None
    }

    /// Answers the identifier of the message or note that the operation writes.
    fn entry_id(&self) -> Option<EntryId> {
        None
    }

    /// Answers all words in the operation that a person typed.
    fn words(&self) -> Option<Cow<'_, str>> {
        None
    }

    /// The act that its author is told of when it is refused. None where the refusal is told in place, as with a message, and
    /// for a read mark, which nobody misses.
    fn refused_act(&self) -> Option<RefusedAct> {
        None
    }

    /// Moves the operation to another conversation; one that is not about a conversation stays as it is.
    fn move_to(&mut self, _into: ConversationId) {}
}
