//! The commands to the recorder.

use super::*;

impl Service {
    /// Starts a new take or resumes one; the answer is given with the first sound.
    pub(super) fn begin(&mut self, take: TakeId, new: bool, answer: Answer<()>) {
        match self.open_take(take, new) {
            Ok(mut recording) => {
                (recording.new, recording.waiting) = (new, Some(answer));
                self.recording = Some(recording);
            }
            Err(error) => {
                tracing::info!(%take, code = error.code(), "recording refused");
                reply(&answer, Err(error));
            }
        }
    }

    fn open_take(&mut self, take: TakeId, new: bool) -> Result<Recording, RecorderError> {
        if let Some(recording) = &self.recording {
            return Err(RecorderError::Busy(recording.take));
        }
        let limit = Limit::new(self.options.longest);
        let wav = self.folder.wav(take);
        if new && wav.exists() {
            return Err(RecorderError::TakeExists);
        }
        if !new {
            self.settle(take)?;
            if limit.room(spool::samples(&wav)?) == 0 {
                return Err(RecorderError::LimitReached);
            }
        }
        let (stream, source, stands_in) = self.open_any_source()?;
        let recording = if new {
            Recording::new(take, stream, source, Spool::create(&wav)?, limit)
        } else {
            gone(std::fs::remove_file(self.folder.ogg(take)))?;
            Recording::new(take, stream, source, Spool::append(&wav)?, limit)
        };
        let begun = recording.and_then(|mut recording| {
            self.encode(take)?;
            recording.stands_in = stands_in;
            Ok(recording)
        });
        if begun.is_err() && new {
            self.remove_new(take);
        }
        begun
    }

    pub(super) fn pause(&mut self, take: TakeId) -> Result<Take, RecorderError> {
        if !self.records(take) {
            return Err(RecorderError::NotRecording);
        }
        self.stop()?;
        self.folder.take(take)
    }

    /// Finishes a take; the answer is given when the small file is complete.
    pub(super) fn finish(&mut self, take: TakeId, answer: Answer<FinishedTake>) {
        match self.finished(take) {
            Ok(Some(finished)) => reply(&answer, Ok(finished)),
            Ok(None) => self.encodings.get_mut(&take).expect("it was just made sure of").finish(answer),
            Err(error) => reply(&answer, Err(error)),
        }
    }

    /// Answers the finished take, if it is finished already; if not, the take is ready to be finished.
    fn finished(&mut self, take: TakeId) -> Result<Option<FinishedTake>, RecorderError> {
        if self.records(take) {
            self.stop()?;
        }
        self.settle(take)?;
        let found = self.folder.take(take)?;
        if found.state == TakeState::Finished {
            return encoding::describe(&self.folder, take, &Loudness::of(&found.path)?).map(Some);
        }
        if u128::from(found.duration_ms) < self.options.shortest.as_millis() {
            return Err(RecorderError::TooShort);
        }
        self.encode(take)?;
        Ok(None)
    }

    pub(super) fn discard(&mut self, take: TakeId) -> Result<(), RecorderError> {
        if self.records(take) {
            // Ignored: sound that could not be written is thrown away with the rest.
            let _ = self.stop();
        }
        self.encodings.remove(&take);
        self.folder.discard(take)
    }

    pub(super) fn restore(&mut self, take: TakeId) -> Result<Take, RecorderError> {
        let restored = self.folder.restore(take)?;
        self.encode(take)?;
        Ok(restored)
    }

    pub(super) fn forget(&mut self, take: TakeId) -> Result<(), RecorderError> {
        if self.records(take) {
            return Err(RecorderError::Busy(take));
        }
        self.encodings.remove(&take);
        self.folder.forget(take)
    }

    pub(super) fn takes(&self) -> Result<Vec<Take>, RecorderError> {
        let mut takes = self.folder.takes()?;
        for take in takes.iter_mut().filter(|take| self.records(take.id)) {
            take.state = TakeState::Recording;
        }
        Ok(takes)
    }

    fn records(&self, take: TakeId) -> bool {
        self.recording.as_ref().is_some_and(|recording| recording.take == take)
    }

    /// Refuses a take whose small file is being completed: the caller of that command waits for it. Forgets
    /// the work on a file that is complete.
    fn settle(&mut self, take: TakeId) -> Result<(), RecorderError> {
        match self.encodings.get(&take) {
            Some(encoding) if encoding.is_over() => {
                self.encodings.remove(&take);
                Ok(())
            }
            Some(encoding) if encoding.is_finishing() => Err(RecorderError::Busy(take)),
            _ => Ok(()),
        }
    }

    /// Makes sure that a take's small file is being made.
    pub(super) fn encode(&mut self, take: TakeId) -> Result<(), RecorderError> {
        if !self.encodings.contains_key(&take) {
            let encoding = Encoding::start(&self.folder, take)?;
            encoding.up_to(spool::samples(&self.folder.wav(take))?);
            self.encodings.insert(take, encoding);
        }
        Ok(())
    }

    /// Begins with the small files of takes that an earlier run left, so that finishing them does not wait.
    pub(super) fn encode_recovered(&mut self) {
        let takes = self.folder.takes().unwrap_or_default();
        for take in takes.into_iter().filter(|take| take.state == TakeState::Paused) {
            if let Err(error) = self.encode(take.id) {
                tracing::warn!(take = %take.id, code = error.code(), "a recovered take is encoded when it is finished");
            }
        }
    }

    /// Removes a new take that got no sound.
    pub(super) fn remove_new(&mut self, take: TakeId) {
        self.encodings.remove(&take);
        if let Err(error) = self.folder.forget(take) {
            tracing::warn!(%take, code = error.code(), "an empty take stays until the next start");
        }
    }
}
