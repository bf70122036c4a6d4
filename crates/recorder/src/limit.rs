//! The longest duration of a take, and the warnings before it.

use std::time::Duration;

use crate::SAMPLE_RATE;

/// Seconds before the end at which a warning is told.
const WARNINGS: [u64; 3] = [300, 60, 10];

/// Watches how much of the longest duration is left.
pub(crate) struct Limit {
    most: u64,
    /// The number of warnings that were told.
    warned: usize,
}

impl Limit {
    /// Makes a limit of this duration.
    pub(crate) fn new(longest: Duration) -> Self {
        Self { most: longest.as_millis() as u64 * u64::from(SAMPLE_RATE) / 1000, warned: 0 }
    }

    /// Answers the number of samples that a take with so many may still get.
    pub(crate) fn room(&self, samples: u64) -> u64 {
        self.most.saturating_sub(samples)
    }

    /// Answers the seconds that are left, if a take with so many samples has come to a warning that was not
    /// told yet.
    pub(crate) fn warning(&mut self, samples: u64) -> Option<u64> {
        let left = self.room(samples);
        let due = WARNINGS.iter().filter(|seconds| left <= *seconds * u64::from(SAMPLE_RATE)).count();
        if due <= self.warned || left == 0 {
            return None;
        }
        self.warned = due;
        Some(left.div_ceil(u64::from(SAMPLE_RATE)))
    }
}

#[cfg(test)]
mod tests;
