//! What is said for a few seconds: a few toasts stand above each other, and the next one waits until one has been read. Pure.

use std::collections::VecDeque;

/// So many toasts stand on the screen at once.
const ROOM: usize = 3;

/// In milliseconds: how long a toast is on the screen before another one may take its place.
const READ: i64 = 1500;

/// A toast with its number, which no other one has.
#[derive(Debug, Clone)]
pub(crate) struct Numbered<T> {
    pub(crate) number: u32,
    pub(crate) toast: T,
}

/// For how many milliseconds a toast is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay {
    /// When nothing else is said.
    pub(crate) full: i64,
    /// It stands as long as that in any case, because what it offers can be done no longer.
    pub(crate) is_deadline: bool,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    numbered: Numbered<T>,
    stay: Stay,
    /// When it was said; once it is on the screen, when it appeared there.
    since: i64,
}

impl<T> Entry<T> {
    fn ends(&self) -> i64 {
        self.since + self.stay.full
    }

    /// When another one may take its place.
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
    /// Says something as soon as there is room for it. Answers its number.
    pub(crate) fn say(&mut self, toast: T, stay: Stay, now: i64) -> u32 {
        self.said = self.said.wrapping_add(1);
        let numbered = Numbered { number: self.said, toast };
        self.waiting.push_back(Entry { numbered, stay, since: now });
        self.advance(now);
        self.said
    }

    /// Takes back what is waiting or on the screen, but for what it `keeps`.
    pub(crate) fn retain(&mut self, keeps: impl Fn(&Numbered<T>) -> bool, now: i64) {
        self.waiting.retain(|entry| keeps(&entry.numbered));
        self.shown.retain(|entry| keeps(&entry.numbered));
        self.advance(now);
    }

    /// Takes everything back. Its numbers stay given: whoever still holds one must not take back what is said later.
    pub(crate) fn hush(&mut self) {
        self.shown.clear();
        self.waiting.clear();
    }

    /// Time has passed.
    pub(crate) fn advance(&mut self, now: i64) {
        for entry in &mut self.shown {
            // The clock was set back.
            entry.since = entry.since.min(now);
        }
        self.shown.retain(|entry| now < entry.ends());
        // Too late for what it offers.
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

    /// When something on the screen changes by itself.
    pub(crate) fn due(&self) -> Option<i64> {
        let is_awaited = !self.waiting.is_empty();
        self.shown.iter().map(|entry| if is_awaited { entry.yields() } else { entry.ends() }).min()
    }

    /// What is on the screen, the oldest first.
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
