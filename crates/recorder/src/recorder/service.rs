//! The recorder's thread: it owns the stream, the take that is recorded, and the small files that are being made.

mod commands;
mod stream;

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

use super::encoding::{self, Encoding};
use super::recording::{Outcome, Recording, lost_ms};
use super::{Answer, Message, Options};
use crate::error::RecorderError;
use crate::event::RecorderEvent;
use crate::folder::{Folder, gone};
use crate::limit::Limit;
use crate::source::{Opened, Sink, Source, StreamNews, Trouble};
use crate::spool::{self, Spool};
use crate::take::{FinishedTake, Take, TakeId, TakeState};
use crate::waveform::Loudness;

/// The longest wait for sound from before a button was pressed.
const CATCH_UP: Duration = Duration::from_millis(300);

type Listener = Box<dyn Fn(RecorderEvent) + Send>;

/// The state of the thread.
pub(super) struct Service {
    source: Box<dyn Source>,
    folder: Folder,
    listener: Listener,
    options: Options,
    /// The sender that sinks of streams use.
    messages: SyncSender<Message>,
    /// The microphone that was chosen; none: the system's default one.
    chosen: Option<String>,
    streams: u64,
    recording: Option<Recording>,
    encodings: BTreeMap<TakeId, Encoding>,
    /// Messages that came while the service waited for sound.
    later: VecDeque<Message>,
}

impl Service {
    pub(super) fn new(
        source: Box<dyn Source>,
        folder: Folder,
        listener: Listener,
        options: Options,
        messages: SyncSender<Message>,
    ) -> Self {
        Self {
            source,
            folder,
            listener,
            options,
            messages,
            chosen: None,
            streams: 0,
            recording: None,
            encodings: BTreeMap::new(),
            later: VecDeque::new(),
        }
    }

    pub(super) fn run(mut self, inbox: &Receiver<Message>) {
        self.encode_recovered();
        loop {
            match self.next(inbox) {
                Ok(Message::Close) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(message) => self.handle(message, inbox),
                Err(RecvTimeoutError::Timeout) => self.lost(RecorderError::NoSamples),
            }
        }
        if let Some(take) = self.recording.as_ref().map(|recording| recording.take) {
            // Nobody is left to tell; up to the last second it is safe anyway.
            if let Err(error) = self.pause(take) {
                tracing::warn!(%take, code = error.code(), "a take was not paused in order");
            }
        }
    }

    /// Waits for the next message; while recording, for no longer than a microphone may be silent.
    fn next(&mut self, inbox: &Receiver<Message>) -> Result<Message, RecvTimeoutError> {
        match (self.later.pop_front(), &self.recording) {
            (Some(message), _) => Ok(message),
            (None, None) => inbox.recv().map_err(RecvTimeoutError::from),
            (None, Some(recording)) => {
                inbox.recv_timeout(self.options.patience.saturating_sub(recording.heard.elapsed()))
            }
        }
    }

    fn handle(&mut self, message: Message, inbox: &Receiver<Message>) {
        match message {
            Message::Stream(stream, news) => self.hear(stream, news),
            Message::Start(take, answer) => self.begin(take, true, answer),
            Message::Resume(take, answer) => self.begin(take, false, answer),
            Message::Finish(take, answer) => {
                self.catch_up(inbox);
                self.finish(take, answer);
            }
            Message::Pause(take, answer) => {
                self.catch_up(inbox);
                reply(&answer, self.pause(take));
            }
            Message::Discard(take, answer) => reply(&answer, self.discard(take)),
            Message::Restore(take, answer) => reply(&answer, self.restore(take)),
            Message::Forget(take, answer) => reply(&answer, self.forget(take)),
            Message::Purge(older_than, answer) => reply(&answer, self.folder.purge(older_than)),
            Message::Takes(answer) => reply(&answer, self.takes()),
            Message::Deleted(answer) => reply(&answer, self.folder.deleted_takes()),
            Message::Microphones(answer) => reply(&answer, self.source.microphones()),
            Message::Choose(id, answer) => reply(&answer, self.choose(id)),
            Message::Close => {}
        }
    }

    /// Waits for sound that was made until now and is still on its way.
    fn catch_up(&mut self, inbox: &Receiver<Message>) {
        let pressed = Instant::now();
        while self.recording.as_ref().is_some_and(|recording| !recording.has_reached(pressed)) {
            match inbox.recv_timeout(CATCH_UP.saturating_sub(pressed.elapsed())) {
                Ok(Message::Stream(stream, news)) => self.hear(stream, news),
                Ok(other) => self.later.push_back(other),
                Err(_) => return,
            }
        }
    }
}

fn reply<T>(answer: &Answer<T>, result: Result<T, RecorderError>) {
    // Ignored: the caller may have been dropped.
    let _ = answer.send(result);
}
