//! The duration and size of a sound or a video; [`kinds`](super::kinds) reads them from a file.

/// The longest duration that is believed, in milliseconds: a person recorded nothing longer.
const LONGEST_MS: u64 = 7 * 24 * 60 * 60 * 1000;

/// The measures of a sound or a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// Milliseconds.
    pub duration_ms: Option<u64>,
    /// Pixels across and down, as it is shown.
    pub size: Option<(u32, u32)>,
}

impl Measure {
    /// The milliseconds of so many units, of which a second has `rate`.
    pub(super) fn milliseconds(count: u64, rate: u64) -> Option<u64> {
        let ms = u128::from(count) * 1000 / u128::from(rate).max(1);
        let ms = u64::try_from(ms).ok()?;
        (rate > 0 && ms > 0).then_some(ms).and_then(believed)
    }
}

/// Checks a duration that another device says.
pub(super) fn believed(ms: u64) -> Option<u64> {
    (ms <= LONGEST_MS).then_some(ms)
}
