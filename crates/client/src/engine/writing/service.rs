//! Acts of a person in a conversation besides writing messages: notes, forwarding, finishing, taking care, guardians, the
//! survey. The domain's rule decides about each act with what this device knows.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::operation::{self, AddGuardianFacts, AssignFacts, Facts, ForwardFacts, Note};
use conversas_domain::text::{Comment, MessageText, TextError};
use conversas_protocol::{
    AddGuardian, AnswerCsat, AssignTicket, FinishTicket, ForwardMessages, Op, WriteNote,
};

use super::Engine;
use super::deciding::{About, about, channel, unused_ids};
use crate::error::Result;
use crate::reader::Reader;

impl Engine {
    /// Writes a note ("Nota interna"). `mentions`: members of the channel whom the note calls.
    pub async fn write_note(
        &self,
        id: ConversationId,
        text: &str,
        mentions: Vec<PersonId>,
    ) -> Result<EntryId> {
        let text = MessageText::parse(text)?;
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let about = about(tx, reader, id, fresh.now)?;
                let all_are_members = mentions.iter().all(|person| is_member(reader, &about, *person));
                let (entry_id, words) = (fresh.entry_id, String::from(text.clone()));
                let note = Note { entry_id, text, mentions: mentions.clone(), all_are_members };
                let decision = operation::write_note(&about.facts, note, fresh.now, &mut unused_ids())?;
                let op = WriteNote { conversation_id: about.known.view.id, entry_id, text: words, mentions };
                about.queue(tx, reader, touched, &decision, (Op::WriteNote(op), fresh))
            })
            .await?;
        Ok(fresh.entry_id)
    }

    /// Forwards messages ("Encaminhar"), all in one operation. `note`: for the target's staff; empty is none.
    pub async fn forward_messages(
        &self,
        id: ConversationId,
        channel_id: ChannelId,
        chosen: Vec<EntryId>,
        note: &str,
    ) -> Result<()> {
        let note = optional(MessageText::parse(note))?.map(String::from);
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let about = about(tx, reader, id, fresh.now)?;
                let asked = ForwardFacts {
                    target: channel(reader, channel_id)?,
                    class_group: about.known.view.student.class_group.clone(),
                    // Only the server knows in which conversation the copies arrive, and what is read there.
                    existing: None,
                    mark: None,
                    conversation_id: about.known.view.id,
                    target_ids: unused_ids(),
                    messages: about.messages(tx, &chosen)?,
                    note: None,
                };
                let decision =
                    operation::forward_messages(&about.facts, asked, fresh.now, &mut unused_ids())?;
                let op = ForwardMessages {
                    conversation_id: about.known.view.id,
                    channel_id,
                    entries: chosen,
                    note,
                };
                about.queue(tx, reader, touched, &decision, (Op::ForwardMessages(op), fresh))
            })
            .await
    }

    /// Finishes a ticket ("Finalizar"). Finishing what is finished, or about to be, is one finish.
    pub async fn finish_ticket(&self, id: ConversationId, ticket_id: TicketId) -> Result<()> {
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let about = about(tx, reader, id, fresh.now)?;
                let decision =
                    operation::finish_ticket(&about.facts, ticket_id, fresh.now, &mut unused_ids())?;
                let op = FinishTicket { conversation_id: about.known.view.id, ticket_id };
                about.queue(tx, reader, touched, &decision, (Op::FinishTicket(op), fresh))
            })
            .await
    }

    /// Says who takes care of a ticket ("Assumir", releasing, handing over). A ticket that is over, or not
    /// the current one any more, stays as it is.
    pub async fn assign_ticket(
        &self,
        id: ConversationId,
        ticket_id: TicketId,
        person_id: Option<PersonId>,
    ) -> Result<()> {
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let about = about(tx, reader, id, fresh.now)?;
                let is_member = person_id.is_some_and(|person| is_member(reader, &about, person));
                let asked = AssignFacts { ticket_id, person_id, is_member };
                let decision = operation::assign_ticket(&about.facts, asked, fresh.now, &mut unused_ids())?;
                let op = AssignTicket { conversation_id: about.known.view.id, ticket_id, person_id };
                about.queue(tx, reader, touched, &decision, (Op::AssignTicket(op), fresh))
            })
            .await
    }

    /// Adds another guardian of the student, for the starter. Adding somebody twice is adding them once.
    pub async fn add_guardian(&self, id: ConversationId, person_id: PersonId) -> Result<()> {
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let about = about(tx, reader, id, fresh.now)?;
                let linked_to_student = is_registered(reader, &about, person_id);
                // Only the server knows whether the set of guardians has a conversation already.
                let asked = AddGuardianFacts { person_id, linked_to_student, same_set: None };
                let decision = operation::add_guardian(&about.facts, &asked, fresh.now, &mut unused_ids())?;
                let op = AddGuardian { conversation_id: about.known.view.id, person_id };
                about.queue(tx, reader, touched, &decision, (Op::AddGuardian(op), fresh))
            })
            .await
    }

    /// Answers the survey of a finished ticket for the family: one answer per ticket. Only the server says
    /// whether the answer came in time, because this device's clock may be wrong.
    pub async fn answer_csat(
        &self,
        id: ConversationId,
        ticket_id: TicketId,
        rating: Rating,
        comment: &str,
    ) -> Result<()> {
        let comment = optional(Comment::parse(comment))?;
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let about = about(tx, reader, id, fresh.now)?;
                let ticket = about.ticket(ticket_id)?;
                let in_time = ticket.finished_at().unwrap_or(fresh.now);
                let facts = Facts { now: in_time, ..about.facts.clone() };
                let decision = operation::answer_csat(
                    &facts,
                    &ticket,
                    rating,
                    comment.clone(),
                    in_time,
                    &mut unused_ids(),
                )?;
                let comment = comment.map(String::from);
                let op = AnswerCsat { conversation_id: about.known.view.id, ticket_id, rating, comment };
                about.queue(tx, reader, touched, &decision, (Op::AnswerCsat(op), fresh))
            })
            .await
    }
}

fn is_member(reader: &Reader, about: &About, person: PersonId) -> bool {
    let channel_id = about.known.view.channel_id;
    let channel = reader.directory.channels.iter().find(|channel| channel.id == channel_id);
    channel.is_some_and(|channel| channel.members.iter().any(|member| member.id == person))
}

/// Whether a person is registered for the student.
fn is_registered(reader: &Reader, about: &About, person: PersonId) -> bool {
    let student_id = about.known.view.student.id;
    let student = reader.directory.students.iter().find(|student| student.id == student_id);
    student.is_some_and(|student| student.guardians.iter().any(|guardian| guardian.id == person))
}

/// Turns a parsed text into an option: an empty text is none.
fn optional<T>(parsed: std::result::Result<T, TextError>) -> Result<Option<T>> {
    match parsed {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Empty) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
