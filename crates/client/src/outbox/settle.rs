//! What a receipt changes: one transaction.

use conversas_domain::ids::{ConversationId, OpId};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{Op, Outcome};
use rusqlite::Transaction;

use super::item::{OutboxItem, moved};
use super::state::{OutboxEvent, OutboxState};
use crate::error::Result;
use crate::event::Touched;
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{conversations, drafts, outbox, rows};

/// `next_op_id`: for a row that is queued again as something else. A receipt for a row that is gone, or that carries
/// another `op_id` by now, changes nothing.
pub(crate) fn settle(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    (n, op_id): (i64, OpId),
    outcome: &Outcome,
    next_op_id: OpId,
) -> Result<()> {
    let Some(item) = outbox::get(tx, n)?.filter(|item| item.op_id == op_id) else { return Ok(()) };
    match outcome {
        Outcome::Applied { conversation_id, .. } => {
            let item = if *conversation_id == item.conversation_id {
                item
            } else {
                merge(tx, reader, touched, item.conversation_id, *conversation_id)?;
                OutboxItem { conversation_id: *conversation_id, op: moved(item.op, *conversation_id), ..item }
            };
            applied(tx, reader, touched, item)
        }
        Outcome::Rejected { reason } => rejected(tx, reader, touched, item, *reason, next_op_id),
    }
}

fn applied(tx: &Transaction<'_>, reader: &Reader, touched: &mut Touched, item: OutboxItem) -> Result<()> {
    let is_done = match &item.op {
        // The effect is seen when the ticket comes by sync; until then the row says what it will be.
        Op::FinishTicket { ticket_id, .. } => match conversations::get(tx, item.conversation_id)? {
            Some(known) => {
                let ticket = &known.view.ticket.ticket;
                ticket.id != *ticket_id || ticket.status == Status::Finished
            }
            None => true,
        },
        _ => item.message().is_none() || item.arrived,
    };
    if is_done {
        outbox::remove(tx, item.n)?;
    } else {
        let state = item.state.after(OutboxEvent::Applied, reader.side());
        outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
    }
    touch(tx, reader, touched, &item)
}

fn rejected(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    item: OutboxItem,
    reason: Rejection,
    next_op_id: OpId,
) -> Result<()> {
    tracing::info!(op_id = %item.op_id, op = item.op.name(), ?reason, "refused");
    match &item.op {
        // Somebody opened the next ticket meanwhile: the words belong into that one.
        Op::StartTicket { conversation_id, entry_id, text } if reason == Rejection::TicketStillOpen => {
            let op = Op::SendMessage {
                conversation_id: *conversation_id,
                entry_id: *entry_id,
                text: text.clone(),
                seen: None,
            };
            outbox::update(tx, &OutboxItem { op, op_id: next_op_id, ..item.clone() })?;
        }
        _ if item.message().is_none() => outbox::remove(tx, item.n)?,
        _ => {
            let state = item.state.after(OutboxEvent::Rejected(reason), reader.side());
            outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
        }
    }
    touch(tx, reader, touched, &item)
}

fn touch(tx: &Transaction<'_>, reader: &Reader, touched: &mut Touched, item: &OutboxItem) -> Result<()> {
    touched.outbox = true;
    if item.is_mark() {
        return Ok(());
    }
    rows::refresh(tx, reader, item.conversation_id)?;
    touched.threads.insert(item.conversation_id);
    if let Some(known) = conversations::get(tx, item.conversation_id)? {
        touched.lists.insert(reader.list_of(known.view.channel_id));
    }
    Ok(())
}

/// The conversation made here exists already under another identifier: everything of it moves there.
fn merge(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    from: ConversationId,
    into: ConversationId,
) -> Result<()> {
    for item in outbox::of(tx, from)? {
        let op = moved(item.op, into);
        outbox::update(tx, &OutboxItem { conversation_id: into, op, ..item })?;
    }
    drafts::rename(tx, from, into)?;
    if let Some(known) = conversations::get(tx, from)? {
        touched.lists.insert(reader.list_of(known.view.channel_id));
        rows::erase(tx, from)?;
        if !conversations::exists(tx, into)? {
            // Stands in until sync brings the real one.
            let mut view = known.view;
            view.id = into;
            rows::put(tx, reader, &Conversation { view, ..known })?;
        }
    }
    rows::refresh(tx, reader, into)?;
    touched.threads.insert(into);
    touched.merged.push((from, into));
    debug_assert!(outbox::of(tx, from)?.iter().all(|item| item.state != OutboxState::Queued));
    Ok(())
}
