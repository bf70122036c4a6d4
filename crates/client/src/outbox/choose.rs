//! Decisions of a person about a blocked or failed message (rule 20).

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId, OpId};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{Op, OpenConversation, SendMessage, StartTicket};
use conversas_view::{BlockedReason, Choice};

use super::item::OutboxItem;
use super::state::{OutboxEvent, OutboxState};
use crate::error::Result;
use crate::event::Touched;
use crate::reader::Reader;
use crate::store::VoiceState;
use crate::store::conversations::Conversation;
use crate::store::files::{self, FileRow, FileState, Upload};
use crate::store::{Transaction, conversations, drafts, outbox, rows, takes};

/// Applies a decision about a blocked or failed message; other rows cannot be decided about. Sending again is
/// a new operation with the same entry.
pub(crate) fn apply(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    id: ConversationId,
    entry_id: EntryId,
    choice: Choice,
    (op_id, now): (OpId, Moment),
) -> Result<()> {
    let item = outbox::by_entry(tx, entry_id)?.filter(|item| item.target() == id.into());
    let item = item.ok_or(Rejection::NotFound)?;
    if !matches!(item.state, OutboxState::Blocked { .. } | OutboxState::Failed { .. }) {
        return Err(Rejection::NotFound.into());
    }
    let content = item.op.content().cloned();
    let known = conversations::get(tx, id)?;
    let seen = known.as_ref().map(|known| known.view.last_seq);
    match (choice, content) {
        (Choice::SendAnyway, _) if item.state.is_unanswered() => resubmit(tx, reader, item, now)?,
        (Choice::SendAnyway, Some(_)) => {
            seen_by_what_follows(tx, id, &item, seen)?;
            let again = OutboxItem { op: having_seen(item.op, seen), op_id, ..item };
            resubmit(tx, reader, again, now)?;
        }
        (Choice::StartTicketAndSend, Some(content)) => {
            let ticket = known.as_ref().map(|known| &known.view.ticket.ticket);
            let op = match ticket.filter(|ticket| ticket.status != Status::Finished) {
                // The next ticket is open already: somebody else started it.
                Some(ticket) => {
                    let ticket_id = Some(ticket.id);
                    SendMessage { conversation_id: id, entry_id, content, ticket_id, seen }.into()
                }
                None => StartTicket { conversation_id: id, entry_id, content, seen }.into(),
            };
            into_the_next_ticket(tx, id, &item)?;
            resubmit(tx, reader, OutboxItem { op, op_id, ..item }, now)?;
        }
        (Choice::SendAnyway | Choice::StartTicketAndSend, None) => return Err(Rejection::NotFound.into()),
        (Choice::KeepAsDraft, _) if item.attachment.is_some() => {
            return take_back(tx, reader, touched, &item, now);
        }
        (Choice::KeepAsDraft, _) => {
            let place = drafts::typed_in(&item.op).ok_or(Rejection::NotFound)?;
            drafts::append(tx, place, &item.words().ok_or(Rejection::NotFound)?)?;
            outbox::remove(tx, item.n)?;
            next_takes_over(tx, id)?;
        }
        (Choice::Discard, _) => {
            if let Some(attachment) = &item.attachment {
                files::remove(tx, attachment.id)?;
                settle_voice(tx, touched, &item, VoiceState::Discarded)?;
                touched.ended.push((**attachment).clone());
            }
            outbox::remove(tx, item.n)?;
            next_takes_over(tx, id)?;
        }
    }
    touch(tx, reader, touched, id)
}

/// Takes back a file of this person that is not sent: it goes into the tray, behind the files there; a voice
/// message is a take again.
pub(crate) fn take_back(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    item: &OutboxItem,
    now: Moment,
) -> Result<()> {
    let id = item.conversation_id().ok_or(Rejection::NotFound)?;
    let attachment = item.attachment.as_deref().ok_or(Rejection::NotFound)?;
    let row = files::get(tx, attachment.id)?;
    if attachment.kind() == AttachmentKind::Voice {
        files::remove(tx, attachment.id)?;
        settle_voice(tx, touched, item, VoiceState::Kept)?;
    } else {
        let row = row.ok_or(Rejection::FileMissing)?;
        let is_refused = matches!(item.state, OutboxState::Failed { .. });
        let upload = if is_refused { Upload::Anew } else { Upload::Open };
        files::put(tx, &FileRow { state: FileState::Tray, upload, read_at: now, ..row })?;
        touched.trays.insert(id);
    }
    if item.state == OutboxState::Queued {
        touched.ended.push(attachment.clone());
    }
    outbox::remove(tx, item.n)?;
    next_takes_over(tx, id)?;
    touch(tx, reader, touched, id)
}

