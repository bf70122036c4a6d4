//! Points in time.

use serde::{Deserialize, Serialize};

use crate::exact;

/// Milliseconds since the Unix epoch, UTC. The doc of each field names the clock.
///
/// Clocks of devices may hold anything. Whatever is read or written as JSON is brought into the years 1 to 9999, so that
/// every reader of JSON gets the number whole and every calendar can show it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = -62_135_596_800_000i64, maximum = 253_402_300_799_999i64))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "exact::Whole", into = "i64")]
pub struct Moment(pub i64);

impl From<exact::Whole> for Moment {
    fn from(exact::Whole(ms): exact::Whole) -> Moment {
        Moment(ms).shown()
    }
}

impl From<Moment> for i64 {
    fn from(moment: Moment) -> i64 {
        moment.shown().0
    }
}

impl Moment {
    /// The first millisecond of the year 1.
    pub const FIRST: Moment = Moment(-62_135_596_800_000);
    /// The last millisecond of the year 9999.
    pub const LAST: Moment = Moment(253_402_300_799_999);

    /// The nearest moment that can be shown: between [`Moment::FIRST`] and [`Moment::LAST`].
    pub fn shown(self) -> Moment {
        self.clamp(Moment::FIRST, Moment::LAST)
    }

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

    #[test]
    fn what_a_clock_says_travels_as_a_moment_that_can_be_shown() {
        let read = |json: &str| serde_json::from_str::<Moment>(json).expect("a number");
        for (json, expected) in [
            ("0", Moment(0)),
            ("1764460800000", Moment(1_764_460_800_000)),
            ("9007199254740994", Moment::LAST),
            ("9223372036854775807", Moment::LAST),
            ("18446744073709551615", Moment::LAST),
            ("-9223372036854775808", Moment::FIRST),
        ] {
            assert_eq!(read(json), expected, "{json}");
        }
        for moment in [Moment(i64::MIN), Moment(i64::MAX), Moment(1 << 53)] {
            let json = serde_json::to_string(&moment).expect("a number");
            assert_eq!(read(&json), moment.shown());
            assert!(json.parse::<i64>().expect("a number").abs() < 1 << 53);
        }
        assert!(
            serde_json::from_str::<Moment>("1.5").is_err() && serde_json::from_str::<Moment>("null").is_err()
        );
    }
}
