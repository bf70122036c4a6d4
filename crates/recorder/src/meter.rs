//! The loudness while a take is recorded, and whether anything is heard at all.

use crate::SAMPLE_RATE;
use crate::event::RecorderEvent;
use crate::spool::ms;
use crate::take::TakeId;

/// Samples from one level to the next: 20 a second.
const WINDOW: u64 = SAMPLE_RATE as u64 / 20;

/// A window with less energy than this is silence: −55 dB of full scale, under a quiet room and over a muted microphone.
const AUDIBLE: f64 = 0.0018;

/// The number of silent windows after which silence is told: 3 s.
const SILENT_WINDOWS: u32 = 60;

/// Measures samples while they are written.
pub(crate) struct Meter {
    take: TakeId,
    /// The number of the take's samples so far.
    at: u64,
    /// The number of samples of the window that is not full yet.
    samples: u64,
    peak: u16,
    squares: f64,
    /// The number of silent windows in a row.
    silent: u32,
}

impl Meter {
    /// Makes a meter that begins where a take stands.
    pub(crate) fn new(take: TakeId, at: u64) -> Self {
        Self { take, at, samples: 0, peak: 0, squares: 0.0, silent: 0 }
    }

    /// Measures samples and tells the events that follow.
    pub(crate) fn feed(&mut self, samples: &[i16], mut tell: impl FnMut(RecorderEvent)) {
        for sample in samples {
            self.peak = self.peak.max(sample.unsigned_abs());
            self.squares += f64::from(*sample).powi(2);
            self.samples += 1;
            if self.samples == WINDOW {
                self.at += WINDOW;
                self.window(&mut tell);
            }
        }
    }

    fn window(&mut self, tell: &mut impl FnMut(RecorderEvent)) {
        let take = self.take;
        let peak = f32::from(self.peak) / 32_768.0;
        tell(RecorderEvent::Level { take, at_ms: ms(self.at), peak });
        let audible = (self.squares / WINDOW as f64).sqrt() / 32_768.0 >= AUDIBLE;
        if audible {
            if self.silent >= SILENT_WINDOWS {
                tell(RecorderEvent::SoundAgain { take });
            }
            self.silent = 0;
        } else {
            self.silent = self.silent.saturating_add(1);
            if self.silent == SILENT_WINDOWS {
                tell(RecorderEvent::Silence { take });
            }
        }
        (self.samples, self.peak, self.squares) = (0, 0, 0.0);
    }
}

#[cfg(test)]
mod tests;