/// Settles a voice message: its take changes with the outcome.
pub(super) fn settle_voice(
    tx: &Transaction<'_>,
    touched: &mut Touched,
    item: &OutboxItem,
    state: VoiceState,
) -> Result<()> {
    if let (Some(AttachmentKind::Voice), Some(entry_id)) =
        (item.attachment.as_ref().map(|attachment| attachment.kind()), item.message_id())
    {
        takes::settle(tx, entry_id, state)?;
        touched.voices.push((entry_id, state));
    }
    Ok(())
}

fn touch(tx: &Transaction<'_>, reader: &Reader, touched: &mut Touched, id: ConversationId) -> Result<()> {
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
    if let Some(attachment) = &item.attachment {
        let row = files::get(tx, attachment.id)?;
        let is_away = item.state == OutboxState::Failed { reason: Rejection::FileMissing };
        // The server may still hold parts of a file that it did not take: they would be in the way.
        if is_away || !item.state.is_unanswered() && row.is_some_and(|row| !row.upload.is_ready()) {
            files::set_upload(tx, attachment.id, Upload::Anew)?;
        }
    }
    let state = item.state.after(OutboxEvent::Resubmitted, reader.side());
    Ok(outbox::update(tx, &OutboxItem { state, decided_at: now, ..item })?)
}

/// Answers the operation as decided with everything on the screen that is known by now: later messages ask
/// again.
fn having_seen(op: Op, newest: Option<Seq>) -> Op {
    match op {
        Op::SendMessage(asked) => SendMessage { seen: newest, ..asked }.into(),
        Op::StartTicket(asked) => StartTicket { seen: newest, ..asked }.into(),
        other => other,
    }
}

/// Marks messages that were queued behind the decided one as decided too, so that one answer or one joining
/// asks once.
fn seen_by_what_follows(
    tx: &Transaction<'_>,
    id: ConversationId,
    first: &OutboxItem,
    newest: Option<Seq>,
) -> Result<()> {
    let OutboxState::Blocked { reason: BlockedReason::AnsweredMeanwhile | BlockedReason::AudienceGrew } =
        first.state
    else {
        return Ok(());
    };
    for item in queued_behind(tx, id, first)? {
        outbox::update(tx, &OutboxItem { op: having_seen(item.op, newest), ..item })?;
    }
    Ok(())
}

/// Moves messages that were written for the same ticket after this one into the ticket that it goes to.
fn into_the_next_ticket(tx: &Transaction<'_>, id: ConversationId, first: &OutboxItem) -> Result<()> {
    let Op::SendMessage(SendMessage { ticket_id: over @ Some(_), .. }) = first.op else { return Ok(()) };
    for mut item in queued_behind(tx, id, first)? {
        if let Op::SendMessage(asked) = &mut item.op
            && asked.ticket_id == over
        {
            asked.ticket_id = None;
            outbox::update(tx, &item)?;
        }
    }
    Ok(())
}

/// Answers rows of the same conversation that were written after this one and are neither blocked nor failed.
fn queued_behind(
    tx: &Transaction<'_>,
    id: ConversationId,
    first: &OutboxItem,
) -> Result<impl Iterator<Item = OutboxItem> + use<>> {
    let (n, rows) = (first.n, outbox::of(tx, id)?);
    Ok(rows.into_iter().filter(move |item| item.n > n && item.state == OutboxState::Queued))
}

fn next_takes_over(tx: &Transaction<'_>, id: ConversationId) -> Result<()> {
    match conversations::get(tx, id)? {
        Some(known) => next_is_first(tx, &known),
        None => Ok(()),
    }
}

/// Makes the next message the first of a conversation made here, when the first is gone or held by the plan.
pub(super) fn next_is_first(tx: &Transaction<'_>, known: &Conversation) -> Result<()> {
    let mut items = outbox::of(tx, known.view.id)?;
    items.retain(|item| !item.state.lets_pass());
    if !known.provisional || items.iter().any(|item| matches!(item.op, Op::OpenConversation(_))) {
        return Ok(());
    }
    let Some(item) = items.into_iter().find(|item| item.message_id().is_some()) else { return Ok(()) };
    if let Op::SendMessage(asked) = &item.op {
        let op = Op::OpenConversation(OpenConversation {
            conversation_id: asked.conversation_id,
            channel_id: known.view.channel_id,
            student_id: known.view.student.id,
            guardians: known.view.guardians.iter().map(|guardian| guardian.id).collect(),
            entry_id: asked.entry_id,
            content: asked.content.clone(),
        });
        outbox::update(tx, &OutboxItem { op, ..item })?;
    }
    Ok(())
}
