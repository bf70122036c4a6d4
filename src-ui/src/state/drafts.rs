//! Typed text that is not sent, and the host's copy of it. Pure: when to ask the host is decided here, asking
//! is not.

use std::collections::HashMap;

use conversas_ipc::DraftPlace;

use super::pace::Pace;
use super::writing::continued;

/// The texts of all places.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Book {
    /// Texts that the host may not have yet.
    waiting: HashMap<DraftPlace, Typed>,
    /// Texts that the host keeps, as far as the page knows.
    kept: HashMap<DraftPlace, String>,
    /// Texts that come behind the host's, once the host has told its own.
    following: HashMap<DraftPlace, String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Typed {
    text: String,
    /// The letters that are not on their way to the host; the default: all are.
    pace: Pace,
}

impl Book {
    /// Notes the text at a place; empty: none any more. A text that is there already is not told to the host
    /// again.
    pub(crate) fn typed(&mut self, place: DraftPlace, text: &str, now: i64) {
        if self.held(place).unwrap_or_default() != text {
            self.note(place, text, now);
        }
    }

    fn note(&mut self, place: DraftPlace, text: &str, now: i64) {
        let typed = self.waiting.entry(place).or_default();
        text.clone_into(&mut typed.text);
        typed.pace.typed(now);
    }

    /// Takes the words of a place out of the drafts, because they were handed over. Answers whether the host
    /// kept any.
    pub(crate) fn hand_over(&mut self, place: DraftPlace) -> bool {
        let was_waiting = self.waiting.remove(&place).is_some();
        self.kept.remove(&place).is_some() || was_waiting
    }

    /// Notes that the host has taken the words, and forgot its draft of the place: the current text is told
    /// again, also an empty one, because the host may have kept words later. `had_draft`: the host may have
    /// kept some.
    pub(crate) fn handed_over(&mut self, place: DraftPlace, had_draft: bool, now: i64) {
        let held = self.held(place).map(str::to_owned);
        if had_draft || held.is_some() {
            self.note(place, &held.unwrap_or_default(), now);
        }
    }

    /// Puts words that the host did not take before those typed since; answers both.
    pub(crate) fn came_back(&mut self, place: DraftPlace, text: &str, now: i64) -> String {
        let both = joined(text, self.held(place).unwrap_or_default());
        self.typed(place, &both, now);
        both
    }

    /// Answers the text at a place: the one that the host may not have yet, else the host's.
    pub(crate) fn held(&self, place: DraftPlace) -> Option<&str> {
        let waiting = self.waiting.get(&place).map(|typed| &typed.text);
        waiting.or_else(|| self.kept.get(&place)).map(String::as_str)
    }

    /// Notes text that was typed at a place whose draft is not known yet.
    pub(crate) fn follows(&mut self, place: DraftPlace, text: &str) {
        let following = self.following.entry(place).or_default();
        *following = continued(following, text);
    }

    /// Takes over the text that the host keeps of a place, unless something was typed since; text that was
    /// typed before comes behind it.
    pub(crate) fn came(&mut self, place: DraftPlace, text: String, now: i64) -> String {
        self.has(place, text);
        if let Some(following) = self.following.remove(&place) {
            let all = continued(self.held(place).unwrap_or_default(), &following);
            self.typed(place, &all, now);
        }
        self.held(place).unwrap_or_default().to_owned()
    }

    /// Takes over that the host put words behind its draft: `text` is both. Words typed meanwhile come behind
    /// them.
    pub(crate) fn grew(&mut self, place: DraftPlace, text: String, now: i64) -> String {
        let before = self.kept.get(&place).cloned().unwrap_or_default();
        self.has(place, text.clone());
        let Some(typed) = self.waiting.get(&place).map(|typed| typed.text.clone()) else { return text };
        let all = match text.strip_prefix(&before) {
            Some(added) => joined(&typed, added.strip_prefix('\n').unwrap_or(added)),
            None => joined(&text, &typed),
        };
        self.note(place, &all, now);
        all
    }

    /// Whether the host has all that was typed at a place.
    pub(crate) fn is_safe(&self, place: DraftPlace) -> bool {
        !self.waiting.contains_key(&place) && !self.following.contains_key(&place)
    }

    /// The time at which the next letters are due.
    pub(crate) fn due(&self) -> Option<i64> {
        self.waiting.values().filter_map(|typed| typed.pace.due()).min()
    }

    /// Takes all texts with letters that are not on their way. They count as on their way from now on.
    pub(crate) fn take_due(&mut self) -> Vec<(DraftPlace, String)> {
        let mut due = Vec::new();
        for (place, typed) in self.waiting.iter_mut().filter(|(_, typed)| typed.pace.due().is_some()) {
            typed.pace = Pace::default();
            due.push((*place, typed.text.clone()));
        }
        due
    }

    /// Answers all texts that the host may not have.
    pub(crate) fn all(&self) -> Vec<(DraftPlace, String)> {
        self.waiting.iter().map(|(place, typed)| (*place, typed.text.clone())).collect()
    }

    /// Notes that the host has a text, or that nobody can want it any more. Words that were handed over
    /// meanwhile do not belong to the place.
    /// the place's.
    pub(crate) fn saved(&mut self, place: DraftPlace, text: &str, is_kept: bool) {
        let Some(typed) = self.waiting.get(&place) else { return };
        // The host may have forgotten a text since it was told: then the same text is on its way again.
        if typed.text == text && typed.pace.due().is_none() {
            self.waiting.remove(&place);
        }
        self.has(place, if is_kept { text.to_owned() } else { String::new() });
    }

    fn has(&mut self, place: DraftPlace, text: String) {
        match text.is_empty() {
            true => self.kept.remove(&place),
            false => self.kept.insert(place, text),
        };
    }
}

/// One text behind the other, on a line of its own.
fn joined(first: &str, second: &str) -> String {
    match (first.trim().is_empty(), second.trim().is_empty()) {
        (_, true) => first.to_owned(),
        (true, false) => second.to_owned(),
        (false, false) => format!("{first}\n{second}"),
    }
}

#[cfg(test)]
mod tests;
