//! The times at which typed text is kept: in a pause, and without a pause after a longest wait. Pure.

/// The milliseconds without a letter that count as a pause.
const PAUSE: i64 = 300;
/// The longest wait: with the time that keeping takes, less than a second of typing is ever lost.
const LONGEST: i64 = 700;

/// The letters that are not kept yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Pace {
    /// The times of the first and the last of them; none: there are no letters.
    typed: Option<(i64, i64)>,
}

impl Pace {
    /// Notes a typed letter.
    pub(crate) fn typed(&mut self, now: i64) {
        let first = self.typed.map_or(now, |(first, _)| first);
        self.typed = Some((first, now));
    }

    /// The time at which to keep the letters; none: there are none.
    pub(crate) fn due(&self) -> Option<i64> {
        self.typed.map(|(first, last)| (last + PAUSE).min(first + LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many letters, one each so many milliseconds: when each of them was kept, by a clock that goes on by 1 ms.
    fn kept(letters: usize, every: i64) -> Vec<i64> {
        let (mut pace, mut kept) = (Pace::default(), Vec::new());
        let (mut typed, mut now) = (0, 0);
        while kept.len() < letters {
            if typed < letters && now == typed as i64 * every {
                pace.typed(now);
                typed += 1;
            }
            if pace.due().is_some_and(|due| due <= now) {
                pace = Pace::default();
                kept.resize(typed, now);
            }
            now += 1;
        }
        kept
    }

    #[test]
    fn no_letter_waits_longer_than_the_longest_wait_however_long_somebody_types() {
        for every in [1, 30, 100, 250, 299, 400] {
            for (letter, kept) in kept(60, every).into_iter().enumerate() {
                let waited = kept - letter as i64 * every;
                assert!(waited <= LONGEST, "a letter each {every} ms: one waited {waited} ms");
            }
        }
    }

    #[test]
    fn a_pause_keeps_at_once() {
        assert_eq!(kept(2, 1_000), [PAUSE, 1_000 + PAUSE]);
    }

    #[test]
    fn nothing_typed_is_never_due() {
        assert_eq!(Pace::default().due(), None);
    }
}
