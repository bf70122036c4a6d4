//! One row of the outbox.

use std::borrow::Cow;

use conversas_domain::attachment::Attachment;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ConversationId, EntityId, EntryId, OpId};
use conversas_domain::moment::Moment;
use conversas_domain::target::Target;
use conversas_protocol::{EntryView, Op};

use super::state::OutboxState;

/// An act of this person that the server has not confirmed, or has confirmed and not shown yet. `Debug` shows
/// no text, because [`Op`] does not.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxItem {
    /// Number of the row on the device: it orders rows of the same target. 0 before the row is stored.
    pub n: i64,
    /// The operation's identifier; a repeat carries the same one.
    pub op_id: OpId,
    /// The row's state.
    pub state: OutboxState,
    /// Whether the row's entry came by sync already and is shown from there. For a row outside of
    /// conversations: whether a page of changes came after the receipt.
    pub arrived: bool,
    /// The activity that puts the conversation just above all others in the list that this device knows of,
    /// whatever its clock says.
    pub activity: Moment,
    /// The moment of writing, by this device's clock.
    pub written_at: Moment,
    /// The operation.
    pub op: Op,
    /// The file of the message; none for words and for other operations.
    pub attachment: Option<Box<Attachment>>,
    /// The number of the last change that the operation made, as its receipt said; none before that, or if
    /// there was nothing to change.
    pub seq: Option<Seq>,
    /// The moment at which the person last decided to send the row after all, by this device's clock.
    pub decided_at: Moment,
}

impl OutboxItem {
    /// A row to be added.
    pub(crate) fn new(op_id: OpId, activity: Moment, written_at: Moment, op: Op) -> OutboxItem {
        OutboxItem {
            n: 0,
            op_id,
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

    /// The operation's target: rows of one target are sent one after the other.
    pub fn target(&self) -> Target {
        self.op.target()
    }

    /// The conversation in which the row is shown, if it is about one.
    pub fn conversation_id(&self) -> Option<ConversationId> {
        self.target().conversation_id()
    }

    /// The identifier of the message or note that the row brings, if it brings one.
    pub fn message_id(&self) -> Option<EntryId> {
        self.op.entry_id()
    }

    /// The words of the message that the row brings, if it is one and not a file.
    pub fn text(&self) -> Option<&str> {
        match &self.op {
            Op::WriteNote(note) => Some(&note.text),
            op => op.content()?.text(),
        }
    }

    /// The identifier of the entry that the row shows in the thread: a message's own; for a forward, an event
    /// that this device names.
    pub fn shown_id(&self) -> Option<EntryId> {
        match &self.op {
            Op::ForwardMessages(_) => Some(EntryId::from_uuid(self.op_id.uuid())),
            _ => self.message_id(),
        }
    }

    /// Whether the row is a message that the other side reads too, not a note.
    pub(crate) fn is_for_everybody(&self) -> bool {
        self.op.content().is_some()
    }

    /// Whether the row's effect is expected: it is on its way or confirmed, and not refused.
    pub(crate) fn is_expected(&self) -> bool {
        let shows_elsewhere = self.arrived && self.conversation_id().is_some();
        !shows_elsewhere && matches!(self.state, OutboxState::Queued | OutboxState::Sent)
    }

    /// All words in the row that a person typed.
    pub(crate) fn words(&self) -> Option<Cow<'_, str>> {
        self.op.words()
    }

    /// Whether this event is the entry that the forward left in its own thread.
    pub(crate) fn is_forward_told_by(&self, entry: &EntryView) -> bool {
        match (&self.op, &entry.kind) {
            (Op::ForwardMessages(asked), EntryKind::ForwardedAway { channel_id: to, .. }) => {
                asked.channel_id == *to && self.written_at == entry.written_at
            }
            _ => false,
        }
    }

    /// Whether the row only moves the person's read mark: never shown, never counted, never in the way.
    pub fn is_mark(&self) -> bool {
        matches!(self.op, Op::MarkRead(_))
    }

    /// Whether the row needs a decision of its person.
    pub fn is_undecided(&self) -> bool {
        self.is_unsent() && matches!(self.state, OutboxState::Blocked { .. } | OutboxState::Failed { .. })
    }

    /// Whether the row is still to be sent or decided, so that it would be lost with the device.
    pub fn is_unsent(&self) -> bool {
        !self.is_mark() && !self.arrived && self.state != OutboxState::Sent
    }
}

#[cfg(test)]
mod tests;
