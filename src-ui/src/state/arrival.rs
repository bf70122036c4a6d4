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
mod tests {
    use super::*;

    fn conversation(number: u32) -> ConversationId {
        format!("01890000-0000-7000-b000-{number:012}").parse().expect("an id")
    }

    fn entry() -> EntryId {
        "01890000-0000-7000-8000-000000000009".parse().expect("an id")
    }

    #[test]
    fn each_wish_waits_for_its_part_and_ends_alone() {
        let here = conversation(1);
        let errand = Errand::to(here).writing(true).seeing(entry()).finishing();
        let mut arrival = Arrival::Conversation(errand);
        let wishes =
            |arrival: Arrival| (arrival.writes_in(here), arrival.entry_in(here), arrival.finishes_in(here));
        assert_eq!(wishes(arrival), (true, Some(entry()), true));
        arrival.end_seeing();
        assert_eq!(wishes(arrival), (true, None, true));
        arrival.end_finishing();
        assert_eq!(wishes(arrival), (true, None, false));
        arrival.end_writing();
        assert_eq!(wishes(arrival), (false, None, false));
        assert!(!arrival.writes());
    }

    #[test]
    fn a_wish_is_for_one_conversation_and_another_one_forgets_it() {
        let (here, there) = (conversation(1), conversation(2));
        let arrival = Arrival::Conversation(Errand::to(here).writing(true).seeing(entry()).finishing());
        assert!(arrival.writes());
        assert!(!arrival.writes_in(there) && !arrival.finishes_in(there));
        assert_eq!(arrival.entry_in(there), None);
        let next = Arrival::Conversation(arrival.in_conversation(there).finishing());
        assert_eq!(next, Arrival::Conversation(Errand::to(there).finishing()));
        assert!(!next.finishes_in(here), "no dialog opens when somebody comes back there later");
    }

    #[test]
    fn whoever_is_there_already_gets_a_wish_beside_those_that_wait() {
        let here = conversation(1);
        let arrival = Arrival::Conversation(Errand::to(here).writing(true));
        let arrival = Arrival::Conversation(arrival.in_conversation(here).finishing());
        assert!(arrival.writes_in(here) && arrival.finishes_in(here));
        assert_eq!(arrival.in_conversation(here).conversation(), here);
    }

    #[test]
    fn a_conversation_that_was_just_begun_is_written_in_until_its_ticket_is_known() {
        let here = conversation(1);
        let mut arrival = Arrival::Conversation(Errand::to(here).beginning());
        assert!(arrival.is_begun(here) && arrival.writes_in(here) && !arrival.is_begun(conversation(2)));
        arrival.end_beginning();
        assert!(!arrival.is_begun(here) && arrival.writes_in(here));
    }

    #[test]
    fn whoever_records_goes_on_at_the_recorder_of_that_conversation() {
        let (here, there) = (conversation(1), conversation(2));
        let mut arrival = Arrival::Conversation(Errand::to(here).writing(true).recording());
        assert!(arrival.records_in(here) && !arrival.records_in(there));
        arrival.end_recording();
        assert!(!arrival.records_in(here) && arrival.writes_in(here));
    }

    #[test]
    fn whoever_is_in_the_list_is_not_fetched_back_into_it() {
        let mut arrival = Arrival::List;
        arrival.end_writing();
        assert_eq!(arrival, Arrival::List);
        arrival.end_list();
        assert_eq!(arrival, Arrival::Done);
        let mut elsewhere = Arrival::Conversation(Errand::to(conversation(1)).writing(true));
        elsewhere.end_list();
        assert!(elsewhere.writes(), "they have gone on into a conversation");
    }
}
