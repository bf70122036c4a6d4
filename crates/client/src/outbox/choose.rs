//! What a person decides about a blocked or failed message (rule 20).

use conversas_domain::ids::{ConversationId, EntryId, OpId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::Op;
use rusqlite::Transaction;

use super::item::OutboxItem;
use super::state::{OutboxEvent, OutboxState};
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
    op_id: OpId,
) -> Result<()> {
    let item = outbox::by_entry(tx, entry_id)?.filter(|item| item.conversation_id == id);
    let item = item.ok_or(Rejection::NotFound)?;
    if !matches!(item.state, OutboxState::Blocked { .. } | OutboxState::Failed { .. }) {
        return Err(Rejection::NotFound.into());
    }
    let text = item.message().map(|(_, text)| text.to_owned()).unwrap_or_default();
    match choice {
        Choice::SendAnyway => {
            let op = without_check(item.op.clone());
            resubmit(tx, reader, OutboxItem { op, op_id, ..item })?;
        }
        Choice::StartTicketAndSend => {
            let op = Op::StartTicket { conversation_id: id, entry_id, text };
            resubmit(tx, reader, OutboxItem { op, op_id, ..item })?;
        }
        Choice::KeepAsDraft => {
            drafts::append(tx, id, &text)?;
            outbox::remove(tx, item.n)?;
            after_removal(tx, id)?;
        }
        Choice::Discard => {
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

fn resubmit(tx: &Transaction<'_>, reader: &Reader, item: OutboxItem) -> Result<()> {
    let state = item.state.after(OutboxEvent::Resubmitted, reader.side());
    Ok(outbox::update(tx, &OutboxItem { state, ..item })?)
}

fn without_check(op: Op) -> Op {
    match op {
        Op::SendMessage { conversation_id, entry_id, text, .. } => {
            Op::SendMessage { conversation_id, entry_id, text, seen: None }
        }
        other => other,
    }
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
