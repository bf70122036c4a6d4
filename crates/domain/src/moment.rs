//! Points in time.

use serde::{Deserialize, Serialize};

/// Milliseconds since the Unix epoch, UTC. Which clock it came from, the field that holds it says.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// Milliseconds from `earlier` to `self`, never negative. Clocks of devices may hold anything, so it saturates.
    pub fn since(self, earlier: Moment) -> i64 {
        self.0.saturating_sub(earlier.0).max(0)
    }

    /// This moment moved by `ms` milliseconds.
    pub fn plus(self, ms: i64) -> Moment {
        Moment(self.0.saturating_add(ms))
    }
}

/// Milliseconds in an hour.
pub const HOUR: i64 = 3_600_000;
/// Milliseconds in a day.
pub const DAY: i64 = 24 * HOUR;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_clock_makes_a_span_negative_or_overflow() {
        assert_eq!(Moment(5).since(Moment(2)), 3);
        assert_eq!(Moment(2).since(Moment(5)), 0);
        assert_eq!(Moment(i64::MAX).since(Moment(i64::MIN)), i64::MAX);
        assert_eq!(Moment(i64::MIN).since(Moment(i64::MAX)), 0);
        assert_eq!(Moment(i64::MAX).plus(DAY), Moment(i64::MAX));
    }
}
