//! One row of the outbox.

use conversas_domain::attachment::Attachment;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ConversationId, EntityId, EntryId, OpId};
use conversas_domain::moment::Moment;
use conversas_protocol::{EntryView, Op};

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
    /// The file that the message is, if it is one.
    pub attachment: Option<Box<Attachment>>,
    /// The last change it made, as its receipt said; none before that, or if there was nothing to change.
    pub seq: Option<Seq>,
    /// When the person last decided that it is to be sent after all, this device's clock.
    pub decided_at: Moment,
}

impl OutboxItem {
    /// A row to be added.
    pub(crate) fn new(op_id: OpId, activity: Moment, written_at: Moment, op: Op) -> OutboxItem {
        OutboxItem {
            n: 0,
            op_id,
            conversation_id: op.conversation_id(),
            state: OutboxState::Queued,
            arrived: false,
            activity,
            written_at,
            op,
            attachment: None,
            seq: None,
            decided_at: Moment::default(),
        }
    }

    /// Identifier of the message it brings, if it is one. A note is one too.
    pub fn message_id(&self) -> Option<EntryId> {
        message_of(&self.op).map(|(entry_id, _)| entry_id)
    }

    /// The words of the message it brings, if it is one and not a file.
    pub fn text(&self) -> Option<&str> {
        message_of(&self.op).and_then(|(_, text)| text)
    }

    /// Identifier of what it shows in the thread: a message's own; a forward is an event that this device names.
    pub fn shown_id(&self) -> Option<EntryId> {
        match &self.op {
            Op::ForwardMessages { .. } => Some(EntryId::from_uuid(self.op_id.uuid())),
            _ => self.message_id(),
        }
    }

    /// A message that the other side reads too: not a note.
    pub(crate) fn is_for_everybody(&self) -> bool {
        matches!(self.op, Op::OpenConversation { .. } | Op::SendMessage { .. } | Op::StartTicket { .. })
    }

    /// Whether it counts on what will be: on its way or confirmed, and not refused.
    pub(crate) fn is_expected(&self) -> bool {
        !self.arrived && matches!(self.state, OutboxState::Queued | OutboxState::Sent)
    }

    /// All words in it that a person typed.
    pub(crate) fn words(&self) -> Option<&str> {
        match &self.op {
            Op::ForwardMessages { note, .. } => note.as_deref(),
            Op::AnswerCsat { comment, .. } => comment.as_deref(),
            _ => self.text(),
        }
    }

    /// Whether this event is what the forward left in its own thread.
    pub(crate) fn is_forward_told_by(&self, entry: &EntryView) -> bool {
        match (&self.op, &entry.kind) {
            (Op::ForwardMessages { channel_id, .. }, EntryKind::ForwardedAway { channel_id: to, .. }) => {
                channel_id == to && self.written_at == entry.written_at
            }
            _ => false,
        }
    }

    /// Only moves my read mark: never shown, never counted, never in the way.
    pub fn is_mark(&self) -> bool {
        matches!(self.op, Op::MarkRead { .. })
    }

    /// Needs a decision of its person.
    pub fn is_undecided(&self) -> bool {
        self.is_unsent() && matches!(self.state, OutboxState::Blocked { .. } | OutboxState::Failed { .. })
    }

    /// Still to be sent or decided: what would be lost with the device.
    pub fn is_unsent(&self) -> bool {
        !self.is_mark() && !self.arrived && self.state != OutboxState::Sent
    }
}

fn message_of(op: &Op) -> Option<(EntryId, Option<&str>)> {
    match op {
        Op::OpenConversation { entry_id, content, .. }
        | Op::SendMessage { entry_id, content, .. }
        | Op::StartTicket { entry_id, content, .. } => Some((*entry_id, content.text())),
        Op::WriteNote { entry_id, text, .. } => Some((*entry_id, Some(text))),
        Op::FinishTicket { .. }
        | Op::AssignTicket { .. }
        | Op::ForwardMessages { .. }
        | Op::AddGuardian { .. }
        | Op::AnswerCsat { .. }
        | Op::MarkRead { .. } => None,
    }
}

/// The same operation in another conversation.
pub(crate) fn moved(mut op: Op, into: ConversationId) -> Op {
    match &mut op {
        Op::OpenConversation { conversation_id, .. }
        | Op::SendMessage { conversation_id, .. }
        | Op::StartTicket { conversation_id, .. }
        | Op::FinishTicket { conversation_id, .. }
        | Op::WriteNote { conversation_id, .. }
        | Op::AssignTicket { conversation_id, .. }
        | Op::ForwardMessages { conversation_id, .. }
        | Op::AddGuardian { conversation_id, .. }
        | Op::AnswerCsat { conversation_id, .. }
        | Op::MarkRead { conversation_id, .. } => *conversation_id = into,
    }
    op
}
