//! Makes a take's small file while the take grows: a thread reads the WAV as far as it is safe on disk, so
//! that a take that was recovered or resumed is made in the same way as one that was not.

use std::fs::{self, File};
use std::io::BufWriter;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use conversas_voice::{FRAME, VoiceEncoder, encoder};

use super::Answer;
use crate::error::RecorderError;
use crate::folder::{Folder, gone};
use crate::private::ours;
use crate::spool::{self, SpoolReader};
use crate::take::{FinishedTake, TakeId};
use crate::waveform::Loudness;

/// The making of one take's small file. When this value is dropped the work ends, and an unfinished file is
/// removed.
pub(super) struct Encoding {
    steps: Option<Sender<Step>>,
    given_up: Arc<AtomicBool>,
    finishing: bool,
    /// Whether the last answer is on its way.
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

enum Step {
    /// This number of samples is there.
    UpTo(u64),
    /// No more samples will come: the file is to be completed, and the answer given.
    Finish(Answer<FinishedTake>),
}

impl Encoding {
    /// Begins the work at a take's first sample.
    pub(super) fn start(folder: &Folder, take: TakeId) -> Result<Self, RecorderError> {
        let (steps, inbox) = channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let over = Arc::new(AtomicBool::new(false));
        let (give_up, ends) = (Arc::clone(&given_up), Arc::clone(&over));
        let worker = Worker { folder: folder.clone(), take, safe: 0, given_up: give_up, over: ends };
        let thread = thread::Builder::new().name("encoding".into()).spawn(move || worker.run(&inbox))?;
        Ok(Self { steps: Some(steps), given_up, finishing: false, over, thread: Some(thread) })
    }

    /// Tells the worker that so many samples are safe on disk.
    pub(super) fn up_to(&self, samples: u64) {
        self.tell(Step::UpTo(samples));
    }

    /// Tells the worker that all samples are there: the answer comes when the file is complete.
    pub(super) fn finish(&mut self, answer: Answer<FinishedTake>) {
        self.finishing = true;
        self.tell(Step::Finish(answer));
    }

    /// Whether the worker was told to finish.
    pub(super) fn is_finishing(&self) -> bool {
        self.finishing
    }

    /// Whether the worker has finished, well or not.
    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire) || self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Tells the worker a step. A thread that has ended does not listen; its callers see their answer's
    /// channel close.
    fn tell(&self, step: Step) {
        if let Some(steps) = &self.steps {
            let _ = steps.send(step);
        }
    }
}

impl Drop for Encoding {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
        self.steps = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Worker {
    folder: Folder,
    take: TakeId,
    safe: u64,
    given_up: Arc<AtomicBool>,
    over: Arc<AtomicBool>,
}

impl Worker {
    fn run(mut self, inbox: &Receiver<Step>) {
        let (mut file, mut failed) = (None, false);
        while let Ok(step) = inbox.recv() {
            match step {
                Step::UpTo(samples) => {
                    self.safe = samples;
                    if !failed {
                        // A failure is tried once more at the end, from the beginning.
                        let followed = self.follow(file.take()).inspect_err(|error| {
                            tracing::warn!(take = %self.take, code = error.code(), "the small file is begun anew");
                        });
                        file = followed.ok();
                        failed = file.is_none();
                    }
                }
                Step::Finish(answer) => {
                    let finished = self.finish(file.take());
                    self.over.store(true, Ordering::Release);
                    let _ = answer.send(finished);
                    break;
                }
            }
        }
        drop(file);
        if let Err(error) = gone(fs::remove_file(self.folder.part(self.take))) {
            tracing::warn!(take = %self.take, kind = ?error.kind(), "a part of a small file stays until the next start");
        }
    }

    /// Encodes the whole frames that are there, and waits for more.
    fn follow(&self, file: Option<SmallFile>) -> Result<SmallFile, RecorderError> {
        let mut file = match file {
            Some(file) => file,
            None => SmallFile::begin(&self.folder, self.take)?,
        };
        while file.done + FRAME as u64 <= self.safe && !self.given_up.load(Ordering::Relaxed) {
            file.frame()?;
        }
        Ok(file)
    }

    fn finish(&mut self, file: Option<SmallFile>) -> Result<FinishedTake, RecorderError> {
        self.safe = spool::samples(&self.folder.wav(self.take))?;
        let file = self.follow(file)?;
        if self.given_up.load(Ordering::Relaxed) {
            return Err(RecorderError::Busy(self.take));
        }
        let loudness = file.end((self.safe % FRAME as u64) as usize)?;
        let part = self.folder.part(self.take);
        // Windows only syncs files that are open for writing.
        File::options().write(true).open(&part)?.sync_all()?;
        let path = self.folder.ogg(self.take);
        fs::rename(part, &path)?;
        describe(&self.folder, self.take, &loudness)
    }
}

/// Describes a finished take by its files.
pub(super) fn describe(
    folder: &Folder,
    take: TakeId,
    loudness: &Loudness,
) -> Result<FinishedTake, RecorderError> {
    let path = folder.ogg(take);
    Ok(FinishedTake {
        id: take,
        duration_ms: spool::ms(spool::samples(&folder.wav(take))?),
        waveform: loudness.bars(),
        bytes: fs::metadata(&path)?.len(),
        path,
    })
}

/// A small file that is not complete.
struct SmallFile {
    reader: SpoolReader,
    encoder: Box<dyn VoiceEncoder>,
    loudness: Loudness,
    /// The number of samples that are in the file.
    done: u64,
    frame: [i16; FRAME],
}

impl SmallFile {
    fn begin(folder: &Folder, take: TakeId) -> Result<Self, RecorderError> {
        let reader = SpoolReader::open(&folder.wav(take))?;
        let part = ours().create(true).truncate(true).open(folder.part(take))?;
        let encoder = encoder(Box::new(BufWriter::new(part)))?;
        Ok(Self { reader, encoder, loudness: Loudness::default(), done: 0, frame: [0; FRAME] })
    }

    fn frame(&mut self) -> Result<(), RecorderError> {
        self.reader.read(&mut self.frame)?;
        self.encoder.frame(&self.frame)?;
        self.loudness.add(&self.frame);
        self.done += FRAME as u64;
        Ok(())
    }

    /// Adds the last `rest` samples and completes the file.
    fn end(mut self, rest: usize) -> Result<Loudness, RecorderError> {
        let rest = &mut self.frame[..rest];
        self.reader.read(rest)?;
        self.encoder.finish(rest)?;
        self.loudness.add(rest);
        Ok(self.loudness)
    }
}
