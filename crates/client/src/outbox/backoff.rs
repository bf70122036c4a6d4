//! How long a pause is after a failure that may pass.

use std::time::Duration;

/// Pauses in milliseconds: the outbox's after a failed send (brief of issue 2: 1, 2, 5, 10, 30, 60 s).
pub(crate) const SENDING: &[u64] = &[1_000, 2_000, 5_000, 10_000, 30_000, 60_000];
/// The poll loop's after a failed request.
pub(crate) const POLLING: &[u64] = &[500, 1_000, 2_000, 5_000, 10_000];

/// The pause after `failures` failures in a row (1 for the first), up to a fifth longer by `chance` (0..=255), so
/// that many devices do not come back at the same moment.
pub(crate) fn pause(steps: &[u64], failures: u32, chance: u8) -> Duration {
    let index = (failures.max(1) as usize - 1).min(steps.len() - 1);
    let step = steps[index];
    Duration::from_millis(step + step * u64::from(chance) / 255 / 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute_and_vary_by_a_fifth() {
        assert_eq!(pause(SENDING, 1, 0), Duration::from_secs(1));
        assert_eq!(pause(SENDING, 3, 0), Duration::from_secs(5));
        assert_eq!(pause(SENDING, 400, 0), Duration::from_secs(60));
        assert_eq!(pause(SENDING, 400, 255), Duration::from_secs(72));
    }
}
