//! Everything about a conversation but its thread, with what my queued items will make of it.

use std::fmt;

use conversas_domain::conversation::{Counts, Progress, ReadMark};
use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, PersonId, StudentId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::ticket::{Status, Ticket};
use conversas_protocol::{
    AddGuardian, AnswerCsat, ConversationView, GuardianRef, Op, PersonRef, Presence, StudentRef, TicketView,
};

use crate::outbox::OutboxItem;
use crate::reader::Reader;
use crate::store::conversations::Conversation;

/// A conversation as it is shown.
#[derive(Clone)]
pub struct ConversationDetail {
    /// The conversation as the server knows it, or as it was made here.
    pub view: ConversationView,
    /// The current ticket's status, or the one that it will have after a start or a finish of this person
    /// that is still queued.
    pub status: Status,
    /// The words in the composer.
    pub draft: String,
    /// The reader may write here.
    pub can_write: bool,
    /// The reader may finish the current ticket.
    pub can_finish: bool,
    /// The reader belongs to the channel's staff.
    pub is_member: bool,
    /// The person who takes care of the current ticket, or will after an assignment of this person that is
    /// still queued.
    pub assignee: Option<PersonRef>,
    /// The channel's members, by name; empty for families.
    pub colleagues: Vec<PersonRef>,
    /// Colleagues who are in the conversation now, by name; empty for families.
    pub present: Vec<Presence>,
    /// Channels that messages can be forwarded to, by name; empty for families.
    pub targets: Vec<ChannelId>,
    /// Guardians of the student whom the reader may add, by name, those of `adding` among them.
    pub addable: Vec<GuardianRef>,
    /// Guardians whom this person added and of whom the server does not know yet.
    pub adding: Vec<PersonId>,
    /// Answers of the reader to surveys that wait to be sent.
    pub answers: Vec<QueuedAnswer>,
    /// The number of messages that the reader has not read.
    pub unread: u32,
}

impl fmt::Debug for ConversationDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConversationDetail").field("id", &self.view.id).finish_non_exhaustive()
    }
}

/// An answer to a survey that waits to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct QueuedAnswer {
    /// The ticket that the survey is about.
    pub ticket_id: TicketId,
    /// 1 to 5.
    pub rating: Rating,
    /// The comment; empty: none.
    pub comment: String,
    /// The moment of the answer, by this device's clock.
    pub at: Moment,
}

/// Answers the guardians that queued items will add.
pub(crate) fn adding(view: &ConversationView, items: &[OutboxItem]) -> Vec<PersonId> {
    let asked = items.iter().filter(|item| item.is_expected()).filter_map(|item| match &item.op {
        Op::AddGuardian(AddGuardian { person_id, .. }) => Some(*person_id),
        _ => None,
    });
    asked.filter(|id| view.guardians.iter().all(|guardian| guardian.id != *id)).collect()
}

/// Answers the survey answers among queued items.
pub(crate) fn answers(items: &[OutboxItem]) -> Vec<QueuedAnswer> {
    let queued = items.iter().filter(|item| item.is_expected()).filter_map(|item| match &item.op {
        Op::AnswerCsat(AnswerCsat { ticket_id, rating, comment, .. }) => Some(QueuedAnswer {
            ticket_id: *ticket_id,
            rating: *rating,
            comment: comment.clone().unwrap_or_default(),
            at: item.written_at,
        }),
        _ => None,
    });
    queued.collect()
}

/// Makes a conversation that only this device knows, with the ticket that its first message will open. None:
/// the student is not the reader's.
pub(crate) fn made_here_about(
    reader: &Reader,
    channel_id: ChannelId,
    student_id: StudentId,
    id: ConversationId,
    (ticket_id, now): (TicketId, Moment),
) -> Option<Conversation> {
    let directory = &reader.directory;
    let student = directory.students.iter().find(|student| student.id == student_id)?;
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
        handled: None,
        my_mark: ReadMark::default(),
        family: Progress::default(),
        school: Progress::default(),
    };
    Some(Conversation { view: view.into(), provisional: true, have_after: Seq(0), mark: ReadMark::default() })
}

#[cfg(test)]
mod tests;
