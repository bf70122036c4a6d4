//! What happens to takes by itself: a sent one is kept until the server has it and then removed, one of a conversation
//! that the server says is gone is erased, of which the person is told (rules 19 and 21), one that was deleted stays in the bin
//! for a while, one that a crash left between two steps is put right. Nothing is removed on a guess.

use std::sync::Arc;
use std::time::Duration;

use conversas_client::{Choice, Fate, OutboxItem, ThreadBody, ThreadItem, ThreadWindow, VoiceState};
use conversas_domain::attachment::{Attachment, Media};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::moment::Moment;
use conversas_ipc::{Event, Failure};
use conversas_recorder::{FinishedTake, RecorderError, TakeId, TakeState};

use super::notes::{Comer, Note, Sending};
use super::{Inner, Recording, failure};
use crate::session;

/// How long a deleted take can be had back: the 10 s that are shown, and a click on the last of them.
const UNDO: Duration = Duration::from_secs(12);
/// Messages that are looked through for one that a crash left without a note.
const RECENT: u32 = 100;

/// Empties the bin of this moment's takes when they cannot be had back any more.
pub(super) fn empty_the_bin_later(inner: &Arc<Inner>) {
    let inner = Arc::downgrade(inner);
    tokio::spawn(async move {
        tokio::time::sleep(UNDO).await;
        if let Some(inner) = inner.upgrade() {
            inner.empty_the_bin().await;
        }
    });
}

impl Recording {
    /// What an earlier run left is put right.
    pub(crate) async fn begin(&self) {
        self.look_after().await;
        self.inner.empty_the_bin().await;
        if let Err(error) = self.inner.engine.forget_empty().await {
            tracing::debug!(%error, "conversations without anything in them stay");
        }
        empty_the_bin_later(&self.inner);
    }

    /// Looks at every take of the person who is signed in: somebody else may be, or something was not heard.
    pub(crate) async fn look_after(&self) {
        self.finish_sign_in().await;
        for id in self.inner.mine_now().await {
            warn(id, self.undisturbed(async move |inner| inner.put_right(id).await).await);
        }
    }

    /// A sign-in erases the takes of the person before, which this does again in case it ended half way, with a crash or a
    /// disk that refused. A take whose note cannot be read stays: it may be the person's own.
    async fn finish_sign_in(&self) {
        let Ok(me) = session::owner(&self.inner.engine).await else { return };
        let comer = Comer { me, before: Some(me) };
        let left = self.inner.notes.all().into_iter().filter(|(_, note)| !note.stays_with(comer));
        for (id, _) in left {
            let erasing =
                self.undisturbed(async move |inner| inner.in_blocking(move |inner| inner.erase(id)).await);
            warn(id, erasing.await);
            self.inner.tell(Event::TakesChanged);
        }
    }

    /// Takes go where their conversations went.
    pub(crate) async fn follow(&self) {
        for id in self.inner.mine_now().await {
            warn(id, self.undisturbed(async move |inner| inner.follow(id).await.map(|_| ())).await);
        }
    }

    /// It is known what became of a voice message.
    pub(crate) async fn settled(&self, entry_id: EntryId, state: VoiceState) {
        let settling = self.undisturbed(async move |inner| match inner.sent_as(entry_id) {
            Some((id, note)) => inner.settle(id, note, state).await,
            None => Ok(()),
        });
        if let Err(Failure { code, .. }) = settling.await {
            tracing::warn!(?code, "a take is settled at the next start");
        }
    }

    /// A blocked message is thrown away. The take that it was is in the bin when this answers, and nothing looks at the take
    /// in between: without its message it would be taken for a draft.
    pub(crate) async fn discard(
        &self,
        conversation_id: ConversationId,
        entry_id: EntryId,
    ) -> Result<Option<TakeId>, Failure> {
        self.undisturbed(async move |inner| {
            let resolving = inner.engine.resolve_blocked(conversation_id, entry_id, Choice::Discard);
            resolving.await.map_err(crate::failure::failure)?;
            let Some((id, note)) = inner.sent_as(entry_id) else { return Ok(None) };
            inner.settle(id, note, VoiceState::Discarded).await?;
            Ok(Some(id))
        })
        .await
    }

    /// Erases the takes of everybody, or of everybody else: what was recorded under another name is nobody's here.
    pub(crate) async fn erase(&self, but_of: Option<Comer>) -> Result<(), Failure> {
        self.undisturbed(async move |inner| {
            let erasing = inner.in_blocking(move |inner| {
                let is_theirs = |note: Note| but_of.is_some_and(|comer| note.stays_with(comer));
                let is_kept = |id| inner.notes.get(id).is_some_and(is_theirs);
                for take in inner.recorder.takes().map_err(failure)? {
                    if !is_kept(take.id) {
                        inner.erase(take.id)?;
                    }
                }
                if but_of.is_none() {
                    inner.recorder.purge_deleted(Duration::ZERO).map_err(failure)?;
                }
                inner.notes.all().into_iter().filter(|(id, _)| !is_kept(*id)).for_each(|(id, _)| {
                    inner.forget_note(id);
                });
                Ok(())
            });
            erasing.await?;
            inner.tell(Event::TakesChanged);
            Ok(())
        })
        .await
    }
}

impl Inner {
    /// Takes of the person who is signed in.
    async fn mine_now(&self) -> Vec<TakeId> {
        let notes = self.notes.all();
        if notes.is_empty() {
            return Vec::new();
        }
        let Ok(me) = session::owner(&self.engine).await else { return Vec::new() };
        let mine = notes.into_iter().filter(|(_, note)| me.is(note.owner()));
        mine.map(|(id, _)| id).collect()
    }

