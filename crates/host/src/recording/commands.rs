//! What a person does with takes. Each runs to its end, also when whoever asked is gone.

use std::sync::{Arc, PoisonError};

use conversas_client::{Owner, Voice};
use conversas_domain::attachment::Waveform;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::moment::Moment;
use conversas_domain::plan::{self, Feature};
use conversas_ipc::{Event, Failure, FailureCode, Queued, SendTake, TakeItem};
use conversas_recorder::{FinishedTake, RecorderError, Take, TakeId};
use uuid::Builder;

use super::notes::{Note, Sending};
use super::{Inner, Recording, blocking, failure, keeping, parse};
use crate::session;
use crate::thread::place_of;

impl Recording {
    /// "Áudio". Answers when the first samples are kept.
    pub(crate) async fn start(&self, conversation_id: ConversationId) -> Result<TakeItem, Failure> {
        self.undisturbed(async move |inner| {
            let Owner { person_id, installation, .. } = inner.may_record(conversation_id).await?;
            let id = fresh_id(inner.engine.now())?;
            let sending = Sending::No;
            let note = Note { person_id, installation, conversation_id, sending, deleted_at: None };
            let take = inner.in_blocking(move |inner| {
                inner.put(id, note)?;
                inner.recorder.start(id).inspect_err(|_| inner.forget_note(id)).map_err(failure)?;
                inner.take(id)
            });
            let take = take.await?;
            inner.changed(conversation_id).await;
            inner.shown(take, note).await
        })
        .await
    }

    /// "Pausar". A take that stopped by itself meanwhile is paused.
    pub(crate) async fn pause(&self, id: &str) -> Result<TakeItem, Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            let note = inner.mine(id).await?;
            let pausing = inner.in_blocking(move |inner| match inner.recorder.pause(id) {
                Err(RecorderError::NotRecording) => inner.take(id),
                paused => paused.map_err(failure),
            });
            let take = pausing.await?;
            inner.tell(Event::TakesChanged);
            inner.shown(take, note).await
        })
        .await
    }

    /// "Continuar gravando".
    pub(crate) async fn resume(&self, id: &str) -> Result<TakeItem, Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            let note = inner.mine(id).await?;
            inner.may_record(note.conversation_id).await?;
            let resuming = inner.in_blocking(move |inner| {
                inner.recorder.resume(id).map_err(failure)?;
                inner.take(id)
            });
            let take = resuming.await?;
            inner.found.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
            inner.tell(Event::TakesChanged);
            inner.shown(take, note).await
        })
        .await
    }

    /// "Excluir", also while recording.
    pub(crate) async fn delete(&self, id: &str) -> Result<(), Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            let note = inner.mine(id).await?;
            inner.into_the_bin(id, note).await
        })
        .await
    }

    /// "Desfazer".
    pub(crate) async fn restore(&self, id: &str) -> Result<TakeItem, Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            let note = inner.mine(id).await?;
            let kept = Note { deleted_at: None, ..note };
            let restoring = inner.in_blocking(move |inner| {
                let take = match inner.recorder.restore(id) {
                    // It is not in the bin, or not any more.
                    Err(RecorderError::UnknownTake) => inner.take(id),
                    restored => restored.map_err(failure),
                }?;
                inner.put(id, kept)?;
                Ok(take)
            });
            let take = restoring.await?;
            inner.changed(note.conversation_id).await;
            inner.shown(take, kept).await
        })
        .await
    }

    /// Ends the take and queues it. The sound stays until the server has it.
    pub(crate) async fn send(&self, request: SendTake) -> Result<Queued, Failure> {
        let id = parse(&request.id)?;
        self.undisturbed(async move |inner| {
            let note = inner.mine(id).await?;
            if let Sending::As(entry_id) = note.sending {
                return Ok(Queued { entry_id });
            }
            inner.may_record(note.conversation_id).await?;
            let finishing = inner.in_blocking(move |inner| {
                let finished = inner.recorder.finish(id).map_err(failure)?;
                inner.put(id, Note { sending: Sending::Begun, ..note })?;
                Ok(finished)
            });
            let finished = finishing.await.inspect_err(|_| inner.tell(Event::TakesChanged))?;
            let sent = inner.queue(note.conversation_id, finished, &request).await;
            let sending = sent.as_ref().map_or(Sending::No, |entry_id| Sending::As(*entry_id));
            let noted = inner.in_blocking(move |inner| inner.put(id, Note { sending, ..note })).await;
            inner.changed(note.conversation_id).await;
            let entry_id = sent?;
            // It is queued: that the note is old does no harm, it says where to look.
            drop(noted);
            Ok(Queued { entry_id })
        })
        .await
    }

    /// One after the other, and never left half done.
    pub(super) async fn undisturbed<T: Send + 'static, F>(
        &self,
        work: impl FnOnce(Arc<Inner>) -> F + Send + 'static,
    ) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, Failure>> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let working = tokio::spawn(async move {
            let holder = Arc::clone(&inner);
            let _turn = holder.turn.lock().await;
            work(inner).await
        });
        working.await.unwrap_or_else(|error| Err(crate::failure::lost(error)))
    }
}

