//! What a receipt changes: one transaction.

use conversas_domain::ids::{ConversationId, OpId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ConversationView, Op, Outcome};
use rusqlite::Transaction;

use super::choose::{next_is_first, settle_voice};
use super::item::{OutboxItem, moved};
use super::state::{OutboxEvent, OutboxState};
use crate::error::Result;
use crate::event::{RefusedAct, Touched};
use crate::files::{VoiceState, keeping};
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::files::{self, FileState, Upload};
use crate::store::{conversations, drafts, fetched, merged, outbox, rescued, rows};

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
        Outcome::Applied { conversation_id, seq, .. } => {
            let item = elsewhere(tx, reader, touched, item, *conversation_id)?;
            applied(tx, reader, touched, OutboxItem { seq: *seq, ..item })
        }
        Outcome::Rejected { reason } => rejected(tx, reader, touched, item, *reason, next_op_id),
    }
}

/// It took effect in another conversation. Only a first message moves there with all that comes after it: what is
/// forwarded belongs into another, and a guardian who would make the set of an existing conversation changes nothing.
fn elsewhere(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    item: OutboxItem,
    real: ConversationId,
) -> Result<OutboxItem> {
    if real == item.conversation_id {
        return Ok(item);
    }
    match &item.op {
        Op::OpenConversation { .. } => {
            merge(tx, reader, touched, item.conversation_id, real)?;
            return Ok(OutboxItem { conversation_id: real, op: moved(item.op, real), ..item });
        }
        Op::AddGuardian { .. } => touched.found.push((item.conversation_id, real)),
        _ => {}
    }
    Ok(item)
}

fn applied(tx: &Transaction<'_>, reader: &Reader, touched: &mut Touched, item: OutboxItem) -> Result<()> {
    let is_done = match &item.op {
        _ if item.arrived => true,
        Op::MarkRead { .. } => true,
        _ if item.message_id().is_some() => false,
        _ => match conversations::get(tx, item.conversation_id)? {
            Some(known) => effect_is_here(&item, &known.view),
            None => true,
        },
    };
    if let Some(attachment) = &item.attachment {
        // The copy that was sent is now one that need not be fetched.
        files::set_state(tx, attachment.id, FileState::Fetched, item.written_at)?;
        fetched::keep_within(tx, keeping::limit(tx)?, Some(attachment.id))?;
        settle_voice(touched, &item, VoiceState::Sent);
    }
    if is_done {
        outbox::remove(tx, item.n)?;
    } else {
        let state = item.state.after(OutboxEvent::Applied, reader.side());
        outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
    }
    touch(tx, reader, touched, &item)
}

/// Whether the device sees what a confirmed row did; until then the row says what will be.
pub(crate) fn effect_is_here(item: &OutboxItem, view: &ConversationView) -> bool {
    item.message_id().is_none() && item.seq.is_none_or(|seq| view.last_seq >= seq)
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
        // What stood on the screen then says whether a colleague's answer is news.
        Op::StartTicket { conversation_id, entry_id, content, seen }
            if reason == Rejection::TicketStillOpen =>
        {
            let op = Op::SendMessage {
                conversation_id: *conversation_id,
                entry_id: *entry_id,
                content: content.clone(),
                ticket_id: None,
                seen: *seen,
            };
            outbox::update(tx, &OutboxItem { op, op_id: next_op_id, ..item.clone() })?;
        }
        Op::MarkRead { .. } => outbox::remove(tx, item.n)?,
        // It was there once: it is brought again, for a new operation.
        _ if reason == Rejection::FileMissing && is_to_be_brought_again(tx, &item)? => {
            outbox::update(tx, &OutboxItem { op_id: next_op_id, ..item.clone() })?;
        }
        // Taken away while nobody was signed in: there is no thread that could show it.
        _ if reason == Rejection::NotFound && !conversations::exists(tx, item.conversation_id)? => {
            if let Some(words) = item.words() {
                rescued::add(tx, "", words, item.written_at)?;
            }
            if let Some(attachment) = &item.attachment {
                files::remove(tx, attachment.id)?;
                touched.ended.push((**attachment).clone());
            }
            outbox::remove(tx, item.n)?;
            touched.gone.push(item.conversation_id);
            // Nothing may be on its way there any more: then what else waits for it is asked about.
            touched.wanted = true;
        }
        op => {
            let act = RefusedAct::of(op);
            touched.refused.extend(act.map(|act| (item.conversation_id, act, reason)));
            if item.shown_id().is_none() {
                // The survey is over and shows nothing of it: the words wait to be copied. A draft would not keep them,
                // because it is the page's, which may be saving another text at this moment.
                if let Some(words) = item.words() {
                    let known = conversations::get(tx, item.conversation_id)?;
                    let student = known.as_ref().map_or("", |known| known.view.student.name.as_str());
                    rescued::add(tx, student, words, item.written_at)?;
                    touched.rescued = true;
                }
                outbox::remove(tx, item.n)?;
                return touch(tx, reader, touched, &item);
            }
            let state = item.state.after(OutboxEvent::Rejected(reason), reader.side());
            outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
            if let (true, Some(known)) = (state.lets_pass(), conversations::get(tx, item.conversation_id)?) {
                next_is_first(tx, &known)?;
            }
        }
    }
    touch(tx, reader, touched, &item)
}

fn is_to_be_brought_again(tx: &Transaction<'_>, item: &OutboxItem) -> Result<bool> {
    let Some(attachment) = &item.attachment else { return Ok(false) };
    let is_first_time = files::get(tx, attachment.id)?.is_some_and(|row| row.upload == Upload::Ready);
    if is_first_time {
        files::set_upload(tx, attachment.id, Upload::Anew)?;
    }
    Ok(is_first_time)
}

/// A row changed: what shows it is told.
pub(super) fn touch(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    item: &OutboxItem,
) -> Result<()> {
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
    merged::add(tx, from, into)?;
    drafts::rename(tx, from, into)?;
    files::rename(tx, from, into)?;
    touched.trays.insert(into);
    if let Some(known) = conversations::get(tx, from)? {
        touched.lists.insert(reader.list_of(known.view.channel_id));
        rows::erase(tx, from)?;
        if !conversations::exists(tx, into)? {
            // Stands in until sync brings the real one.
            let mut view = known.view;
            view.change(|view| view.id = into);
            rows::put(tx, reader, &Conversation { view, ..known })?;
        }
    }
    rows::refresh(tx, reader, into)?;
    touched.threads.insert(into);
    touched.merged.push((from, into));
    debug_assert!(outbox::of(tx, from)?.iter().all(|item| item.state != OutboxState::Queued));
    Ok(())
}
