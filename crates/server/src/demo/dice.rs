//! Chance that is the same each time.

use crate::fresh::next;

pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number from `from` up to and without `to`.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from((to - from).max(1)).unwrap_or(1);
        from + i64::try_from(next(&mut self.0) % span).unwrap_or_default()
    }

    /// An index below `len`.
    pub(super) fn below(&mut self, len: usize) -> usize {
        usize::try_from(next(&mut self.0) % (len.max(1) as u64)).unwrap_or_default()
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, chance: i64) -> bool {
        self.between(0, 100) < chance
    }
}
