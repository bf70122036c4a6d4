//! A receipt changes the store: one transaction.

use conversas_domain::ids::{ConversationId, OpId};
use conversas_domain::rejection::Rejection;
use conversas_domain::target::Target;
use conversas_protocol::{ConversationView, Op, Outcome, SendMessage, StartTicket};

use super::choose::{next_is_first, settle_voice};
use super::item::OutboxItem;
use super::state::{OutboxEvent, OutboxState};
use crate::error::Result;
use crate::event::Touched;
use crate::files::keeping;
use crate::reader::Reader;
use crate::replies;
use crate::store::VoiceState;
use crate::store::conversations::Conversation;
use crate::store::files::{self, FileState, Upload};
use crate::store::{
    Transaction, conversations, drafts, fetched, merged, outbox, rescued, rows, session, takes,
};

/// Applies a receipt. `next_op_id`: for a row that is queued again as something else. A receipt for a row
/// that is gone, or that has another `op_id` by now, changes nothing.
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
        Outcome::Applied { target, seq, .. } => {
            let item = elsewhere(tx, reader, touched, item, *target)?;
            applied(tx, reader, touched, OutboxItem { seq: *seq, ..item })
        }
        Outcome::Rejected { reason } => rejected(tx, reader, touched, item, *reason, next_op_id),
    }
}

/// Answers the other conversation in which an operation took effect, if any. Only a first message moves there
/// with all that comes after it: forwarded copies belong into another conversation anyway, and a guardian who
/// would make the set of an existing conversation changes nothing.
fn elsewhere(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    item: OutboxItem,
    real: Target,
) -> Result<OutboxItem> {
    let (Target::Conversation(known), Target::Conversation(real)) = (item.target(), real) else {
        return Ok(item);
    };
    if real == known {
        return Ok(item);
    }
    match &item.op {
        Op::OpenConversation(_) => {
            merge(tx, reader, touched, known, real)?;
            return Ok(OutboxItem { op: item.op.moved(real), ..item });
        }
        Op::AddGuardian(_) => touched.found.push((known, real)),
        _ => {}
    }
    Ok(item)
}

fn applied(tx: &Transaction<'_>, reader: &Reader, touched: &mut Touched, item: OutboxItem) -> Result<()> {
    let is_done = item.arrived || item.is_mark() || shows(tx, &item)?;
    if let Some(attachment) = &item.attachment {
        // The copy that was sent serves as a fetched one.
        files::set_state(tx, attachment.id, FileState::Fetched, item.written_at)?;
        fetched::keep_within(tx, keeping::limit(tx)?, Some(attachment.id))?;
        settle_voice(tx, touched, &item, VoiceState::Sent)?;
    }
    if is_done {
        outbox::remove(tx, item.n)?;
    } else {
        let state = item.state.after(OutboxEvent::Applied, reader.side());
        outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
    }
    touch(tx, reader, touched, &item)
}

/// Whether the effect of a confirmed row shows without the row.
fn shows(tx: &Transaction<'_>, item: &OutboxItem) -> Result<bool> {
    Ok(match item.target() {
        Target::Conversation(_) if item.message_id().is_some() => false,
        Target::Conversation(id) => match conversations::get(tx, id)? {
            Some(known) => effect_is_here(item, &known.view),
            None => true,
        },
        Target::Channel(_) | Target::School(_) if item.seq.is_none() => true,
        Target::Channel(_) | Target::School(_) => {
            session::directory(tx)?.is_none_or(|directory| replies::is_in(&directory, item))
        }
    })
}

