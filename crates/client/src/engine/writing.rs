//! Acts of a person in a conversation. Each is checked with the domain's rules as far as this device knows, and is
//! durable on it when the method answers.

use conversas_domain::attachment::Attachment;
use conversas_domain::ids::{ConversationId, EntryId, OpId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::permission::{Action, require};
use conversas_domain::rejection::Rejection;
use conversas_domain::text::MessageText;
use conversas_protocol::Op;
use conversas_view::{Choice, DraftPlace};

use super::made_here::forget_if_empty;
use super::{Engine, Inner};
use crate::error::Result;
use crate::event::Touched;
use crate::outbox::OutboxItem;
use crate::outbox::choose::{self};
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{Transaction, conversations, drafts, inbox, merged, outbox, rows};
use crate::thread::Place;

mod deciding;
mod message;
mod provisional;
mod service;
mod tray;
mod voice;

use message::{Before, Said};
pub use tray::Added;

/// Identifiers and the time, which every written item needs and only the engine can give.
#[derive(Clone, Copy)]
struct Fresh {
    op_id: OpId,
    entry_id: EntryId,
    now: Moment,
}

impl Inner {
    fn fresh(&self) -> Fresh {
        Fresh { op_id: self.fresh_id(), entry_id: self.fresh_id(), now: self.clock.now() }
    }
}

impl Engine {
    fn fresh(&self) -> Fresh {
        self.inner.fresh()
    }

    /// Writes a message for the ticket that is known to be the current one. `seen`: the newest place that the
    /// person had on the screen.
    pub async fn send_message(&self, id: ConversationId, text: &str, seen: Option<Place>) -> Result<EntryId> {
        self.send_message_for(id, None, text, seen).await
    }

    /// Writes a message. `ticket_id`: the ticket that a staff member had on the screen; a family's message is for
    /// whichever is open.
    pub async fn send_message_for(
        &self,
        id: ConversationId,
        ticket_id: Option<TicketId>,
        text: &str,
        seen: Option<Place>,
    ) -> Result<EntryId> {
        self.write_message(id, text, Before { ticket_id, seen, starts_ticket: false }).await
    }

    /// "Iniciar novo atendimento" with its first message.
    pub async fn start_ticket(&self, id: ConversationId, text: &str) -> Result<EntryId> {
        self.write_message(id, text, Before { starts_ticket: true, ..Before::default() }).await
    }

    async fn write_message(&self, id: ConversationId, text: &str, before: Before) -> Result<EntryId> {
        let said = Said::Words(MessageText::parse(text)?);
        let fresh = self.fresh();
        self.inner
            .change(move |tx, reader, touched| message::put(tx, reader, touched, id, said, before, fresh))
            .await?;
        Ok(fresh.entry_id)
    }

    /// Decides about a blocked message, or removes a failed one.
    pub async fn resolve_blocked(&self, id: ConversationId, entry_id: EntryId, choice: Choice) -> Result<()> {
        let again = (self.inner.fresh_id(), self.inner.clock.now());
        self.inner
            .change(move |tx, reader, touched| {
                choose::apply(tx, reader, touched, id, entry_id, choice, again)?;
                forget_if_empty(tx, id).map(|_| ())
            })
            .await
    }

    /// Everything I did that is not done, in order.
    pub async fn outbox(&self) -> Result<Vec<OutboxItem>> {
        self.inner.outbox_items().await
    }
}

/// The conversation, if this may be done in it; it may have another identifier by now.
fn writable(
    tx: &Transaction<'_>,
    reader: &Reader,
    id: ConversationId,
    action: Action,
) -> Result<Conversation> {
    let known = conversations::get(tx, merged::now(tx, id)?)?.ok_or(Rejection::NotFound)?;
    require(reader.role, reader.relation(&reader.directory, known.view.channel_id), action)?;
    Ok(known)
}

/// Writes a message in one transaction: adds the outbox row, forgets the draft of its words, moves the inbox
/// row up.
fn write(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    known: &Conversation,
    op: Op,
    fresh: Fresh,
) -> Result<()> {
    let typed_in = drafts::typed_in(&op);
    write_item(tx, reader, touched, known, (op, typed_in), None, fresh)
}

fn write_item(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    known: &Conversation,
    (op, typed_in): (Op, Option<DraftPlace>),
    attachment: Option<Box<Attachment>>,
    fresh: Fresh,
) -> Result<()> {
    let list = reader.list_of(known.view.channel_id);
    let item = OutboxItem::new(fresh.op_id, inbox::top_activity(tx, list)?, fresh.now, op);
    let item = OutboxItem { attachment, ..item };
    outbox::add(tx, &item)?;
    // A file does not take along the words that stand beside it in the composer: they are sent after it.
    if let Some(place) = typed_in {
        drafts::save(tx, place, "")?;
    }
    rows::put(tx, reader, known)?;
    touched.lists.insert(list);
    touched.threads.insert(known.view.id);
    touched.outbox = true;
    Ok(())
}

#[cfg(test)]
mod tests;
