//! A take's loudness as a few bars.

use std::path::Path;

use crate::error::RecorderError;
use crate::spool::{self, SpoolReader};
use crate::take::FinishedTake;

/// The number of samples of one loudness: 20 ms.
const WINDOW: usize = 960;

/// The loudness below which bars are not stretched: noise of a silent take stays small.
const QUIETEST_FULL_SCALE: f32 = 0.02;

/// The loudness of a take, window by window, which grows with it.
#[derive(Debug, Default)]
pub(crate) struct Loudness(Vec<f32>);

impl Loudness {
    /// Adds samples in windows of 20 ms; the last window may be shorter.
    pub(crate) fn add(&mut self, samples: &[i16]) {
        self.0.extend(samples.chunks(WINDOW).map(rms));
    }

    /// Reads the loudness of a whole take.
    pub(crate) fn of(path: &Path) -> Result<Self, RecorderError> {
        let mut left = spool::samples(path)? as usize;
        let mut reader = SpoolReader::open(path)?;
        let mut loudness = Self::default();
        let mut block = vec![0; 50 * WINDOW];
        while left > 0 {
            let length = left.min(block.len());
            reader.read(&mut block[..length])?;
            loudness.add(&block[..length]);
            left -= length;
        }
        Ok(loudness)
    }

    /// The bars, the loudest 255. Each lies between the mean and the loudest of its time, so that words stand out.
    pub(crate) fn bars(&self) -> Vec<u8> {
        let windows = self.0.len();
        let bar = |at: usize| {
            let from = (at * windows / FinishedTake::BARS).min(windows.saturating_sub(1));
            let to = ((at + 1) * windows / FinishedTake::BARS).clamp(from + 1, windows.max(from + 1));
            let part = self.0.get(from..to).unwrap_or_default();
            let mean = part.iter().sum::<f32>() / part.len().max(1) as f32;
            (mean + part.iter().copied().fold(0.0, f32::max)) / 2.0
        };
        let bars: Vec<f32> = (0..FinishedTake::BARS).map(bar).collect();
        let loudest = bars.iter().copied().fold(QUIETEST_FULL_SCALE, f32::max);
        bars.iter().map(|bar| (bar / loudest * 255.0).round() as u8).collect()
    }
}

fn rms(samples: &[i16]) -> f32 {
    let squares: f64 = samples.iter().map(|sample| f64::from(*sample).powi(2)).sum();
    ((squares / samples.len() as f64).sqrt() / 32_768.0) as f32
}

#[cfg(test)]
mod tests;
