//! The trait by which every operation speaks for itself, so that nobody else has to look into each of them.

use std::borrow::Cow;

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::rejection::RefusedAct;
use conversas_domain::target::Target;

use super::OpContent;

/// An operation, whatever it does. What is said here holds unless an operation says otherwise.
pub(super) trait Operation {
    /// The target.
    fn target(&self) -> Target;

    /// The message that it is, for both sides.
    fn content(&self) -> Option<&OpContent> {
        None
    }

    /// Identifier of the message or note that it writes.
    fn entry_id(&self) -> Option<EntryId> {
        None
    }

    /// All words in it that a person typed.
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
