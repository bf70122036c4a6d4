//! Commands of a person about takes. Each runs to its end, also when its caller is gone.

use std::sync::{Arc, PoisonError};

use conversas_client::{TakeRow, Voice};
use conversas_domain::attachment::Waveform;
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use conversas_domain::plan::{self, Feature};
use conversas_ipc::{
    DeleteTake, Done, Event, Failure, FailureCode, Microphone, MicrophonesQuery, PauseRecording, Queued,
    RecordingCommands, RestoreTake, ResumeRecording, SendTake, StartRecording, TakeItem, TakesQuery,
};
use conversas_recorder::{FinishedTake, RecorderError, Take, TakeId};
use uuid::Builder;

use super::{Inner, Recording, blocking, failure, parse, row_id, warn};
use crate::thread::place_of;
use crate::{Host, session};

impl RecordingCommands for Host {
    async fn takes(&self, _: TakesQuery) -> Result<Vec<TakeItem>, Failure> {
        self.recording.takes().await
    }

    async fn start_recording(&self, request: StartRecording) -> Result<TakeItem, Failure> {
        self.recording.start(request.conversation_id).await
    }

    async fn pause_recording(&self, request: PauseRecording) -> Result<TakeItem, Failure> {
        self.recording.pause(&request.id).await
    }

    async fn resume_recording(&self, request: ResumeRecording) -> Result<TakeItem, Failure> {
        self.recording.resume(&request.id).await
    }

    async fn delete_take(&self, request: DeleteTake) -> Result<Done, Failure> {
        self.recording.delete(&request.id).await?;
        Ok(Done {})
    }

    async fn restore_take(&self, request: RestoreTake) -> Result<TakeItem, Failure> {
        self.recording.restore(&request.id).await
    }

    async fn send_take(&self, request: SendTake) -> Result<Queued, Failure> {
        self.recording.send(request).await
    }

    async fn microphones(&self, _: MicrophonesQuery) -> Result<Vec<Microphone>, Failure> {
        self.recording.microphones().await
    }
}

impl Recording {
    /// Starts a take ("Áudio"). Answers when the first samples are kept.
    pub(crate) async fn start(&self, conversation_id: ConversationId) -> Result<TakeItem, Failure> {
        self.undisturbed(async move |inner| {
            inner.may_record(conversation_id).await?;
            let id = fresh_id(inner.engine.now())?;
            let row = inner.engine.takes().begin(row_id(id), conversation_id).await;
            let row = row.map_err(crate::failure::failure)?;
            let starting = inner.in_blocking(move |inner| {
                inner.label(&row)?;
                inner.recorder.start(id).map_err(failure)
            });
            if let Err(refused) = starting.await {
                inner.give_up(id).await;
                return Err(refused);
            }
            let take = inner.in_blocking(move |inner| inner.take(id)).await?;
            inner.tell(Event::TakesChanged);
            inner.shown(take, row).await
        })
        .await
    }

