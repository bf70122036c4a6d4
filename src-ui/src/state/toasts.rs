//! One toast after the other: the next one takes the place of the one on the screen, once that could be read. Pure.

use std::collections::VecDeque;

/// In milliseconds: how long a toast is on the screen before the next one takes its place.
const READ: i64 = 1500;

/// A toast, and for how many milliseconds it stays when nothing else is said.
#[derive(Debug, Clone)]
struct Entry<T> {
    toast: T,
    stays: i64,
}

/// The toast on the screen, and those that wait for their turn.
#[derive(Debug, Clone)]
pub(crate) struct Toasts<T> {
    /// With the moment it appeared.
    shown: Option<(Entry<T>, i64)>,
    waiting: VecDeque<Entry<T>>,
}

impl<T> Default for Toasts<T> {
    fn default() -> Self {
        Toasts { shown: None, waiting: VecDeque::new() }
    }
}

impl<T> Toasts<T> {
    /// Says something: at once, if nothing is on the screen that could not be read yet. Answers as [`advance`](Self::advance).
    pub(crate) fn say(&mut self, toast: T, stays: i64, now: i64) -> bool {
        self.waiting.push_back(Entry { toast, stays });
        self.advance(now)
    }

    /// Takes back what is waiting or on the screen, but for what it `keeps`. Answers as [`advance`](Self::advance).
    pub(crate) fn retain(&mut self, keeps: impl Fn(&T) -> bool, now: i64) -> bool {
        self.waiting.retain(|entry| keeps(&entry.toast));
        let has_gone = self.shown.take_if(|(entry, _)| !keeps(&entry.toast)).is_some();
        self.advance(now) || has_gone
    }

    /// Time has passed. Answers whether another toast, or none, is on the screen now.
    pub(crate) fn advance(&mut self, now: i64) -> bool {
        if self.due().is_some_and(|due| now < due) {
            return false;
        }
        let was_shown = self.shown.is_some();
        self.shown = self.waiting.pop_front().map(|entry| (entry, now));
        was_shown || self.shown.is_some()
    }

    /// When the toast on the screen makes place for the next one, or for none.
    pub(crate) fn due(&self) -> Option<i64> {
        let (entry, since) = self.shown.as_ref()?;
        Some(since + if self.waiting.is_empty() { entry.stays } else { entry.stays.min(READ) })
    }

    /// What is on the screen.
    pub(crate) fn shown(&self) -> Option<&T> {
        self.shown.as_ref().map(|(entry, _)| &entry.toast)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is on the screen at each of these moments.
    fn seen(toasts: &mut Toasts<&'static str>, moments: &[i64]) -> Vec<Option<&'static str>> {
        let at = |now: &i64| {
            toasts.advance(*now);
            toasts.shown().copied()
        };
        moments.iter().map(at).collect()
    }

    #[test]
    fn each_of_two_toasts_at_once_can_be_read() {
        let mut toasts = Toasts::default();
        toasts.say("kept", 6000, 0);
        toasts.say("refused", 6000, 20);
        let seen = seen(&mut toasts, &[20, 1499, 1500, 7499, 7500]);
        assert_eq!(seen, [Some("kept"), Some("kept"), Some("refused"), Some("refused"), None]);
    }

    #[test]
    fn a_toast_that_could_be_read_makes_place_at_once() {
        let mut toasts = Toasts::default();
        toasts.say("offer", 20_000, 0);
        toasts.say("copied", 6000, 3000);
        assert_eq!(toasts.shown(), Some(&"copied"));
    }

    #[test]
    fn what_is_taken_back_is_not_said_and_what_waits_behind_it_is() {
        let mut toasts = Toasts::default();
        for text in ["fetching", "fetched", "fetching"] {
            toasts.say(text, 6000, 0);
        }
        toasts.retain(|text| *text != "fetching", 100);
        assert_eq!(toasts.shown(), Some(&"fetched"));
        assert_eq!(toasts.due(), Some(6100));
    }
}
