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
mod tests;
