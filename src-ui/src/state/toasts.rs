//! Toasts: a few stand above each other, and the next one waits until one has been read. Pure.

use std::collections::VecDeque;

/// The number of toasts on the screen at once.
const ROOM: usize = 3;

/// The milliseconds that a toast is on the screen before another one may take its place.
const READ: i64 = 1500;

/// A toast with its number, which no other one has.
#[derive(Debug, Clone)]
pub(crate) struct Numbered<T> {
    pub(crate) number: u32,
    pub(crate) toast: T,
}

/// The time that a toast stays, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay {
    /// The time without other toasts.
    pub(crate) full: i64,
    /// Whether the toast stays that long in any case, because its offer ends then.
    pub(crate) is_deadline: bool,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    numbered: Numbered<T>,
    stay: Stay,
    /// The time at which the toast was made, or appeared on the screen.
    since: i64,
}

impl<T> Entry<T> {
    fn ends(&self) -> i64 {
        self.since + self.stay.full
    }

    /// The time at which another toast may take its place.
    fn yields(&self) -> i64 {
        self.since + if self.stay.is_deadline { self.stay.full } else { READ.min(self.stay.full) }
    }
}

/// The toasts on the screen, and those that wait for room.
#[derive(Debug, Clone)]
pub(crate) struct Toasts<T> {
    shown: Vec<Entry<T>>,
    waiting: VecDeque<Entry<T>>,
    said: u32,
}

impl<T> Default for Toasts<T> {
    fn default() -> Self {
        Toasts { shown: Vec::new(), waiting: VecDeque::new(), said: 0 }
    }
}

impl<T> Toasts<T> {
    /// Shows a toast as soon as there is room for it. Answers its number.
    pub(crate) fn say(&mut self, toast: T, stay: Stay, now: i64) -> u32 {
        self.said = self.said.wrapping_add(1);
        let numbered = Numbered { number: self.said, toast };
        self.waiting.push_back(Entry { numbered, stay, since: now });
        self.advance(now);
        self.said
    }

    /// Removes waiting and shown toasts, but for those that `keeps` keeps.
    pub(crate) fn retain(&mut self, keeps: impl Fn(&Numbered<T>) -> bool, now: i64) {
        self.waiting.retain(|entry| keeps(&entry.numbered));
        self.shown.retain(|entry| keeps(&entry.numbered));
        self.advance(now);
    }

    /// Removes all toasts. Their numbers are not used again: a holder of one must not remove a later toast.
    pub(crate) fn hush(&mut self) {
        self.shown.clear();
        self.waiting.clear();
    }

    /// Handles time that has passed.
    pub(crate) fn advance(&mut self, now: i64) {
        for entry in &mut self.shown {
            // The clock may have been set back.
            entry.since = entry.since.min(now);
        }
        self.shown.retain(|entry| now < entry.ends());
        // Dropped, because the offer has ended.
        self.waiting.retain(|entry| !entry.stay.is_deadline || now < entry.ends());
        while !self.waiting.is_empty() {
            if self.shown.len() >= ROOM {
                let Some(read) = self.shown.iter().position(|entry| entry.yields() <= now) else { return };
                self.shown.remove(read);
            }
            let Some(mut next) = self.waiting.pop_front() else { return };
            if !next.stay.is_deadline {
                next.since = now;
            }
            self.shown.push(next);
        }
    }

    /// The time at which something on the screen changes.
    pub(crate) fn due(&self) -> Option<i64> {
        let is_awaited = !self.waiting.is_empty();
        self.shown.iter().map(|entry| if is_awaited { entry.yields() } else { entry.ends() }).min()
    }

    /// The toasts on the screen, the oldest first.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Numbered<T>> {
        self.shown.iter().map(|entry| &entry.numbered)
    }

    /// Whether such a toast is on the screen or will be.
    pub(crate) fn any(&self, is_it: impl Fn(&Numbered<T>) -> bool) -> bool {
        self.shown.iter().chain(&self.waiting).any(|entry| is_it(&entry.numbered))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Stay = Stay { full: 6000, is_deadline: false };
    const UNDO: Stay = Stay { full: 10_000, is_deadline: true };

    fn texts(toasts: &Toasts<&'static str>) -> Vec<&'static str> {
        toasts.shown().map(|shown| shown.toast).collect()
    }

    /// The toasts on the screen at a moment.
    fn at(toasts: &mut Toasts<&'static str>, now: i64) -> Vec<&'static str> {
        toasts.advance(now);
        texts(toasts)
    }

    #[test]
    fn two_toasts_at_once_stand_above_each_other_for_their_whole_time() {
        let mut toasts = Toasts::default();
        toasts.say("kept", PLAIN, 0);
        toasts.say("refused", PLAIN, 20);
        assert_eq!(at(&mut toasts, 5_999), ["kept", "refused"]);
        assert_eq!(at(&mut toasts, 6_000), ["refused"]);
        assert_eq!(toasts.due(), Some(6_020));
        assert!(at(&mut toasts, 6_020).is_empty());
    }

    #[test]
    fn without_room_the_next_one_waits_until_the_oldest_could_be_read() {
        let mut toasts = Toasts::default();
        for (text, now) in [("a", 0), ("b", 10), ("c", 20), ("d", 30)] {
            toasts.say(text, PLAIN, now);
        }
        assert_eq!(texts(&toasts), ["a", "b", "c"]);
        assert_eq!(toasts.due(), Some(READ));
        assert_eq!(at(&mut toasts, READ), ["b", "c", "d"]);
    }

    #[test]
    fn what_can_be_undone_can_be_for_all_its_time_and_no_longer() {
        let mut toasts = Toasts::default();
        toasts.say("undo", UNDO, 0);
        for now in (0..9_000).step_by(1_000) {
            toasts.say("said", PLAIN, now);
        }
        assert!(at(&mut toasts, 9_999).contains(&"undo"));
        assert!(!at(&mut toasts, 10_000).contains(&"undo"));

        let mut toasts = Toasts::default();
        for text in ["one", "two", "three", "late"] {
            toasts.say(text, UNDO, 0);
        }
        assert!(at(&mut toasts, 10_000).is_empty());
    }

    #[test]
    fn one_of_two_alike_is_taken_back_and_makes_room() {
        let mut toasts = Toasts::default();
        let first = toasts.say("deleted", UNDO, 0);
        for text in ["deleted", "said", "waits"] {
            toasts.say(text, PLAIN, 0);
        }
        assert!(toasts.any(|said| said.toast == "waits"));
        toasts.retain(|numbered| numbered.number != first, 100);
        assert_eq!(texts(&toasts), ["deleted", "said", "waits"]);
    }

    #[test]
    fn a_number_from_before_a_silence_takes_back_nothing_that_is_said_after_it() {
        let mut toasts = Toasts::default();
        let fetching = toasts.say("fetching", PLAIN, 0);
        for text in ["said", "said too", "waits"] {
            toasts.say(text, PLAIN, 0);
        }
        toasts.hush();
        assert!(texts(&toasts).is_empty() && !toasts.any(|_| true));
        toasts.say("undo", UNDO, 100);
        toasts.retain(|numbered| numbered.number != fetching, 200);
        assert_eq!(texts(&toasts), ["undo"]);
    }

    #[test]
    fn a_clock_that_is_set_back_holds_no_toast_on_the_screen() {
        let mut toasts = Toasts::default();
        toasts.say("said", PLAIN, 3_600_000);
        assert_eq!(at(&mut toasts, 0), ["said"]);
        assert!(at(&mut toasts, 6_000).is_empty());
    }
}
