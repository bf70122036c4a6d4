//! The recorder, and the rows and messages of its takes. A take is a WAV of the recorder in
//! `<profile>/takes/`; the store's row, there before the first sample, names its person and the conversation
//! in which it will be sent.
//!
//! | file | what |
//! |---|---|
//! | `commands` | commands of a person: start, pause, continue, delete, undo, send |
//! | `keeping` | the files follow the rows: acknowledged, lost, signed out, emptied from the bin |
//! | `labels` | the file beside each sound, in case the store loses its row |
//! | `found` | sounds without a row are taken over |
//! | `levels` | the loudness of a take |
//! | `news` | the recorder's events become ipc's |
//!
//! Work that waits for the recorder or the disk runs off the async threads, one command after the other.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use conversas_client::{Engine, TakeRow};
use conversas_domain::attachment::VOICE_LIMIT_MS;
use conversas_domain::ids::{self, EntityId};
use conversas_domain::rejection::Rejection;
use conversas_ipc::{Event, Failure, FailureCode, Microphone, TakeItem};
use conversas_recorder::{Options, Recorder, RecorderError, Take, TakeId, TakeState};
use tokio::sync::{broadcast, watch};
use tokio::task::JoinError;

use crate::failure::{lost, of_rule};
use crate::session;

mod commands;
mod found;
mod keeping;
mod labels;
mod levels;
mod news;

use labels::Labels;
pub(crate) use news::Level;

/// The source of sound for the recorder.
pub type Source = Box<dyn conversas_recorder::source::Source>;

/// The takes of a profile. Cheap to clone; when the last clone is dropped, what is recorded is paused and
/// kept.
#[derive(Clone)]
pub(crate) struct Recording {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    recorder: Recorder,
    labels: Labels,
    longest_ms: u64,
    /// Takes that an earlier run left, until they are continued.
    found: Mutex<BTreeSet<TakeId>>,
    /// Lets one command run after the other.
    turn: tokio::sync::Mutex<()>,
    events: broadcast::Sender<Event>,
}

/// The receivers of the recorder's events.
#[derive(Clone)]
pub(crate) struct Listeners {
    pub(crate) events: broadcast::Sender<Event>,
    pub(crate) level: watch::Sender<Option<Level>>,
}

impl Recording {
    /// Opens the recorder, which mends what a crash left. `source`: none is the system's microphones.
    pub(crate) async fn open(
        engine: Engine,
        folder: PathBuf,
        source: Option<Source>,
        options: Options,
        listeners: Listeners,
    ) -> Result<Recording, RecorderError> {
        let events = listeners.events.clone();
        let opening = tokio::task::spawn_blocking(move || {
            let tell = move |event| news::tell(&listeners, event);
            let recorder = match source {
                Some(source) => Recorder::with_source(source, folder.clone(), tell, options),
                None => Recorder::start_service(folder.clone(), tell, options),
            }?;
            let found = recorder.takes()?.into_iter().map(|take| take.id).collect();
            Ok::<_, RecorderError>((recorder, Labels::of(folder), found))
        });
        let (recorder, labels, found) = opening.await.map_err(stopped)??;
        let longest = u64::try_from(options.longest.as_millis()).unwrap_or(VOICE_LIMIT_MS);
        let inner = Inner {
            engine,
            recorder,
            labels,
            longest_ms: longest.min(VOICE_LIMIT_MS),
            found: Mutex::new(found),
            turn: tokio::sync::Mutex::default(),
            events,
        };
        let recording = Recording { inner: Arc::new(inner) };
        recording.take_over().await;
        Ok(recording)
    }

