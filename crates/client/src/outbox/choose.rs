//! What a person decides about a blocked or failed message (rule 20).

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId, OpId};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::Op;
use rusqlite::Transaction;

use super::item::OutboxItem;
use super::state::{BlockedReason, OutboxEvent, OutboxState};
use crate::error::Result;
use crate::event::Touched;
use crate::reader::Reader;
use crate::store::{conversations, drafts, outbox, rows};

/// The choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// "Enviar mesmo assim".
    SendAnyway,
    /// "Iniciar novo atendimento e enviar".
    StartTicketAndSend,
    /// "Guardar como rascunho".
    KeepAsDraft,
    /// "Descartar".
    Discard,
}

/// Only blocked and failed messages can be decided about. Sending again is a new operation with the same entry.
pub(crate) fn apply(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    id: ConversationId,
    entry_id: EntryId,
    choice: Choice,
    (op_id, now): (OpId, Moment),
) -> Result<()> {
    let item = outbox::by_entry(tx, entry_id)?.filter(|item| item.conversation_id == id);
    let item = item.ok_or(Rejection::NotFound)?;
    if !matches!(item.state, OutboxState::Blocked { .. } | OutboxState::Failed { .. }) {
        return Err(Rejection::NotFound.into());
    }
    let text = item.message().map(|(_, text)| text.to_owned());
    let known = conversations::get(tx, id)?;
    let seen = known.as_ref().map(|known| known.view.last_seq);
    match (choice, text) {
        (Choice::SendAnyway, Some(_)) => {
            let again = match item.state {
                // It never got an answer: if it reached the server after all, the same operation changes nothing.
                OutboxState::Blocked { reason: BlockedReason::Old } => item,
                _ => OutboxItem { op: having_seen(item.op, seen), op_id, ..item },
            };
            resubmit(tx, reader, again, now)?;
        }
        (Choice::StartTicketAndSend, Some(text)) => {
            let ticket = known.as_ref().map(|known| &known.view.ticket.ticket);
            let op = match ticket.filter(|ticket| ticket.status != Status::Finished) {
                // Somebody opened the next one already.
                Some(ticket) => {
                    let ticket_id = Some(ticket.id);
                    Op::SendMessage { conversation_id: id, entry_id, text, ticket_id, seen }
                }
                None => Op::StartTicket { conversation_id: id, entry_id, text, seen },
            };
            into_the_next_ticket(tx, &item)?;
            resubmit(tx, reader, OutboxItem { op, op_id, ..item }, now)?;
        }
        (Choice::SendAnyway | Choice::StartTicketAndSend, None) => return Err(Rejection::NotFound.into()),
        (Choice::KeepAsDraft, text) => {
            drafts::append(tx, id, &text.ok_or(Rejection::NotFound)?)?;
            outbox::remove(tx, item.n)?;
            after_removal(tx, id)?;
        }
        (Choice::Discard, _) => {
            outbox::remove(tx, item.n)?;
            after_removal(tx, id)?;
        }
    }
    rows::refresh(tx, reader, id)?;
    touched.outbox = true;
    touched.threads.insert(id);
    if let Some(list) = conversations::get(tx, id)?.map(|known| reader.list_of(known.view.channel_id)) {
        touched.lists.insert(list);
    } else {
        touched.lists.insert(crate::list::List::Family);
    }
    Ok(())
}

fn resubmit(tx: &Transaction<'_>, reader: &Reader, item: OutboxItem, now: Moment) -> Result<()> {
    let state = item.state.after(OutboxEvent::Resubmitted, reader.side());
    Ok(outbox::update(tx, &OutboxItem { state, decided_at: now, ..item })?)
}

/// Decided with everything on the screen that is known by now: what comes later asks again.
fn having_seen(op: Op, newest: Option<Seq>) -> Op {
    let mut op = op;
    if let Op::SendMessage { seen, .. } | Op::StartTicket { seen, .. } = &mut op {
        *seen = newest;
    }
    op
}

/// What was written after it for the same ticket goes where it goes.
fn into_the_next_ticket(tx: &Transaction<'_>, first: &OutboxItem) -> Result<()> {
    let Op::SendMessage { ticket_id: over @ Some(_), .. } = first.op else { return Ok(()) };
    for mut item in outbox::of(tx, first.conversation_id)?.into_iter().filter(|item| item.n > first.n) {
        if let Op::SendMessage { ticket_id, .. } = &mut item.op
            && *ticket_id == over
            && item.state == OutboxState::Queued
        {
            *ticket_id = None;
            outbox::update(tx, &item)?;
        }
    }
    Ok(())
}

/// A conversation made here lives from its first message: the next one takes its place, and without any it goes.
fn after_removal(tx: &Transaction<'_>, id: ConversationId) -> Result<()> {
    let Some(known) = conversations::get(tx, id)?.filter(|known| known.provisional) else { return Ok(()) };
    let items = outbox::of(tx, id)?;
    if items.iter().any(|item| matches!(item.op, Op::OpenConversation { .. })) {
        return Ok(());
    }
    match items.into_iter().find(|item| item.message().is_some()) {
        Some(item) => {
            if let Op::SendMessage { conversation_id, entry_id, text, .. } = &item.op {
                let op = Op::OpenConversation {
                    conversation_id: *conversation_id,
                    channel_id: known.view.channel_id,
                    student_id: known.view.student.id,
                    guardians: known.view.guardians.iter().map(|guardian| guardian.id).collect(),
                    entry_id: *entry_id,
                    text: text.clone(),
                };
                outbox::update(tx, &OutboxItem { op, ..item })?;
            }
        }
        None if drafts::load(tx, id)?.is_empty() => rows::erase(tx, id)?,
        None => {}
    }
    Ok(())
}
