//! Wishes of a person who goes to a place in the page: each waits until that place is on the screen and can
//! fulfil it. Going elsewhere forgets the others.

use conversas_domain::ids::{ConversationId, EntryId};

/// The place that somebody goes to, with what is still to be done for them there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Arrival {
    /// Nothing is to be done any more.
    #[default]
    Done,
    /// The person goes on in the list of a channel.
    List,
    /// The person goes on in a conversation.
    Conversation(Errand),
}

/// The wishes of somebody in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Errand {
    conversation: ConversationId,
    /// The wish to write.
    writes: bool,
    /// The wish to write in a conversation that a family has just begun.
    is_begun: bool,
    /// The wish to see a message.
    entry: Option<EntryId>,
    /// The wish to finish the ticket.
    finishes: bool,
    /// The wish to record.
    records: bool,
}

impl Errand {
    /// An errand without a wish: to look at a conversation.
    pub(crate) fn to(conversation: ConversationId) -> Errand {
        Errand { conversation, writes: false, is_begun: false, entry: None, finishes: false, records: false }
    }

    /// Adds the wish to write, if so.
    pub(crate) fn writing(self, writes: bool) -> Errand {
        Errand { writes, ..self }
    }

    /// Adds the wish to write the first words of a new conversation.
    pub(crate) fn beginning(self) -> Errand {
        Errand { writes: true, is_begun: true, ..self }
    }

    /// Adds the wish to see a message.
    pub(crate) fn seeing(self, entry: EntryId) -> Errand {
        Errand { entry: Some(entry), ..self }
    }

    /// Adds the wish to finish the ticket.
    pub(crate) fn finishing(self) -> Errand {
        Errand { finishes: true, ..self }
    }

    /// Adds the wish to record, or to go on with a take.
    pub(crate) fn recording(self) -> Errand {
        Errand { records: true, ..self }
    }

    /// The conversation.
    pub(crate) fn conversation(self) -> ConversationId {
        self.conversation
    }

    /// Whether the person writes next.
    pub(crate) fn writes(self) -> bool {
        self.writes
    }
}

impl Arrival {
    /// The wishes that wait for a conversation; an errand without a wish if none does.
    pub(crate) fn in_conversation(self, conversation: ConversationId) -> Errand {
        match self {
            Arrival::Conversation(errand) if errand.conversation == conversation => errand,
            Arrival::Done | Arrival::List | Arrival::Conversation(_) => Errand::to(conversation),
        }
    }

    /// Whether somebody came to write there.
    pub(crate) fn writes_in(self, conversation: ConversationId) -> bool {
        self.in_conversation(conversation).writes
    }

    /// Whether a family has just begun to write in the conversation.
    pub(crate) fn is_begun(self, conversation: ConversationId) -> bool {
        self.in_conversation(conversation).is_begun
    }

    /// The message that somebody came to see there.
    pub(crate) fn entry_in(self, conversation: ConversationId) -> Option<EntryId> {
        self.in_conversation(conversation).entry
    }

    /// Whether somebody came to finish its ticket.
    pub(crate) fn finishes_in(self, conversation: ConversationId) -> bool {
        self.in_conversation(conversation).finishes
    }

    /// Whether somebody records there next.
    pub(crate) fn records_in(self, conversation: ConversationId) -> bool {
        self.in_conversation(conversation).records
    }

    /// Whether somebody writes next, wherever that is.
    pub(crate) fn writes(self) -> bool {
        matches!(self, Arrival::Conversation(Errand { writes: true, .. }))
    }

    /// Ends the wish to write: the person writes by now, or has gone elsewhere.
    pub(crate) fn end_writing(&mut self) {
        self.end(|errand| errand.writes = false);
    }

    /// Ends the beginning: the host has told whether the conversation had a ticket already.
    pub(crate) fn end_beginning(&mut self) {
        self.end(|errand| errand.is_begun = false);
    }

    /// Ends the wish to see a message: it is on the screen, or cannot be.
    pub(crate) fn end_seeing(&mut self) {
        self.end(|errand| errand.entry = None);
    }

    /// Ends the wish to finish: the person is asked.
    pub(crate) fn end_finishing(&mut self) {
        self.end(|errand| errand.finishes = false);
    }

    /// Ends the wish to record: the person is at the recorder.
    pub(crate) fn end_recording(&mut self) {
        self.end(|errand| errand.records = false);
    }

    /// Ends going to the list: the person is there.
    pub(crate) fn end_list(&mut self) {
        if *self == Arrival::List {
            *self = Arrival::Done;
        }
    }

    fn end(&mut self, part: impl FnOnce(&mut Errand)) {
        if let Arrival::Conversation(errand) = self {
            part(errand);
        }
    }
}

#[cfg(test)]
mod tests;
