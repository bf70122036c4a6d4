//! Conversations and entries as a server would send them.

use conversas_domain::conversation::{Counts, Progress, ReadMark};
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::ChannelId;
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::text::MessageText;
use conversas_domain::ticket::Ticket;
use conversas_protocol::{ConversationView, EntryView, GuardianRef, PersonRef, StudentRef, TicketView};

use crate::ids::{fresh, name};

/// Makes a conversation of one guardian, Pending since `at`, without messages yet.
pub fn conversation(channel: ChannelId, guardian: &str, student: &str, at: Moment) -> ConversationView {
    let guardian = GuardianRef { id: fresh(), name: name(guardian), relationship: Relationship::Mother };
    let person = PersonRef { id: guardian.id, name: guardian.name.clone() };
    ConversationView {
        id: fresh(),
        channel_id: channel,
        student: StudentRef { id: fresh(), name: name(student), class_group: "4º ano B".into() },
        ticket: TicketView {
            ticket: Ticket::opened(fresh(), 1, guardian.id, Side::Family, at),
            people: vec![person],
        },
        guardians: vec![guardian],
        earlier: Vec::new(),
        preview: None,
        last_activity: at,
        last_seq: Seq(0),
        counts: Counts::default(),
        handled: None,
        my_mark: ReadMark::default(),
        family: Progress::default(),
        school: Progress::default(),
    }
}

/// Makes a message of the conversation's first guardian.
pub fn message(view: &ConversationView, seq: Seq, text: &str) -> EntryView {
    let guardian = &view.guardians[0];
    EntryView {
        id: fresh(),
        seq,
        conversation_id: view.id,
        ticket_id: view.ticket.ticket.id,
        author: PersonRef { id: guardian.id, name: guardian.name.clone() },
        side: Side::Family,
        at: view.last_activity,
        written_at: view.last_activity,
        counts: view.counts,
        kind: EntryKind::Message { content: MessageText::parse(text).expect("a short text").into() },
        people: Vec::new(),
        channels: Vec::new(),
    }
}
