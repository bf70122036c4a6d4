//! The handle: commands about takes. All of them run in the recorder's thread, one after the other.

mod encoding;
mod pace;
mod recording;
mod service;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::error::RecorderError;
use crate::event::RecorderEvent;
use crate::folder::Folder;
use crate::source::{Inbox, Microphone, Microphones, Source, StreamNews};
use crate::take::{FinishedTake, Take, TakeId};
use service::Service;

/// The number of messages that may wait: those of 40 s of sound.
const WAITING: usize = 1024;

/// Limits that may differ from a voice message's usual ones.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The longest duration of a take.
    pub longest: Duration,
    /// The shortest duration of a finished take.
    pub shortest: Duration,
    /// The longest wait for the first sound, and for any sound while recording. A Bluetooth headset needs more than a second.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            longest: Duration::from_secs(30 * 60),
            shortest: Duration::from_millis(300),
            patience: Duration::from_secs(4),
        }
    }
}

/// The recorder. Clones share one thread; when the last clone is dropped, what is recorded is paused and safe
/// on disk.
///
/// A tone stands here for a microphone, which is what [`Recorder::start_service`] records:
///
/// ```
/// # #[cfg(feature = "tone")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use conversas_recorder::source::Tone;
/// use conversas_recorder::{Options, Recorder, TakeId, TakeState};
///
/// let folder = tempfile::tempdir()?;
/// let tone = Box::new(Tone::new(conversas_recorder::SAMPLE_RATE));
/// let recorder = Recorder::with_source(tone, folder.path().into(), |_event| {}, Options::default())?;
///
/// let id = TakeId::from_uuid(uuid::Uuid::nil());
/// recorder.start(id)?;
/// std::thread::sleep(std::time::Duration::from_millis(500));
/// let take = recorder.pause(id)?;
/// assert_eq!(take.state, TakeState::Paused);
///
/// let voice = recorder.finish(id)?;
/// assert!(voice.path.exists() && voice.duration_ms >= 300);
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "tone"))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Recorder {
    thread: Arc<Thread>,
}

/// The channel that an answer goes into.
pub(crate) type Answer<T> = SyncSender<Result<T, RecorderError>>;

/// A message to the recorder's thread.
pub(crate) enum Message {
    Start(TakeId, Answer<()>),
    Pause(TakeId, Answer<Take>),
    Resume(TakeId, Answer<()>),
    Finish(TakeId, Answer<FinishedTake>),
    Discard(TakeId, Answer<()>),
    Restore(TakeId, Answer<Take>),
    Forget(TakeId, Answer<()>),
    Purge(Duration, Answer<usize>),
    Takes(Answer<Vec<Take>>),
    Deleted(Answer<Vec<TakeId>>),
    Microphones(Answer<Vec<Microphone>>),
    Choose(Option<String>, Answer<()>),
    /// News of the stream with this number.
    Stream(u64, StreamNews),
    Close,
}

impl Inbox for SyncSender<Message> {
    fn offer(&self, stream: u64, news: StreamNews) -> bool {
        self.try_send(Message::Stream(stream, news)).is_ok()
    }

    #[cfg(any(test, feature = "tone"))]
    fn give(&self, stream: u64, news: StreamNews) -> bool {
        self.send(Message::Stream(stream, news)).is_ok()
    }
}

impl Recorder {
    /// Starts the recorder with the system's microphones. Opens no microphone yet; mends what a crash left in `folder`.
    ///
    /// The listener is called on the recorder's thread: it passes the event on, and never calls the recorder.
    pub fn start_service(
        folder: PathBuf,
        listener: impl Fn(RecorderEvent) + Send + 'static,
        options: Options,
    ) -> Result<Self, RecorderError> {
        Self::with_source(Box::new(Microphones), folder, listener, options)
    }

    /// Starts the recorder with another source of sound.
    pub fn with_source(
        source: Box<dyn Source>,
        folder: PathBuf,
        listener: impl Fn(RecorderEvent) + Send + 'static,
        options: Options,
    ) -> Result<Self, RecorderError> {
        let folder = Folder::open(folder)?;
        let (messages, inbox) = sync_channel(WAITING);
        let sinks = messages.clone();
        // The service is made in its thread: some systems' streams must not leave the thread that opened
        // them.
        let run = move || Service::new(source, folder, Box::new(listener), options, sinks).run(&inbox);
        let thread = thread::Builder::new().name("recorder".into()).spawn(run)?;
        Ok(Self { thread: Arc::new(Thread { messages, thread: Some(thread) }) })
    }

    /// Starts a new take. Returns when its first samples are there, or with the error that prevented them.
    pub fn start(&self, take: TakeId) -> Result<(), RecorderError> {
        self.ask(|answer| Message::Start(take, answer))
    }

    /// Pauses the take that is recorded: its WAV is complete and can be played.
    pub fn pause(&self, take: TakeId) -> Result<Take, RecorderError> {
        self.ask(|answer| Message::Pause(take, answer))
    }

    /// Records on at the end of a take. Returns when the first samples are there.
    pub fn resume(&self, take: TakeId) -> Result<(), RecorderError> {
        self.ask(|answer| Message::Resume(take, answer))
    }

    /// Ends a take and makes its small file, which is there at once if the take was not interrupted by a
    /// restart. A second call returns the same.
    pub fn finish(&self, take: TakeId) -> Result<FinishedTake, RecorderError> {
        self.ask(|answer| Message::Finish(take, answer))
    }

    /// Puts a take into the bin, also one that is being recorded.
    pub fn discard(&self, take: TakeId) -> Result<(), RecorderError> {
        self.ask(|answer| Message::Discard(take, answer))
    }

    /// Takes a take out of the bin again; its state is paused.
    pub fn restore(&self, take: TakeId) -> Result<Take, RecorderError> {
        self.ask(|answer| Message::Restore(take, answer))
    }

    /// Removes a finished take for good, once the server has it.
    pub fn forget(&self, take: TakeId) -> Result<(), RecorderError> {
        self.ask(|answer| Message::Forget(take, answer))
    }

    /// Removes takes for good that have been in the bin for longer; returns how many.
    pub fn purge_deleted(&self, older_than: Duration) -> Result<usize, RecorderError> {
        self.ask(|answer| Message::Purge(older_than, answer))
    }

    /// Every take that is not in the bin, also those of earlier runs.
    pub fn takes(&self) -> Result<Vec<Take>, RecorderError> {
        self.ask(Message::Takes)
    }

    /// Every take in the bin, also those of earlier runs.
    pub fn deleted_takes(&self) -> Result<Vec<TakeId>, RecorderError> {
        self.ask(Message::Deleted)
    }

    /// The microphones that can be chosen.
    pub fn microphones(&self) -> Result<Vec<Microphone>, RecorderError> {
        self.ask(Message::Microphones)
    }

    /// Chooses a microphone, or the system's default one; what is being recorded goes on with it.
    pub fn choose(&self, id: Option<String>) -> Result<(), RecorderError> {
        self.ask(|answer| Message::Choose(id, answer))
    }

    fn ask<T>(&self, message: impl FnOnce(Answer<T>) -> Message) -> Result<T, RecorderError> {
        let (answer, answered) = sync_channel(1);
        self.thread.messages.send(message(answer))?;
        answered.recv()?
    }
}

/// The recorder's thread, which ends when this value is dropped.
struct Thread {
    messages: SyncSender<Message>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Thread {
    fn drop(&mut self) {
        let _ = self.messages.send(Message::Close);
        if let Some(thread) =
            self.thread.take().filter(|thread| thread.thread().id() != thread::current().id())
        {
            let _ = thread.join();
        }
    }
}
