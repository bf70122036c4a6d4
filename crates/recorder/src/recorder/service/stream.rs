//! Sound that comes from the microphone, and trouble with it.

use super::*;

impl Service {
    /// Opens the chosen microphone or, where it is not there, the system's default one; answers whether the
    /// default stands in for it.
    pub(super) fn open_any_source(&mut self) -> Result<(u64, Opened, bool), RecorderError> {
        match self.open_source() {
            Err(RecorderError::NoMicrophone) if self.chosen.is_some() => {
                let chosen = self.chosen.take();
                let opened = self.open_source();
                self.chosen = chosen;
                opened.map(|(stream, source)| (stream, source, true))
            }
            opened => opened.map(|(stream, source)| (stream, source, false)),
        }
    }

    fn open_source(&mut self) -> Result<(u64, Opened), RecorderError> {
        self.streams += 1;
        let sink = Sink::new(self.messages.clone(), self.streams);
        let opened = self.source.open(self.chosen.as_deref(), sink)?;
        Ok((self.streams, opened))
    }

    pub(super) fn hear(&mut self, stream: u64, news: StreamNews) {
        match news {
            StreamNews::Sound { samples, lost } => self.sound(stream, &samples, lost),
            StreamNews::Trouble(trouble) => self.trouble(stream, trouble),
        }
    }

    fn sound(&mut self, stream: u64, samples: &[f32], lost: u64) {
        let Some(recording) = self.recording.as_mut().filter(|recording| recording.stream == stream) else {
            return;
        };
        let take = recording.take;
        if lost > 0 {
            let lost_ms = lost_ms(lost, recording.source_rate());
            tracing::warn!(%take, lost_ms, "sound found no room");
            (self.listener)(RecorderEvent::Gap { take, lost_ms });
        }
        let encoding = self.encodings.get(&take).expect("a take that is recorded is encoded");
        let mut told = Vec::new();
        match recording.sound(samples, encoding, |event| told.push(event)) {
            Ok(outcome) => {
                if let Some(answer) = recording.waiting.take() {
                    tracing::info!(%take, "recording");
                    (self.listener)(RecorderEvent::Started { take });
                    if recording.stands_in {
                        tracing::info!(%take, "the chosen microphone is not there");
                        (self.listener)(RecorderEvent::DeviceChanged { take });
                    }
                    reply(&answer, Ok(()));
                }
                told.into_iter().for_each(&self.listener);
                if matches!(outcome, Outcome::Full) && self.stop().is_ok() {
                    (self.listener)(RecorderEvent::LimitReached { take });
                }
            }
            Err(error) => self.spool_failed(error),
        }
    }

    fn trouble(&mut self, stream: u64, trouble: Trouble) {
        let Some(recording) = self.recording.as_ref().filter(|recording| recording.stream == stream) else {
            return;
        };
        let take = recording.take;
        match trouble {
            Trouble::Lost => self.lost(RecorderError::NoMicrophone),
            Trouble::Gap => {
                tracing::warn!(%take, "sound was lost in the system");
                (self.listener)(RecorderEvent::Gap { take, lost_ms: 0 });
            }
            Trouble::Changed => {
                tracing::info!(%take, "the system changed the microphone");
                (self.listener)(RecorderEvent::DeviceChanged { take });
            }
        }
    }

    /// Stops after a microphone gives no sound any more: the take is kept, or removed if it got none.
    pub(super) fn lost(&mut self, why: RecorderError) {
        let Some(recording) = &self.recording else { return };
        let (take, waits) = (recording.take, recording.waiting.is_some());
        tracing::warn!(%take, code = why.code(), "the microphone is gone");
        if waits {
            self.abort(why);
        } else if self.stop().is_ok() {
            (self.listener)(RecorderEvent::DeviceLost { take });
        }
    }

    /// Chooses another microphone from now on; if it cannot be opened everything stays as it was.
    pub(super) fn choose(&mut self, id: Option<String>) -> Result<(), RecorderError> {
        let before = std::mem::replace(&mut self.chosen, id);
        if self.recording.is_none() {
            return Ok(());
        }
        let (stream, source) = self.open_source().inspect_err(|_| self.chosen = before)?;
        let Some(recording) = self.recording.as_mut() else { return Ok(()) };
        let take = recording.take;
        let encoding = self.encodings.get(&take).expect("a take that is recorded is encoded");
        if let Err(error) = recording.switch(stream, source, encoding, &self.listener) {
            let code = error.code();
            self.spool_failed(error);
            return Err(RecorderError::MicrophoneFailed(code.to_owned()));
        }
        (self.listener)(RecorderEvent::DeviceChanged { take });
        Ok(())
    }

    /// Ends the recording; its take is complete on disk.
    pub(super) fn stop(&mut self) -> Result<(), RecorderError> {
        if self.recording.as_ref().is_some_and(|recording| recording.waiting.is_some()) {
            self.abort(RecorderError::NotRecording);
            return Err(RecorderError::NotRecording);
        }
        let Some(recording) = self.recording.take() else { return Err(RecorderError::NotRecording) };
        let take = recording.take;
        let encoding = self.encodings.get(&take).expect("a take that is recorded is encoded");
        let stopped = recording.stop(encoding, &self.listener);
        if let Err(error) = &stopped {
            self.mend(take, error.code());
        }
        stopped
    }

    /// Ends a recording that never got sound.
    fn abort(&mut self, why: RecorderError) {
        let Some(mut recording) = self.recording.take() else { return };
        let (take, new, waiting) = (recording.take, recording.new, recording.waiting.take());
        drop(recording);
        if new {
            self.remove_new(take);
        }
        if let Some(answer) = waiting {
            reply(&answer, Err(why));
        }
    }

    /// Stops after the disk refused sound: the sound on disk is kept.
    fn spool_failed(&mut self, error: RecorderError) {
        if self.recording.as_ref().is_some_and(|recording| recording.waiting.is_some()) {
            return self.abort(error);
        }
        let Some(recording) = self.recording.take() else { return };
        let take = recording.take;
        drop(recording);
        self.mend(take, error.code());
    }

    /// Makes a take readable up to the last sound that the disk took.
    fn mend(&mut self, take: TakeId, code: &'static str) {
        tracing::warn!(%take, code, "a take could not be written on");
        match spool::repair(&self.folder.wav(take)) {
            Ok(samples) => self.encodings.get(&take).into_iter().for_each(|encoding| encoding.up_to(samples)),
            Err(error) => tracing::warn!(%take, code = error.code(), "the take is mended at the next start"),
        }
        (self.listener)(RecorderEvent::SpoolFailed { take, code });
    }
}
