//! Keys: their modifiers, recognizing them, and their form on a keycap.

use crate::letters::{capitalized, lower, upper};

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Ctrl, or Command.
    ctrl: bool,
    shift: bool,
    alt: bool,
    /// The browser's name of the key; letters in lower case.
    key: &'static str,
}

pub(super) const fn plain(key: &'static str) -> Keys {
    Keys { ctrl: false, shift: false, alt: false, key }
}

pub(super) const fn ctrl(key: &'static str) -> Keys {
    Keys { ctrl: true, ..plain(key) }
}

pub(super) const fn alt(key: &'static str) -> Keys {
    Keys { alt: true, ..plain(key) }
}

pub(super) const fn shift(key: &'static str) -> Keys {
    Keys { shift: true, ..plain(key) }
}

pub(super) const fn ctrl_shift(key: &'static str) -> Keys {
    Keys { shift: true, ..ctrl(key) }
}

/// A key that went down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Press<'a> {
    /// The browser's name of the key.
    pub(crate) key: &'a str,
    /// Ctrl, or Command.
    pub(crate) ctrl: bool,
    /// Shift.
    pub(crate) shift: bool,
    /// Alt.
    pub(crate) alt: bool,
    /// Whether letters alone are commands now: the person walks through the list or the messages.
    pub(crate) reading: bool,
}

impl Keys {
    pub(super) fn are(&self, press: Press<'_>) -> bool {
        // On some keyboards "/" and "?" need Shift.
        let is_sign = self.key.len() == 1 && !self.key.as_bytes()[0].is_ascii_alphabetic();
        (self.key == lower(press.key) || self.is_named(press.key))
            && self.ctrl == press.ctrl
            && self.alt == press.alt
            && (is_sign || self.shift == press.shift)
    }

    /// Whether the key is a letter, a digit or a sign without modifiers: such keys can be switched off.
    pub(crate) fn is_letter(&self) -> bool {
        self.key.chars().count() == 1 && !self.ctrl && !self.alt
    }

    fn is_named(&self, key: &str) -> bool {
        self.key.len() > 1 && self.key == key
    }

    /// The keys as on keycaps: `["Ctrl", "K"]`.
    pub(crate) fn caps(&self) -> Vec<String> {
        let held = [(self.ctrl, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift")];
        let held = held.iter().filter(|(held, _)| *held).map(|(_, name)| (*name).to_owned());
        held.chain([self.cap()]).collect()
    }

    fn cap(&self) -> String {
        match self.key {
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "Escape" => "Esc".to_owned(),
            key => capitalized(key),
        }
    }

    pub(super) fn aria(&self) -> String {
        let held = [(self.ctrl, "Control+"), (self.alt, "Alt+"), (self.shift, "Shift+")];
        let held: String = held.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
        let key = if self.key.len() == 1 { upper(self.key) } else { self.key.to_owned() };
        format!("{held}{key}")
    }
}
