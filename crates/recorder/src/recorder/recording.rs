//! The one take that is growing: takes sound from a stream and writes it to disk.

use std::time::Instant;

use super::Answer;
use super::encoding::Encoding;
use super::pace::Pace;
use crate::SAMPLE_RATE;
use crate::error::RecorderError;
use crate::event::RecorderEvent;
use crate::limit::Limit;
use crate::meter::Meter;
use crate::resample::Rate;
use crate::source::Opened;
use crate::spool::Spool;
use crate::take::TakeId;

/// A take that is being recorded.
pub(super) struct Recording {
    pub(super) take: TakeId,
    /// The number of the stream: late sound of an earlier stream does not belong to this take.
    pub(super) stream: u64,
    /// The caller who waits for the first sound.
    pub(super) waiting: Option<Answer<()>>,
    /// Whether the take did not exist before.
    pub(super) new: bool,
    /// Whether the stream hears the system's default microphone because the chosen one is not there, which is
    /// told with the first sound.
    pub(super) stands_in: bool,
    /// The moment at which the last sound came, or the stream was opened.
    pub(super) heard: Instant,
    source: Opened,
    pace: Pace,
    rate: Rate,
    meter: Meter,
    limit: Limit,
    spool: Spool,
    samples: Vec<i16>,
}

/// The outcome of adding sound.
pub(super) enum Outcome {
    /// The take goes on growing.
    On,
    /// The take has reached its longest duration.
    Full,
}

impl Recording {
    pub(super) fn new(
        take: TakeId,
        stream: u64,
        source: Opened,
        spool: Spool,
        limit: Limit,
    ) -> Result<Self, RecorderError> {
        Ok(Self {
            take,
            stream,
            waiting: None,
            new: false,
            stands_in: false,
            heard: Instant::now(),
            rate: Rate::from(source.rate)?,
            source,
            pace: Pace::default(),
            meter: Meter::new(take, spool.samples()),
            limit,
            spool,
            samples: Vec::new(),
        })
    }

    /// The samples a second that the stream gives.
    pub(super) fn source_rate(&self) -> u32 {
        self.source.rate
    }

    /// Whether the sound of that moment is in the take.
    pub(super) fn has_reached(&self, moment: Instant) -> bool {
        self.pace.has_reached(moment)
    }

    /// Adds sound of the stream.
    pub(super) fn sound(
        &mut self,
        sound: &[f32],
        encoding: &Encoding,
        mut tell: impl FnMut(RecorderEvent),
    ) -> Result<Outcome, RecorderError> {
        self.heard = Instant::now();
        self.pace.heard(sound.len() as f64 / f64::from(self.source.rate), self.heard);
        self.samples.clear();
        self.rate.convert(sound, &mut self.samples);
        self.keep(encoding, &mut tell)?;
        if let Some(left_seconds) = self.limit.warning(self.spool.samples()) {
            tell(RecorderEvent::NearLimit { take: self.take, left_seconds });
        }
        Ok(if self.limit.room(self.spool.samples()) == 0 { Outcome::Full } else { Outcome::On })
    }

    /// Continues the take with another stream.
    pub(super) fn switch(
        &mut self,
        stream: u64,
        source: Opened,
        encoding: &Encoding,
        tell: impl FnMut(RecorderEvent),
    ) -> Result<(), RecorderError> {
        let rate = Rate::from(source.rate)?;
        self.drain(encoding, tell)?;
        (self.stream, self.source, self.rate, self.heard) = (stream, source, rate, Instant::now());
        self.pace = Pace::default();
        Ok(())
    }

    /// Makes the take complete on disk; the stream ends after it.
    pub(super) fn stop(
        mut self,
        encoding: &Encoding,
        tell: impl FnMut(RecorderEvent),
    ) -> Result<(), RecorderError> {
        self.drain(encoding, tell)?;
        encoding.up_to(self.spool.make_safe()?);
        Ok(())
    }

    fn drain(
        &mut self,
        encoding: &Encoding,
        mut tell: impl FnMut(RecorderEvent),
    ) -> Result<(), RecorderError> {
        self.samples.clear();
        self.rate.finish(&mut self.samples);
        self.keep(encoding, &mut tell)
    }

    fn keep(
        &mut self,
        encoding: &Encoding,
        tell: &mut impl FnMut(RecorderEvent),
    ) -> Result<(), RecorderError> {
        let room = usize::try_from(self.limit.room(self.spool.samples())).unwrap_or(usize::MAX);
        self.samples.truncate(room);
        if let Some(safe) = self.spool.write(&self.samples)? {
            encoding.up_to(safe);
        }
        self.meter.feed(&self.samples, tell);
        Ok(())
    }
}

/// The duration of so many samples of a stream.
pub(super) fn lost_ms(samples: u64, rate: u32) -> u64 {
    samples * 1000 / u64::from(rate.clamp(1, SAMPLE_RATE * 8))
}
