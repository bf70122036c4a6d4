//! How figures are printed.

use std::fmt;

use super::sample::Sample;

/// A bench's figures.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<[String; 5]>,
}

impl Table {
    /// A figure beside its goal.
    pub(super) fn goal(&mut self, what: &str, figure: String, against: &str, goal: &str, is_met: bool) {
        let verdict = if is_met { "ok" } else { "over" };
        self.row(what, figure, against, goal, verdict);
    }

    /// A figure that explains another one.
    pub(super) fn note(&mut self, what: &str, figure: String) {
        self.row(what, figure, "", "", "");
    }

    /// Median and 99th percentile of something that explains another figure.
    pub(super) fn sample(&mut self, what: &str, sample: &Sample) {
        self.note(what, spread(sample));
    }

    /// A median against the median of what limits it.
    pub(super) fn ratio(&mut self, what: &str, of: f64, limit: f64, against: &str, goal: f64) {
        let ratio = of / limit;
        let against = format!("{against} {limit:.2} ms");
        self.goal(what, format!("{ratio:.2} ×"), &against, &format!("≤ {goal} ×"), ratio <= goal);
    }

    fn row(&mut self, what: &str, figure: String, against: &str, goal: &str, verdict: &str) {
        self.rows.push([what.into(), figure, against.into(), goal.into(), verdict.into()]);
    }
}

/// Median, 99th percentile, and of how many.
pub(super) fn spread(sample: &Sample) -> String {
    format!("p50 {:.2} ms  p99 {:.2} ms  n {}", sample.p50(), sample.p99(), sample.len())
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width =
            |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
        let widths: Vec<usize> = (0..5).map(width).collect();
        for row in &self.rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}
