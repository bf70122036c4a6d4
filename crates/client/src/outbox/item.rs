//! One row of the outbox.

use conversas_domain::ids::{ConversationId, EntryId, OpId};
use conversas_domain::moment::Moment;
use conversas_protocol::Op;

use super::state::OutboxState;

/// Something I did that the server has not confirmed, or confirmed and not shown yet. `Debug` shows no text, because
/// [`Op`] does not.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxItem {
    /// This device's number: the order within a conversation. 0 before it is stored.
    pub n: i64,
    /// The operation's identifier; a repeat carries the same one.
    pub op_id: OpId,
    /// Where it is shown.
    pub conversation_id: ConversationId,
    /// How far it got.
    pub state: OutboxState,
    /// Its entry came by sync already and is shown from there.
    pub arrived: bool,
    /// Where it puts its conversation in the list: just above all that the device knows of, whatever its clock says.
    pub activity: Moment,
    /// This device's clock.
    pub written_at: Moment,
    /// What to do.
    pub op: Op,
}

impl OutboxItem {
    /// The message it brings, if it is one.
    pub fn message(&self) -> Option<(EntryId, &str)> {
        message_of(&self.op)
    }

    /// Only moves my read mark: never shown, never counted, never in the way.
    pub fn is_mark(&self) -> bool {
        matches!(self.op, Op::MarkRead { .. })
    }

    /// Still to be sent or decided: what would be lost with the device.
    pub fn is_unsent(&self) -> bool {
        !self.is_mark() && !self.arrived && self.state != OutboxState::Sent
    }
}

/// Identifier and words of the message an operation brings. A note is one too.
pub(crate) fn message_of(op: &Op) -> Option<(EntryId, &str)> {
    match op {
        Op::OpenConversation { entry_id, text, .. }
        | Op::SendMessage { entry_id, text, .. }
        | Op::StartTicket { entry_id, text, .. }
        | Op::WriteNote { entry_id, text, .. } => Some((*entry_id, text)),
        Op::FinishTicket { .. }
        | Op::ForwardMessages { .. }
        | Op::AddGuardian { .. }
        | Op::AnswerCsat { .. }
        | Op::MarkRead { .. } => None,
    }
}

/// The same operation in another conversation.
pub(crate) fn moved(op: Op, into: ConversationId) -> Op {
    let mut op = op;
    match &mut op {
        Op::OpenConversation { conversation_id, .. }
        | Op::SendMessage { conversation_id, .. }
        | Op::StartTicket { conversation_id, .. }
        | Op::FinishTicket { conversation_id, .. }
        | Op::WriteNote { conversation_id, .. }
        | Op::ForwardMessages { conversation_id, .. }
        | Op::AddGuardian { conversation_id, .. }
        | Op::AnswerCsat { conversation_id, .. }
        | Op::MarkRead { conversation_id, .. } => *conversation_id = into,
    }
    op
}
