//! Durations of one action, measured often.

use std::time::{Duration, Instant};

/// The measured durations, in milliseconds.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample(Vec<f64>);

impl Sample {
    /// Adds a duration.
    pub(super) fn add(&mut self, duration: Duration) {
        self.0.push(duration.as_secs_f64() * 1e3);
    }

    /// Adds the duration of `work`.
    pub(super) fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = work();
        self.add(start.elapsed());
        value
    }

    /// Adds all durations of another sample.
    pub(super) fn append(&mut self, other: Sample) {
        self.0.extend(other.0);
    }

    /// Answers the number of durations.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Answers the median.
    pub(super) fn p50(&self) -> f64 {
        self.at(0.5)
    }

    /// Answers the value below which 99 of 100 stay.
    pub(super) fn p99(&self) -> f64 {
        self.at(0.99)
    }

    /// Answers the largest duration.
    pub(super) fn worst(&self) -> f64 {
        self.at(1.0)
    }

    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (sorted.len() as f64 * share).ceil() as usize;
        sorted.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<I: IntoIterator<Item = f64>>(milliseconds: I) -> Sample {
        Sample(milliseconds.into_iter().collect())
    }
}
