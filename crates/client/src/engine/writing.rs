//! What a person does to a conversation. Each is checked with the domain's rules as far as this device knows, and is
//! durable on it when the method answers.

use conversas_domain::ids::{ChannelId, ConversationId, EntryId, OpId, StudentId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::permission::{Action, require};
use conversas_domain::person::Side;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::MessageText;
use conversas_domain::ticket::Status;
use conversas_protocol::Op;
use rusqlite::Transaction;

use super::Engine;
use crate::conversation::expected;
use crate::error::{Error, Result};
use crate::event::Touched;
use crate::outbox::choose::{self, Choice};
use crate::outbox::{OutboxItem, OutboxState};
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{conversations, drafts, inbox, outbox, rows, session};
use crate::thread::Place;

mod provisional;

use provisional::{first_message, made_here};

/// Where a first message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// An existing conversation, or one made on this device.
    pub conversation_id: ConversationId,
    /// The message.
    pub entry_id: EntryId,
}

/// What every written item needs and only the engine can give.
#[derive(Clone, Copy)]
struct Fresh {
    op_id: OpId,
    entry_id: EntryId,
    now: Moment,
}

impl Engine {
    fn fresh(&self) -> Fresh {
        Fresh { op_id: self.inner.fresh_id(), entry_id: self.inner.fresh_id(), now: self.inner.clock.now() }
    }

    /// Writes a message. `seen`: newest place the person had on the screen.
    pub async fn send_message(&self, id: ConversationId, text: &str, seen: Option<Place>) -> Result<EntryId> {
        let text = MessageText::parse(text)?;
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let known = writable(tx, reader, id, Action::Write)?;
                let items = outbox::of(tx, id)?;
                let ticket = &known.view.ticket.ticket;
                let status = expected(ticket.id, ticket.status, &items, reader.side()).status;
                if status == Status::Finished && reader.side() == Side::School {
                    return Err(Rejection::TicketFinished.into());
                }
                let seen = seen.map(|place| match place {
                    Place::Numbered(seq) => seq,
                    Place::Unsent(_) => known.view.last_seq,
                });
                let is_first = known.provisional
                    && !items.iter().any(|item| matches!(item.op, Op::OpenConversation { .. }));
                let op = if is_first {
                    first_message(&known, fresh.entry_id, &text)
                } else {
                    Op::SendMessage {
                        conversation_id: id,
                        entry_id: fresh.entry_id,
                        text: String::from(text),
                        seen,
                    }
                };
                write(tx, reader, touched, &known, op, fresh)
            })
            .await?;
        Ok(fresh.entry_id)
    }

    /// "Iniciar novo atendimento" with its first message.
    pub async fn start_ticket(&self, id: ConversationId, text: &str) -> Result<EntryId> {
        let text = MessageText::parse(text)?;
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let known = writable(tx, reader, id, Action::Write)?;
                let ticket = &known.view.ticket.ticket;
                let items = outbox::of(tx, id)?;
                if expected(ticket.id, ticket.status, &items, reader.side()).status != Status::Finished {
                    return Err(Rejection::TicketStillOpen.into());
                }
                let op = Op::StartTicket {
                    conversation_id: id,
                    entry_id: fresh.entry_id,
                    text: String::from(text),
                };
                write(tx, reader, touched, &known, op, fresh)
            })
            .await?;
        Ok(fresh.entry_id)
    }

    /// "Finalizar". Finishing what is finished, or about to be, is one finish.
    pub async fn finish_ticket(&self, id: ConversationId, ticket_id: TicketId) -> Result<()> {
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| {
                let known = writable(tx, reader, id, Action::Finish)?;
                let ticket = &known.view.ticket.ticket;
                let items = outbox::of(tx, id)?;
                let expected = expected(ticket.id, ticket.status, &items, reader.side());
                if ticket.id != ticket_id || expected.is_new || expected.status == Status::Finished {
                    return Ok(());
                }
                let op = Op::FinishTicket { conversation_id: id, ticket_id };
                write(tx, reader, touched, &known, op, fresh)
            })
            .await
    }

    /// A guardian's message to a channel about a student. The same channel and student lead to the same conversation;
    /// a new one is made here at once and gets its final place from the server.
    pub async fn open_conversation(
        &self,
        channel_id: ChannelId,
        student_id: StudentId,
        text: &str,
    ) -> Result<Opened> {
        let text = MessageText::parse(text)?;
        let fresh = self.fresh();
        let (new_id, ticket_id) = (self.inner.fresh_id(), self.inner.fresh_id());
        let conversation_id = self
            .inner
            .change(move |tx, reader, touched| {
                let directory = session::load(tx)?.directory.ok_or(Error::SignedOut)?;
                let existing = conversations::about(tx, channel_id, student_id)?
                    .into_iter()
                    .find(|known| known.view.guardians.iter().all(|guardian| guardian.id == reader.me));
                let known = match existing {
                    Some(known) => known,
                    None => {
                        made_here(&directory, reader, channel_id, student_id, new_id, ticket_id, fresh.now)?
                    }
                };
                let is_first = known.provisional
                    && !outbox::of(tx, known.view.id)?
                        .iter()
                        .any(|item| matches!(item.op, Op::OpenConversation { .. }));
                let op = if is_first {
                    first_message(&known, fresh.entry_id, &text)
                } else {
                    Op::SendMessage {
                        conversation_id: known.view.id,
                        entry_id: fresh.entry_id,
                        text: String::from(text),
                        seen: None,
                    }
                };
                write(tx, reader, touched, &known, op, fresh)?;
                Ok(known.view.id)
            })
            .await?;
        Ok(Opened { conversation_id, entry_id: fresh.entry_id })
    }

    /// Decides about a blocked message, or removes a failed one.
    pub async fn resolve_blocked(&self, id: ConversationId, entry_id: EntryId, choice: Choice) -> Result<()> {
        let op_id = self.inner.fresh_id();
        self.inner
            .change(move |tx, reader, touched| {
                choose::apply(tx, reader, touched, id, entry_id, choice, op_id)
            })
            .await
    }

    /// Everything I did that is not done, in order.
    pub async fn outbox(&self) -> Result<Vec<OutboxItem>> {
        self.inner.outbox_items().await
    }
}

/// The conversation, if this may be done in it.
fn writable(
    tx: &Transaction<'_>,
    reader: &Reader,
    id: ConversationId,
    action: Action,
) -> Result<Conversation> {
    let known = conversations::get(tx, id)?.ok_or(Rejection::NotFound)?;
    let directory = session::load(tx)?.directory.ok_or(Error::SignedOut)?;
    require(reader.role, reader.relation(&directory, known.view.channel_id), action)?;
    Ok(known)
}

/// Outbox row, composer emptied, inbox row moved up: one transaction.
fn write(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    known: &Conversation,
    op: Op,
    fresh: Fresh,
) -> Result<()> {
    let list = reader.list_of(known.view.channel_id);
    let item = OutboxItem {
        n: 0,
        op_id: fresh.op_id,
        conversation_id: known.view.id,
        state: OutboxState::Queued,
        arrived: false,
        activity: inbox::top_activity(tx, list)?,
        written_at: fresh.now,
        op,
    };
    outbox::add(tx, &item)?;
    if item.message().is_some() {
        drafts::save(tx, known.view.id, "")?;
    }
    rows::put(tx, reader, known)?;
    touched.lists.insert(list);
    touched.threads.insert(known.view.id);
    touched.outbox = true;
    Ok(())
}