    /// Pauses a take ("Pausar"). A take that stopped by itself meanwhile is paused.
    pub(crate) async fn pause(&self, id: &str) -> Result<TakeItem, Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            let row = inner.mine(id).await?;
            let pausing = inner.in_blocking(move |inner| match inner.recorder.pause(id) {
                Err(RecorderError::NotRecording) => inner.take(id),
                paused => paused.map_err(failure),
            });
            let take = pausing.await?;
            inner.tell(Event::TakesChanged);
            inner.shown(take, row).await
        })
        .await
    }

    /// Records on ("Continuar gravando").
    pub(crate) async fn resume(&self, id: &str) -> Result<TakeItem, Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            let row = inner.mine(id).await?;
            inner.may_record(row.conversation_id).await?;
            let resuming = inner.in_blocking(move |inner| {
                inner.recorder.resume(id).map_err(failure)?;
                inner.take(id)
            });
            let take = resuming.await?;
            inner.found.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
            inner.tell(Event::TakesChanged);
            inner.shown(take, row).await
        })
        .await
    }

    /// Deletes a take ("Excluir"), also while recording.
    pub(crate) async fn delete(&self, id: &str) -> Result<(), Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            inner.engine.takes().delete(row_id(id)).await.map_err(crate::failure::failure)?;
            inner.into_the_bin(id).await
        })
        .await
    }

    /// Restores a deleted take ("Desfazer").
    pub(crate) async fn restore(&self, id: &str) -> Result<TakeItem, Failure> {
        let id = parse(id)?;
        self.undisturbed(async move |inner| {
            let row = inner.mine(id).await?;
            let restoring = inner.in_blocking(move |inner| match inner.recorder.restore(id) {
                // The take is not in the bin, or not any more.
                Err(RecorderError::UnknownTake) => inner.take(id),
                restored => restored.map_err(failure),
            });
            let take = restoring.await?;
            if row.is_deleted {
                inner.engine.takes().restore(row.id).await.map_err(crate::failure::failure)?;
            }
            inner.tell(Event::TakesChanged);
            inner.shown(take, row).await
        })
        .await
    }

    /// Ends the take and queues it. The sound stays until the server has it.
    pub(crate) async fn send(&self, request: SendTake) -> Result<Queued, Failure> {
        let id = parse(&request.id)?;
        self.undisturbed(async move |inner| {
            let row = inner.mine(id).await?;
            if let Some(entry_id) = row.entry_id {
                return Ok(Queued { entry_id });
            }
            inner.may_record(row.conversation_id).await?;
            let finishing = inner.in_blocking(move |inner| inner.recorder.finish(id).map_err(failure));
            let sent = match finishing.await {
                Ok(finished) => {
                    let queued = inner.queue(id, finished, &request).await;
                    // The label says which message the take became, in case the store loses its row.
                    warn(id, inner.relabel().await);
                    queued
                }
                Err(refused) => Err(refused),
            };
            inner.tell(Event::TakesChanged);
            sent
        })
        .await
    }

    /// Runs one command after the other, and each to its end.
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
    /// Checks the rule of plans and the permission to write in the conversation (rule 17).
    async fn may_record(&self, conversation_id: ConversationId) -> Result<(), Failure> {
        let directory = session::directory(&self.engine).await?;
        let known = self.engine.conversation(conversation_id).await.map_err(crate::failure::failure)?;
        if !known.can_write {
            return Err(FailureCode::Forbidden.into());
        }
        let allowed = plan::require(directory.school.plan, Feature::Audio);
        Ok(allowed.map_err(crate::failure::of_rule)?)
    }

    /// Answers a take of the person who is signed in.
    async fn mine(&self, id: TakeId) -> Result<TakeRow, Failure> {
        let me = session::owner(&self.engine).await?;
        let rows = self.engine.takes().all().await.map_err(crate::failure::failure)?;
        let row = rows.into_iter().find(|row| row.id == row_id(id) && me.has_recorded(row.owner));
        row.ok_or(FailureCode::NotFound.into())
    }

    async fn queue(&self, id: TakeId, finished: FinishedTake, request: &SendTake) -> Result<Queued, Failure> {
        let waveform = Waveform::try_from(finished.waveform).map_err(crate::failure::of_rule)?;
        let voice = Voice { path: finished.path, duration_ms: finished.duration_ms, waveform };
        let seen = request.seen.map(place_of);
        let takes = self.engine.takes();
        let sent = takes.send(row_id(id), voice, seen, request.ticket_id, request.starts_ticket).await;
        Ok(Queued { entry_id: sent.map_err(crate::failure::failure)? })
    }

    async fn shown(self: &Arc<Self>, take: Take, row: TakeRow) -> Result<TakeItem, Failure> {
        self.in_blocking(move |inner| Ok(inner.item(&take, &row))).await
    }

    pub(super) async fn in_blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Inner) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let inner = Arc::clone(self);
        blocking(move || work(&inner)).await
    }

    pub(super) fn tell(&self, event: Event) {
        // Ignored: there may be no receiver.
        let _ = self.events.send(event);
    }
}

/// Makes an identifier. Takes sort by the moment in which they were begun.
fn fresh_id(now: Moment) -> Result<TakeId, Failure> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|error| {
        tracing::error!(%error, "the system gives no random bytes");
        Failure::new(FailureCode::Internal)
    })?;
    let millis = u64::try_from(now.0).unwrap_or_default();
    Ok(TakeId::from_uuid(Builder::from_unix_timestamp_millis(millis, &random).into_uuid()))
}
