//! Points in time.

use serde::{Deserialize, Serialize};

/// Milliseconds since the Unix epoch, UTC. Which clock it came from, the field that holds it says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// Milliseconds from `earlier` to `self`, never negative.
    pub fn since(self, earlier: Moment) -> i64 {
        (self.0 - earlier.0).max(0)
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