impl Inner {
    /// The rule of plans, and permission to write there (rule 17). Answers who the person is.
    async fn may_record(&self, conversation_id: ConversationId) -> Result<Owner, Failure> {
        let directory = session::directory(&self.engine).await?;
        let known = self.engine.conversation(conversation_id).await.map_err(crate::failure::failure)?;
        if !known.can_write {
            return Err(FailureCode::Forbidden.into());
        }
        let allowed = plan::require(directory.school.plan, Feature::Audio);
        allowed.map_err(crate::failure::of_rule)?;
        session::owner(&self.engine).await
    }

    /// A take of the person who is signed in.
    async fn mine(&self, id: TakeId) -> Result<Note, Failure> {
        let me = session::owner(&self.engine).await?;
        let note = self.notes.get(id).filter(|note| me.is(note.owner()));
        note.ok_or(FailureCode::NotFound.into())
    }

    async fn queue(
        &self,
        id: ConversationId,
        finished: FinishedTake,
        request: &SendTake,
    ) -> Result<EntryId, Failure> {
        let waveform = Waveform::try_from(finished.waveform).map_err(crate::failure::of_rule)?;
        let voice = Voice { path: finished.path, duration_ms: finished.duration_ms, waveform };
        let seen = request.seen.map(place_of);
        let sent = self.engine.send_voice(id, voice, seen, request.ticket_id, request.starts_ticket).await;
        sent.map_err(crate::failure::failure)
    }

    pub(super) fn sent_as(&self, entry_id: EntryId) -> Option<(TakeId, Note)> {
        self.notes.all().into_iter().find(|(_, note)| note.sending == Sending::As(entry_id))
    }

    pub(super) async fn into_the_bin(self: &Arc<Self>, id: TakeId, note: Note) -> Result<(), Failure> {
        let note = Note { sending: Sending::No, deleted_at: Some(self.engine.now()), ..note };
        let deleting = self.in_blocking(move |inner| {
            inner.put(id, note)?;
            inner.recorder.discard(id).map_err(failure)
        });
        deleting.await?;
        keeping::empty_the_bin_later(self);
        self.changed(note.conversation_id).await;
        Ok(())
    }

    pub(super) async fn keep_as_draft(self: &Arc<Self>, id: TakeId, note: Note) -> Result<(), Failure> {
        let note = Note { sending: Sending::No, ..note };
        self.in_blocking(move |inner| inner.put(id, note)).await?;
        self.changed(note.conversation_id).await;
        Ok(())
    }

    async fn shown(self: &Arc<Self>, take: Take, note: Note) -> Result<TakeItem, Failure> {
        self.in_blocking(move |inner| Ok(inner.item(&take, &note))).await
    }

    pub(super) async fn in_blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Inner) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let inner = Arc::clone(self);
        blocking(move || work(&inner)).await
    }

    pub(super) fn put(&self, id: TakeId, note: Note) -> Result<(), Failure> {
        self.notes.put(id, note).map_err(|error| {
            tracing::warn!(take = %id, %error, "a note of a take cannot be kept");
            FailureCode::StorageUnavailable.into()
        })
    }

    pub(super) fn forget_note(&self, id: TakeId) {
        if let Err(error) = self.notes.remove(id) {
            tracing::warn!(take = %id, %error, "a note of a take stays until the next start");
        }
    }

    pub(super) fn tell(&self, event: Event) {
        // Nobody may be listening.
        let _ = self.events.send(event);
    }

    /// A take came, went, or is another kind of thing now: lists show where takes wait.
    pub(super) async fn changed(&self, conversation_id: ConversationId) {
        self.tell(Event::TakesChanged);
        if let (Ok(known), Ok(directory)) =
            (self.engine.conversation(conversation_id).await, session::directory(&self.engine).await)
        {
            let channel_id = session::list_of(&directory, known.view.channel_id).channel_id();
            self.tell(Event::InboxChanged { channel_id });
        }
    }
}

/// Takes sort by when they were begun.
fn fresh_id(now: Moment) -> Result<TakeId, Failure> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|error| {
        tracing::error!(%error, "the system gives no random bytes");
        Failure::new(FailureCode::Internal)
    })?;
    let millis = u64::try_from(now.0).unwrap_or_default();
    Ok(TakeId::from_uuid(Builder::from_unix_timestamp_millis(millis, &random).into_uuid()))
}
