//! The duration and size of a sound or a video; [`kinds`](super::kinds) reads them from a file.

/// Longer than this is nothing that a person recorded, in milliseconds: such a number is not believed.
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
    /// So many units, of which a second has `rate`.
    pub(super) fn milliseconds(count: u64, rate: u64) -> Option<u64> {
        let ms = u128::from(count) * 1000 / u128::from(rate).max(1);
        let ms = u64::try_from(ms).ok()?;
        (rate > 0 && ms > 0).then_some(ms).and_then(believed)
    }
}

/// A number that another device says.
pub(super) fn believed(ms: u64) -> Option<u64> {
    (ms <= LONGEST_MS).then_some(ms)
}
