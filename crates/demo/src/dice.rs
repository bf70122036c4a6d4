//! Random numbers that are the same each time.

use conversas_server::Fresh;

/// Makes a source of identifiers that are the same each time.
pub(super) fn fresh(mut seed: u64) -> Fresh {
    Fresh::Given(Box::new(move || {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&next(&mut seed).to_be_bytes());
        bytes[8..].copy_from_slice(&next(&mut seed).to_be_bytes()[..2]);
        bytes
    }))
}

pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// Answers a number from `from` up to and without `to`.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from((to - from).max(1)).unwrap_or(1);
        from + i64::try_from(next(&mut self.0) % span).unwrap_or_default()
    }

    /// Answers an index below `len`.
    pub(super) fn below(&mut self, len: usize) -> usize {
        usize::try_from(next(&mut self.0) % (len.max(1) as u64)).unwrap_or_default()
    }

    /// Answers true so many times in a hundred.
    pub(super) fn percent(&mut self, chance: i64) -> bool {
        self.between(0, 100) < chance
    }
}

/// Answers the next number of SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
