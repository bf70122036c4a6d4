//! Acts of a person in a conversation besides writing messages: notes, forwarding, taking care, guardians, the survey.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::permission::Action;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{Comment, MessageText, TextError};
use conversas_domain::ticket::Status;
use conversas_protocol::{AddGuardian, AnswerCsat, AssignTicket, Directory, ForwardMessages, Op, WriteNote};

use super::{Conversation, Engine, writable, write};
use crate::conversation::{adding, answers};
use crate::engine::detail::{addable, targets};
use crate::error::Result;
use crate::expected::expected;
use crate::store::{Transaction, entries, outbox};

/// Most messages in one forward.
const FORWARD_LIMIT: usize = 100;

impl Engine {
    /// "Nota interna". `mentions`: members of the channel whom it calls.
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
                let known = writable(tx, reader, id, Action::WriteNote)?;
                if !mentions.iter().all(|person| is_member(&reader.directory, &known, *person)) {
                    return Err(Rejection::NotAMember.into());
                }
                let text = String::from(text);
                let op = Op::WriteNote(WriteNote {
                    conversation_id: id,
                    entry_id: fresh.entry_id,
                    text,
                    mentions,
                });
                write(tx, reader, touched, &known, op, fresh)
            })
            .await?;
        Ok(fresh.entry_id)
    }

    /// "Encaminhar": all of it is one operation. `note`: for the target's staff; empty is none.
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
                let known = writable(tx, reader, id, Action::Forward)?;
                if targets(&reader.directory, &known.view).all(|channel| channel.id != channel_id) {
                    return Err(Rejection::ChannelUnavailable.into());
                }
                if chosen.is_empty() || chosen.len() > FORWARD_LIMIT {
                    return Err(Rejection::NotForwardable.into());
                }
                for entry_id in &chosen {
                    require_message(tx, id, *entry_id)?;
                }
                let op = Op::ForwardMessages(ForwardMessages {
                    conversation_id: id,
                    channel_id,
                    entries: chosen,
                    note,
                });
                write(tx, reader, touched, &known, op, fresh)
            })
            .await
    }

    /// "Assumir", releasing, handing over. A ticket that is over, or not the current one any more, stays as it is.
    pub async fn assign_ticket(
        &self,
        id: ConversationId,
        ticket_id: TicketId,
        person_id: Option<PersonId>,
    ) -> Result<()> {
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let known = writable(tx, reader, id, Action::Assign)?;
                if !person_id.is_none_or(|person| is_member(&reader.directory, &known, person)) {
                    return Err(Rejection::NotAMember.into());
                }
                let ticket = &known.view.ticket.ticket;
                let expected = expected(ticket, &outbox::of(tx, id)?, reader.side());
                let is_open =
                    ticket.id == ticket_id && !expected.is_new && expected.status != Status::Finished;
                if !is_open || expected.assignee == person_id {
                    return Ok(());
                }
                let op = Op::AssignTicket(AssignTicket { conversation_id: id, ticket_id, person_id });
                write(tx, reader, touched, &known, op, fresh)
            })
            .await
    }

    /// The starter adds another guardian of the student. Adding somebody twice is adding them once.
    pub async fn add_guardian(&self, id: ConversationId, person_id: PersonId) -> Result<()> {
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let known = writable(tx, reader, id, Action::AddGuardian)?;
                let view = &known.view;
                let takes_part = view.guardians.iter().any(|guardian| guardian.id == person_id);
                if takes_part || adding(view, &outbox::of(tx, id)?).contains(&person_id) {
                    return Ok(());
                }
                if view.guardians.first().is_none_or(|starter| starter.id != reader.me) {
                    return Err(Rejection::Forbidden.into());
                }
                let addable = addable(&reader.directory, view, reader.me);
                if addable.iter().all(|guardian| guardian.id != person_id) {
                    return Err(Rejection::GuardianNotAddable.into());
                }
                let op = Op::AddGuardian(AddGuardian { conversation_id: id, person_id });
                write(tx, reader, touched, &known, op, fresh)
            })
            .await
    }

    /// The family's answer to the survey of a finished ticket: one per ticket. Whether it came in time the server says.
    pub async fn answer_csat(
        &self,
        id: ConversationId,
        ticket_id: TicketId,
        rating: Rating,
        comment: &str,
    ) -> Result<()> {
        let comment = optional(Comment::parse(comment))?.map(String::from);
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let known = writable(tx, reader, id, Action::AnswerCsat)?;
                let all = [&known.view.ticket].into_iter().chain(&known.view.earlier);
                let ticket = all.map(|view| &view.ticket).find(|ticket| ticket.id == ticket_id);
                let ticket = ticket.ok_or(Rejection::NotFound)?;
                let is_queued = answers(&outbox::of(tx, id)?).iter().any(|it| it.ticket_id == ticket_id);
                if ticket.finished_at().is_none() || ticket.csat.is_some() || is_queued {
                    return Err(Rejection::SurveyClosed.into());
                }
                let op = Op::AnswerCsat(AnswerCsat { conversation_id: id, ticket_id, rating, comment });
                write(tx, reader, touched, &known, op, fresh)
            })
            .await
    }
}

fn is_member(directory: &Directory, known: &Conversation, person: PersonId) -> bool {
    let channel = directory.channels.iter().find(|channel| channel.id == known.view.channel_id);
    channel.is_some_and(|channel| channel.members.iter().any(|member| member.id == person))
}

/// Only messages of this thread are forwarded: not notes, not events, not what the server has not numbered.
fn require_message(tx: &Transaction<'_>, id: ConversationId, entry_id: EntryId) -> Result<()> {
    let seq = entries::seq_of(tx, Some(id), entry_id)?;
    let entry = seq.map(|seq| entries::by_seq(tx, seq)).transpose()?.flatten();
    if !entry.is_some_and(|entry| entry.kind.is_message()) {
        return Err(Rejection::NotForwardable.into());
    }
    Ok(())
}

/// An empty text is none.
fn optional<T>(parsed: std::result::Result<T, TextError>) -> Result<Option<T>> {
    match parsed {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Empty) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
