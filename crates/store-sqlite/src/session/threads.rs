//! Conversations, tickets, entries, read marks.

use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, StudentId, TicketId};
use conversas_domain::inbox::InboxKey;
use conversas_domain::person::Side;
use conversas_domain::ticket::Ticket;
use conversas_store::StoreError;
use conversas_store::threads::{
    Arrival, ByOthers, ConversationRow, Conversations, Entry, EntryPlace, GuardianIn, Names, ThreadWrites,
    Threads,
};

use super::Session;
use crate::error::told;
use crate::{conversations, entries, marks, participants, people, progress, tickets};

impl Threads for Session<'_> {
    read! {
        fn conversation(id: ConversationId) -> Option<ConversationRow> = conversations::load;
        fn conversations(ids: &[ConversationId]) -> Conversations = conversations::load_all;
        fn conversation_exists(id: ConversationId) -> bool = conversations::exists;
        fn conversation_of(
            channel: ChannelId, student: StudentId, guardians: &[PersonId]
        ) -> Option<ConversationId> = conversations::same;
        fn channel_page(channel: ChannelId, after: Option<InboxKey>, limit: usize) -> Vec<InboxKey>
            = conversations::of_channel;
        fn guardian_page(guardian: PersonId, after: Option<InboxKey>, limit: usize) -> Vec<InboxKey>
            = conversations::of_guardian;
        fn participants(id: ConversationId) -> Vec<PersonId> = participants::of;
        fn guardians_in(ids: &[ConversationId]) -> Vec<(ConversationId, GuardianIn)> = participants::in_all;
        fn guardians_seeing(id: ConversationId) -> Vec<PersonId> = participants::seeing;
        fn conversations_about(guardian: PersonId, student: StudentId) -> Vec<ConversationId>
            = participants::conversations_about;
        fn read_mark(person: PersonId, id: ConversationId) -> ReadMark = marks::load;
        fn read_marks(person: PersonId, ids: &[ConversationId]) -> Vec<(ConversationId, ReadMark)> = marks::load_all;
        fn ticket(id: ConversationId, ticket: TicketId) -> Option<Ticket> = tickets::load;
        fn tickets_before(current: &[(ConversationId, u32)], limit: u32) -> Vec<(ConversationId, Ticket)> = tickets::before;
        fn names(people: &[PersonId], channels: &[ChannelId]) -> Names = people::names;
        fn entry_places(ids: &[EntryId]) -> Vec<EntryPlace> = entries::places;
        fn entries(id: ConversationId, entries: &[EntryId]) -> Vec<Entry> = entries::by_ids;
        fn entries_at(places: &[(ConversationId, Seq)]) -> Vec<Entry> = entries::at;
        fn entries_before(id: ConversationId, seq: Seq, reader: Side, limit: usize) -> Vec<Entry> = entries::before;
        fn colleagues_answer(id: ConversationId, ticket: TicketId, me: PersonId, after: Seq) -> Option<Seq>
            = entries::colleagues_answer;
        fn by_others(id: ConversationId, me: PersonId, after: Seq) -> ByOthers = entries::by_others;
        fn arrivals_at_channels(channels: &[ChannelId], up_to: Seq) -> Vec<Arrival> = progress::arrivals_at_channels;
        fn arrivals_at_guardian(guardian: PersonId, up_to: Seq) -> Vec<Arrival> = progress::arrivals_at_guardian;
    }
}

impl ThreadWrites for Session<'_> {
    write! {
        fn insert_conversation(row: &ConversationRow, guardians: &[PersonId]) -> () = conversations::insert;
        fn update_conversation(row: &ConversationRow) -> () = conversations::save;
        fn update_guardian_set(id: ConversationId, guardians: &[PersonId]) -> () = conversations::set_guardians;
        fn insert_participant(id: ConversationId, person: PersonId) -> () = participants::insert;
        fn put_ticket(id: ConversationId, ticket: &Ticket) -> () = tickets::put;
        fn insert_entry(entry: &Entry) -> () = entries::insert;
        fn advance_mark(person: PersonId, id: ConversationId, mark: ReadMark) -> bool = marks::advance;
        fn advance_delivered(id: ConversationId, side: Side, to: Seq) -> () = progress::advance_delivered;
    }
}