/// Whether a conversation on this device shows the effect of a confirmed row; until then the row says what
/// will be.
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
        // Somebody opened the next ticket meanwhile: the words belong into that one. `seen` says whether a
        // colleague's answer is news to their author.
        Op::StartTicket(StartTicket { conversation_id, entry_id, content, seen })
            if reason == Rejection::TicketStillOpen =>
        {
            let op = Op::SendMessage(SendMessage {
                conversation_id: *conversation_id,
                entry_id: *entry_id,
                content: content.clone(),
                ticket_id: None,
                seen: *seen,
            });
            outbox::update(tx, &OutboxItem { op, op_id: next_op_id, ..item.clone() })?;
        }
        Op::MarkRead(_) => outbox::remove(tx, item.n)?,
        // The server lost the file, so its bytes are brought again, for a new operation.
        _ if reason == Rejection::FileMissing && is_to_be_brought_again(tx, &item)? => {
            outbox::update(tx, &OutboxItem { op_id: next_op_id, ..item.clone() })?;
        }
        // The conversation was taken away while nobody was signed in: no thread could show the refusal.
        _ if reason == Rejection::NotFound && is_of_lost_conversation(tx, &item)? => {
            lost_with_its_conversation(tx, touched, &item)?;
        }
        op => {
            let act = op.refused_act();
            touched.refused.extend(act.map(|act| (item.target(), act, reason)));
            if item.shown_id().is_none() {
                rescue_words(tx, touched, &item)?;
                outbox::remove(tx, item.n)?;
                return touch(tx, reader, touched, &item);
            }
            let state = item.state.after(OutboxEvent::Rejected(reason), reader.side());
            outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
            if let (true, Some(known)) = (state.lets_pass(), known(tx, &item)?) {
                next_is_first(tx, &known)?;
            }
        }
    }
    touch(tx, reader, touched, &item)
}

fn lost_with_its_conversation(tx: &Transaction<'_>, touched: &mut Touched, item: &OutboxItem) -> Result<()> {
    if let Some(words) = item.words() {
        rescued::add(tx, "", &words, item.written_at)?;
    }
    if let Some(attachment) = &item.attachment {
        files::remove(tx, attachment.id)?;
        touched.ended.push((**attachment).clone());
        settle_voice(tx, touched, item, VoiceState::Kept)?;
    }
    outbox::remove(tx, item.n)?;
    touched.gone.extend(item.conversation_id());
    // Nothing may be on its way to this target any more, so the server is asked about what else waits for it.
    touched.wanted = true;
    Ok(())
}

/// Keeps the words of a refused answer to be copied, because a survey that is over shows no refusal. A draft
/// would not keep them: it is the page's, which may be saving another text at this moment.
fn rescue_words(tx: &Transaction<'_>, touched: &mut Touched, item: &OutboxItem) -> Result<()> {
    if let Some(words) = item.words() {
        let known = known(tx, item)?;
        let student = known.as_ref().map_or("", |known| known.view.student.name.as_str());
        rescued::add(tx, student, &words, item.written_at)?;
        touched.rescued = true;
    }
    Ok(())
}

/// Answers the conversation of the row, if the row is about one that is here.
fn known(tx: &Transaction<'_>, item: &OutboxItem) -> Result<Option<Conversation>> {
    Ok(item.conversation_id().map(|id| conversations::get(tx, id)).transpose()?.flatten())
}

fn is_of_lost_conversation(tx: &Transaction<'_>, item: &OutboxItem) -> Result<bool> {
    let known = item.conversation_id().map(|id| conversations::exists(tx, id)).transpose()?;
    Ok(known == Some(false))
}

fn is_to_be_brought_again(tx: &Transaction<'_>, item: &OutboxItem) -> Result<bool> {
    let Some(attachment) = &item.attachment else { return Ok(false) };
    let is_first_time = files::get(tx, attachment.id)?.is_some_and(|row| row.upload == Upload::Ready);
    if is_first_time {
        files::set_upload(tx, attachment.id, Upload::Anew)?;
    }
    Ok(is_first_time)
}

/// Tells what shows a row that changed.
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
    let Some(id) = item.conversation_id() else {
        // An operation outside of conversations shows in the directory.
        touched.directory = true;
        return Ok(());
    };
    rows::refresh(tx, reader, id)?;
    touched.threads.insert(id);
    if let Some(known) = conversations::get(tx, id)? {
        touched.lists.insert(reader.list_of(known.view.channel_id));
    }
    Ok(())
}

/// Moves everything of a conversation made here to the identifier under which it exists already.
fn merge(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    from: ConversationId,
    into: ConversationId,
) -> Result<()> {
    for item in outbox::of(tx, from)? {
        outbox::update(tx, &OutboxItem { op: item.op.moved(into), ..item })?;
    }
    merged::add(tx, from, into)?;
    drafts::rename(tx, from, into)?;
    files::rename(tx, from, into)?;
    takes::rename(tx, from, into)?;
    touched.trays.insert(into);
    if let Some(known) = conversations::get(tx, from)? {
        touched.lists.insert(reader.list_of(known.view.channel_id));
        rows::erase(tx, from)?;
        if !conversations::exists(tx, into)? {
            // A view made here stands in until sync brings the real one.
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