    /// Answers all takes of the person that are not sent, oldest first.
    pub(crate) async fn takes(&self) -> Result<Vec<TakeItem>, Failure> {
        let mine = self.inner.drafts().await?;
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            let takes = inner.recorder.takes().map_err(failure)?;
            let items = takes.into_iter().filter_map(|take| {
                let row = mine.iter().find(|row| row.id == row_id(take.id))?;
                Some(inner.item(&take, row))
            });
            Ok(items.collect())
        })
        .await
    }

    /// Answers the sound so far of a take that is not being recorded.
    pub(crate) async fn wav(&self, id: &str) -> Result<PathBuf, Failure> {
        let (inner, id) = (Arc::clone(&self.inner), parse(id)?);
        blocking(move || {
            let take = inner.take(id)?;
            let is_recording = take.state == TakeState::Recording;
            if is_recording { Err(FailureCode::RecorderBusy.into()) } else { Ok(take.path) }
        })
        .await
    }

    pub(crate) async fn microphones(&self) -> Result<Vec<Microphone>, Failure> {
        let recorder = self.inner.recorder.clone();
        let known = blocking(move || recorder.microphones().map_err(failure)).await?.into_iter();
        Ok(known.map(|it| Microphone { id: it.id, name: it.name, is_default: it.is_default }).collect())
    }

    /// Records with this microphone from now on, also a take that is being recorded. A microphone that is
    /// gone is refused when the next take begins.
    pub(crate) async fn choose(&self, microphone: Option<String>) {
        let recorder = self.inner.recorder.clone();
        let chosen = blocking(move || recorder.choose(microphone).map_err(failure)).await;
        if let Err(Failure { code, .. }) = chosen {
            tracing::info!(?code, "the microphone stays as it was");
        }
    }

    /// Pauses and keeps the take that is being recorded.
    pub(crate) async fn stop(&self) {
        let recorder = self.inner.recorder.clone();
        let pausing = blocking(move || {
            let takes = recorder.takes().map_err(failure)?;
            for take in takes.into_iter().filter(|take| take.state == TakeState::Recording) {
                recorder.pause(take.id).map_err(failure)?;
            }
            Ok(())
        });
        // Ignored: a take that cannot be paused is safe up to its last second.
        let _ = pausing.await;
    }
}

impl Inner {
    /// Answers the takes that are the person's to send.
    async fn drafts(&self) -> Result<Vec<TakeRow>, Failure> {
        let me = session::owner(&self.engine).await?;
        let mut rows = self.engine.takes().all().await.map_err(crate::failure::failure)?;
        rows.retain(|row| row.is_draft() && me.has_recorded(row.owner));
        Ok(rows)
    }

    fn take(&self, id: TakeId) -> Result<Take, Failure> {
        let takes = self.recorder.takes().map_err(failure)?;
        takes.into_iter().find(|take| take.id == id).ok_or(FailureCode::NotFound.into())
    }

    fn item(&self, take: &Take, row: &TakeRow) -> TakeItem {
        let is_found = self.found.lock().unwrap_or_else(PoisonError::into_inner).contains(&take.id);
        TakeItem {
            id: take.id.to_string(),
            conversation_id: row.conversation_id,
            state: match take.state {
                TakeState::Recording => conversas_ipc::TakeState::Recording,
                _ if take.duration_ms >= self.longest_ms => conversas_ipc::TakeState::Full,
                TakeState::Paused | TakeState::Finished => conversas_ipc::TakeState::Paused,
            },
            duration_ms: take.duration_ms,
            levels: levels::of(&take.path).unwrap_or_default(),
            recovered: is_found,
        }
    }
}

fn parse(id: &str) -> Result<TakeId, Failure> {
    id.parse().map_err(|error| of_rule(Rejection::from(error)).into())
}

/// A take as the store names it.
fn row_id(id: TakeId) -> ids::TakeId {
    ids::TakeId::from_uuid(id.uuid())
}

/// A take as the recorder names it.
fn take_id(id: ids::TakeId) -> TakeId {
    TakeId::from_uuid(id.uuid())
}

fn warn(id: TakeId, done: Result<(), Failure>) {
    if let Err(Failure { code, .. }) = done {
        tracing::warn!(take = %id, ?code, "a take waits for a better moment");
    }
}

/// Reports that opening the recorder ended in the middle. The text of its panic is left out, because it may
/// quote somebody.
fn stopped(error: JoinError) -> RecorderError {
    tracing::error!(task = %error.id(), is_panic = error.is_panic(), "the recorder could not be opened");
    RecorderError::Stopped
}

/// Runs work that waits for the recorder or the disk.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(lost(error)))
}

/// Answers the failure that the interface is told.
fn failure(error: RecorderError) -> Failure {
    let code = match &error {
        RecorderError::NoMicrophone
        | RecorderError::MicrophoneBusy
        | RecorderError::NoSamples
        | RecorderError::MicrophoneFailed(_) => FailureCode::NoMicrophone,
        RecorderError::NoPermission => FailureCode::NoPermission,
        RecorderError::Busy(_) => FailureCode::RecorderBusy,
        RecorderError::UnknownTake => FailureCode::NotFound,
        RecorderError::TooShort => FailureCode::TakeTooShort,
        RecorderError::NotRecording | RecorderError::LimitReached => FailureCode::BadRequest,
        RecorderError::DiskFull | RecorderError::Io(_) => FailureCode::StorageUnavailable,
        RecorderError::TakeExists | RecorderError::Encoding(_) | RecorderError::Stopped => {
            FailureCode::Internal
        }
    };
    let disk = if let RecorderError::Io(error) = &error { Some(error.kind()) } else { None };
    tracing::info!(why = error.code(), disk = disk.map(tracing::field::debug), "the recorder refused");
    code.into()
}
