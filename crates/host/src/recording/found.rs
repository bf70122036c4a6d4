//! Sounds that the store has no row of: takes of an earlier version, which kept a note beside each, and takes
//! of a store that was damaged. Such sounds get rows by their labels, so that nothing recorded is lost. A
//! sound without a readable label stays where it is, because its person is not known.

use std::collections::BTreeSet;
use std::sync::Arc;

use conversas_client::{Error, OutboxItem, Owner, TakeRow, ThreadBody, ThreadItem, ThreadWindow};
use conversas_domain::attachment::{Attachment, Media};
use conversas_domain::ids::EntryId;
use conversas_ipc::Failure;
use conversas_recorder::{FinishedTake, TakeId, TakeState};

use super::labels::{Label, Sending};
use super::{Inner, Recording, failure, row_id, take_id, warn};

/// The number of messages that are searched for one that a crash left without a note.
const RECENT: u32 = 100;

impl Recording {
    /// Takes over sounds without a row: before the first request for takes, and whenever somebody else may be
    /// signed in.
    pub(super) async fn take_over(&self) {
        let taking_over = self.undisturbed(async move |inner| inner.take_over().await);
        if let Err(Failure { code, .. }) = taking_over.await {
            tracing::warn!(?code, "takes that were found wait for a better moment");
        }
    }
}

impl Inner {
    /// Answers the sounds that have a label and could not be taken over now.
    pub(super) async fn take_over(self: &Arc<Self>) -> Result<BTreeSet<TakeId>, Failure> {
        let rows = self.engine.takes().all().await.map_err(crate::failure::failure)?;
        let known: BTreeSet<TakeId> = rows.iter().map(|row| take_id(row.id)).collect();
        let looking = self.in_blocking(move |inner| {
            let takes = inner.recorder.takes().map_err(failure)?;
            let sounds: BTreeSet<TakeId> = takes.into_iter().map(|take| take.id).collect();
            let bin: BTreeSet<TakeId> =
                inner.recorder.deleted_takes().map_err(failure)?.into_iter().collect();
            let labels = inner.labels.all().map_err(|error| failure(error.into()))?;
            let without_row = labels.into_iter().filter(|(id, _)| !known.contains(id));
            Ok((without_row.collect::<Vec<_>>(), sounds, bin))
        });
        let (labels, sounds, bin) = looking.await?;
        let said = labels.iter().filter_map(|(_, label)| label.message());
        let mut taken: BTreeSet<EntryId> = rows.iter().filter_map(|row| row.entry_id).chain(said).collect();
        let (mut found, mut left) = (Vec::new(), BTreeSet::new());
        for (id, label) in labels {
            let is_deleted = !sounds.contains(&id);
            if is_deleted && !bin.contains(&id) {
                self.forget_label(id).await;
                continue;
            }
            match self.row_of(id, &label, is_deleted, &taken).await {
                Ok(row) => {
                    taken.extend(row.entry_id);
                    found.push(row);
                }
                Err(failed) => {
                    left.insert(id);
                    warn(id, Err(failed));
                }
            }
        }
        let owner = self.engine.owner().await.map_err(crate::failure::failure)?;
        let is_others = |row: &TakeRow| owner.is_some_and(|me| !Owner { role: None, ..me }.is(row.owner));
        if found.is_empty() && !rows.iter().any(is_others) {
            return Ok(left);
        }
        tracing::info!(takes = found.len(), "takes without a row are taken over");
        self.engine.takes().adopt(found).await.map_err(crate::failure::failure)?;
        Ok(left)
    }

    async fn row_of(
        self: &Arc<Self>,
        id: TakeId,
        label: &Label,
        is_deleted: bool,
        taken: &BTreeSet<EntryId>,
    ) -> Result<TakeRow, Failure> {
        let entry_id = match label.sending {
            Sending::As(entry_id) if !is_deleted => Some(entry_id),
            Sending::Begun if !is_deleted => self.message_of(id, label, taken).await?,
            Sending::No | Sending::As(_) | Sending::Begun => None,
        };
        let (owner, conversation_id) = (label.owner(), label.conversation_id);
        Ok(TakeRow { id: row_id(id), owner, conversation_id, entry_id, is_deleted })
    }

    /// Answers the message that a take became just before an earlier version crashed; `taken` are those of
    /// other takes.
    async fn message_of(
        self: &Arc<Self>,
        id: TakeId,
        label: &Label,
        taken: &BTreeSet<EntryId>,
    ) -> Result<Option<EntryId>, Failure> {
        let finishing = self.in_blocking(move |inner| {
            let is_finished = inner.take(id)?.state == TakeState::Finished;
            is_finished.then(|| inner.recorder.finish(id).map_err(failure)).transpose()
        });
        let Some(finished) = finishing.await? else { return Ok(None) };
        let fits = |entry_id: &EntryId| !taken.contains(entry_id);
        let waiting = self.engine.outbox().await.map_err(crate::failure::failure)?;
        let queued = waiting.iter().filter(|item| is_of(item, &finished));
        let mut queued = queued.filter_map(OutboxItem::message_id);
        if let Some(entry_id) = queued.find(fits) {
            return Ok(Some(entry_id));
        }
        let page = match self.engine.thread(label.conversation_id, ThreadWindow::Latest, RECENT).await {
            // Nobody is signed in, or the conversation is not here: then no message of the take is here.
            Err(Error::SignedOut | Error::Rejected(_)) => return Ok(None),
            page => page.map_err(crate::failure::failure)?,
        };
        let sent = page.items.iter().filter(|item| is_sent_as(item, &finished)).map(|item| item.id);
        Ok(sent.into_iter().find(fits))
    }
}

fn is_of(item: &OutboxItem, finished: &FinishedTake) -> bool {
    item.attachment.as_deref().is_some_and(|attachment| is_same(attachment, finished))
}

fn is_sent_as(item: &ThreadItem, finished: &FinishedTake) -> bool {
    match &item.body {
        ThreadBody::Entry(entry) => {
            entry.kind.attachment().is_some_and(|attachment| is_same(attachment, finished))
        }
        ThreadBody::Mine(mine) => is_of(mine, finished),
    }
}

/// Whether two takes are the same one: of the same length to the byte, and equally loud everywhere.
fn is_same(attachment: &Attachment, finished: &FinishedTake) -> bool {
    let Media::Voice { waveform, .. } = &attachment.media else { return false };
    attachment.bytes == finished.bytes && waveform.bars() == finished.waveform
}