    /// A take goes with its conversation. Answers what is left.
    async fn follow(self: &Arc<Self>, id: TakeId) -> Result<Option<Note>, Failure> {
        let Some(note) = self.notes.get(id) else { return Ok(None) };
        let fate = self.engine.fate(note.conversation_id).await.map_err(crate::failure::failure)?;
        match fate {
            Fate::Merged(into) => {
                let note = Note { conversation_id: into, ..note };
                self.in_blocking(move |inner| inner.put(id, note)).await?;
                self.changed(into).await;
                Ok(Some(note))
            }
            Fate::Gone => {
                // Told first: a crash in between tells it twice, and no recording goes without a word.
                if note.deleted_at.is_none() {
                    let telling = self.engine.recording_is_lost(begun_at(id)).await;
                    telling.map_err(crate::failure::failure)?;
                }
                self.in_blocking(move |inner| inner.erase(id)).await?;
                self.tell(Event::TakesChanged);
                Ok(None)
            }
            Fate::Here | Fate::Unknown => Ok(Some(note)),
        }
    }

    async fn put_right(self: &Arc<Self>, id: TakeId) -> Result<(), Failure> {
        let Some(note) = self.follow(id).await? else { return Ok(()) };
        let entry_id = match note.sending {
            Sending::No => return Ok(()),
            Sending::As(entry_id) => Some(entry_id),
            Sending::Begun => self.message_of(id, &note).await?,
        };
        let Some(entry_id) = entry_id else { return self.keep_as_draft(id, note).await };
        let note = Note { sending: Sending::As(entry_id), ..note };
        self.in_blocking(move |inner| inner.put(id, note)).await?;
        self.changed(note.conversation_id).await;
        let state = self.engine.voice(entry_id).await.map_err(crate::failure::failure)?;
        self.settle(id, note, state).await
    }

    async fn settle(self: &Arc<Self>, id: TakeId, note: Note, state: VoiceState) -> Result<(), Failure> {
        match state {
            VoiceState::Waiting => Ok(()),
            VoiceState::Sent => self.in_blocking(move |inner| inner.erase(id)).await,
            VoiceState::Kept => self.keep_as_draft(id, note).await,
            VoiceState::Discarded => self.into_the_bin(id, note).await,
        }
    }

    /// The message that a take became just before a crash.
    async fn message_of(self: &Arc<Self>, id: TakeId, note: &Note) -> Result<Option<EntryId>, Failure> {
        let finishing = self.in_blocking(move |inner| {
            let is_finished = inner.take(id)?.state == TakeState::Finished;
            is_finished.then(|| inner.recorder.finish(id).map_err(failure)).transpose()
        });
        let Some(finished) = finishing.await? else { return Ok(None) };
        let taken: Vec<_> = self.notes.all().into_iter().map(|(_, note)| note.sending).collect();
        let fits = |entry_id: &EntryId| !taken.contains(&Sending::As(*entry_id));
        let waiting = self.engine.outbox().await.map_err(crate::failure::failure)?;
        let queued = waiting.iter().filter(|item| item.target() == note.conversation_id.into());
        let mut queued = queued.filter(|item| is_of(item, &finished)).filter_map(OutboxItem::message_id);
        if let Some(entry_id) = queued.find(fits) {
            return Ok(Some(entry_id));
        }
        let page = self.engine.thread(note.conversation_id, ThreadWindow::Latest, RECENT).await;
        let page = page.map_err(crate::failure::failure)?;
        let sent = page.items.iter().filter(|item| is_sent_as(item, &finished)).map(|item| item.id);
        Ok(sent.into_iter().find(fits))
    }

    async fn empty_the_bin(self: &Arc<Self>) {
        let _turn = self.turn.lock().await;
        let emptying = self.in_blocking(|inner| {
            inner.recorder.purge_deleted(UNDO).map_err(failure)?;
            let takes = inner.recorder.takes().map_err(failure)?;
            let now = inner.engine.now();
            for (id, note) in inner.notes.all() {
                let is_there = takes.iter().any(|take| take.id == id);
                let since = note.deleted_at.map(|at| u128::try_from(now.since(at)).unwrap_or_default());
                // A note without a take, or of one that was just removed for good.
                if !is_there && since.is_none_or(|since| since >= UNDO.as_millis()) {
                    inner.forget_note(id);
                }
            }
            Ok(())
        });
        if let Err(Failure { code, .. }) = emptying.await {
            tracing::warn!(?code, "the bin is emptied later");
        }
    }

    /// For good, whatever it is doing.
    fn erase(&self, id: TakeId) -> Result<(), Failure> {
        match self.recorder.pause(id) {
            Ok(_) | Err(RecorderError::NotRecording | RecorderError::UnknownTake) => {}
            Err(error) => return Err(failure(error)),
        }
        match self.recorder.forget(id) {
            Ok(()) | Err(RecorderError::UnknownTake) => {}
            Err(error) => return Err(failure(error)),
        }
        self.forget_note(id);
        Ok(())
    }
}

/// Takes are named by the moment in which they were begun.
fn begun_at(id: TakeId) -> Moment {
    let seconds = id.uuid().get_timestamp().map(|begun| begun.to_unix().0);
    Moment(seconds.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or_default().saturating_mul(1_000))
}

fn warn(id: TakeId, done: Result<(), Failure>) {
    if let Err(Failure { code, .. }) = done {
        tracing::warn!(take = %id, ?code, "a take waits for a better moment");
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

/// Two takes of the same length to the byte that are equally loud everywhere are the same one.
fn is_same(attachment: &Attachment, finished: &FinishedTake) -> bool {
    let Media::Voice { waveform, .. } = &attachment.media else { return false };
    attachment.bytes == finished.bytes && waveform.bars() == finished.waveform
}
