//! Durations of sound, in the form of a clock.

/// The whole seconds that have passed: "0:14", "12:05".
pub(crate) fn clock(ms: u64) -> String {
    let seconds = ms / 1_000;
    match seconds / 3_600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

/// The duration of a sound: never "0:00" for one that is there.
pub(crate) fn length(ms: u64) -> String {
    clock(if ms == 0 { 0 } else { ms.max(1_000).saturating_add(500) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_by_a_clock() {
        let said = [0, 999, 14_000, 59_999, 60_000, 725_000, 3_600_000].map(clock);
        assert_eq!(said, ["0:00", "0:00", "0:14", "0:59", "1:00", "12:05", "1:00:00"]);
    }

    #[test]
    fn a_length_is_rounded_and_never_nothing() {
        assert_eq!([0, 20, 1_400, 1_500, 46_800].map(length), ["0:00", "0:01", "0:01", "0:02", "0:47"]);
    }
}
