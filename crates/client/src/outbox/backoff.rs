//! The length of a pause after a failure that may pass.

use std::time::Duration;

use crate::error::Error;

/// Pauses in milliseconds: the outbox's after a failed send (brief of issue 2: 1, 2, 5, 10, 30, 60 s).
pub(crate) const SENDING: &[u64] = &[1_000, 2_000, 5_000, 10_000, 30_000, 60_000];
/// Pauses of the outbox after a row that nobody can decide about did not come through again and again.
pub(crate) const NOT_LET_THROUGH: &[u64] = &[60_000, 120_000, 300_000, 600_000];
/// Pauses of the outbox after a row that only an update of the server lets through. When a server comes back
/// it is asked at once.
pub(crate) const OTHER_VERSION: &[u64] = &[60_000, 300_000, 900_000];
/// Pauses of the poll loop after a failed request.
pub(crate) const POLLING: &[u64] = &[500, 1_000, 2_000, 5_000, 10_000];

/// The pause after `failures` failures in a row (1 for the first), up to a fifth longer by `chance` (0..=255), so
/// that many devices do not come back at the same moment.
pub(crate) fn pause(steps: &[u64], failures: u32, chance: u8) -> Duration {
    let index = (failures.max(1) as usize - 1).min(steps.len() - 1);
    let step = steps[index];
    Duration::from_millis(step + step * u64::from(chance) / 255 / 5)
}

/// Answers the same pause, but at least the one that the server wants.
pub(crate) fn pause_after(steps: &[u64], failures: u32, chance: u8, error: &Error) -> Duration {
    let wanted = if let Error::Net(error) = error { error.retry_after() } else { None };
    pause(steps, failures, chance).max(wanted.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use conversas_protocol::ErrorCode;

    use super::*;
    use crate::net::NetError;

    #[test]
    fn the_server_is_left_alone_for_as_long_as_it_says() {
        let refused = |retry_after| {
            Error::Net(NetError::Refused { code: ErrorCode::TooManyAttempts, retry_after, reason: None })
        };
        let after = |error: &Error| pause_after(SENDING, 1, 0, error);
        assert_eq!(after(&refused(Some(20))), Duration::from_secs(20));
        assert_eq!(after(&refused(Some(0))), Duration::from_secs(1));
        assert_eq!(after(&refused(None)), Duration::from_secs(1));
        assert_eq!(after(&refused(Some(u32::MAX))), Duration::from_secs(900));
        assert_eq!(after(&Error::Net(NetError::Offline)), Duration::from_secs(1));
    }

    #[test]
    fn pauses_grow_to_a_minute_and_vary_by_a_fifth() {
        assert_eq!(pause(SENDING, 1, 0), Duration::from_secs(1));
        assert_eq!(pause(SENDING, 3, 0), Duration::from_secs(5));
        assert_eq!(pause(SENDING, 400, 0), Duration::from_secs(60));
        assert_eq!(pause(SENDING, 400, 255), Duration::from_secs(72));
    }
}
