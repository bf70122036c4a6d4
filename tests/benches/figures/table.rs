//! The output of figures.

use super::sample::Sample;

/// A bench's figures, each printed as soon as it is known.
pub(super) struct Table;

impl Table {
    /// Prints a figure beside its goal.
    pub(super) fn goal(&self, what: &str, figure: String, against: &str, goal: &str, is_met: bool) {
        let verdict = if is_met { "ok" } else { "over" };
        self.row(what, figure, against, goal, verdict);
    }

    /// Prints a figure that explains another one.
    pub(super) fn note(&self, what: &str, figure: String) {
        self.row(what, figure, "", "", "");
    }

    /// Prints median and 99th percentile of a sample that explains another figure.
    pub(super) fn sample(&self, what: &str, sample: &Sample) {
        self.note(what, spread(sample));
    }

    /// Prints a median against the median of its limit.
    pub(super) fn ratio(&self, what: &str, of: f64, limit: f64, against: &str, goal: f64) {
        let ratio = of / limit;
        let against = format!("{against} {limit:.2} ms");
        self.goal(what, format!("{ratio:.2} ×"), &against, &format!("≤ {goal} ×"), ratio <= goal);
    }

    fn row(&self, what: &str, figure: String, against: &str, goal: &str, verdict: &str) {
        let line = format!("  {what:<44}  {figure:<42}  {against:<20}  {goal:<12}  {verdict}");
        println!("{}", line.trim_end());
    }
}

/// Writes median, 99th percentile, and the number of durations.
pub(super) fn spread(sample: &Sample) -> String {
    format!("p50 {:.2} ms  p99 {:.2} ms  n {}", sample.p50(), sample.p99(), sample.len())
}
