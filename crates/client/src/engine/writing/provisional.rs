//! Conversations made on this device: they stand in the list at once, until the server says where they belong.

use conversas_domain::conversation::{Counts, Progress, ReadMark};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, StudentId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Ticket;
use conversas_protocol::{ConversationView, GuardianRef, Op, OpContent, PersonRef, StudentRef, TicketView};

use crate::error::Result;
use crate::reader::Reader;
use crate::store::conversations::Conversation;

/// The operation that makes the conversation known to the server.
pub(super) fn first_message(known: &Conversation, entry_id: EntryId, content: OpContent) -> Op {
    Op::OpenConversation {
        conversation_id: known.view.id,
        channel_id: known.view.channel_id,
        student_id: known.view.student.id,
        guardians: known.view.guardians.iter().map(|guardian| guardian.id).collect(),
        entry_id,
        content,
    }
}

/// A conversation that only this device knows, with the ticket its first message will open.
pub(super) fn made_here(
    reader: &Reader,
    channel_id: ChannelId,
    student_id: StudentId,
    id: ConversationId,
    ticket_id: TicketId,
    now: Moment,
) -> Result<Conversation> {
    let directory = &reader.directory;
    let channel = directory.channels.iter().find(|channel| channel.id == channel_id);
    let student = directory.students.iter().find(|student| student.id == student_id);
    let (Some(channel), Some(student)) = (channel, student) else {
        return Err(Rejection::NotFound.into());
    };
    let serves = channel.class_groups.is_empty() || channel.class_groups.contains(&student.class_group);
    if !channel.active || !serves {
        return Err(Rejection::ChannelUnavailable.into());
    }
    let me = PersonRef { id: reader.me, name: directory.me.name.clone() };
    let view = ConversationView {
        id,
        channel_id,
        student: StudentRef {
            id: student.id,
            name: student.name.clone(),
            class_group: student.class_group.clone(),
        },
        guardians: vec![GuardianRef { id: me.id, name: me.name.clone(), relationship: Relationship::Other }],
        ticket: TicketView {
            ticket: Ticket::opened(ticket_id, 1, me.id, Side::Family, now),
            people: vec![me],
        },
        earlier: Vec::new(),
        preview: None,
        last_activity: Moment::default(),
        last_seq: Seq(0),
        counts: Counts::default(),
        my_mark: ReadMark::default(),
        family: Progress::default(),
        school: Progress::default(),
    };
    Ok(Conversation { view, provisional: true, have_after: Seq(0), mark: ReadMark::default() })
}
