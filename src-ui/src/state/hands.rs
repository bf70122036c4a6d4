//! How a person last went through the page, and which keys are words. A letter is a command only while the
//! person walks through a list by keyboard; after a click the person writes next, and keys of a composition
//! are not commands.

/// The means by which a person last went through the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Hand {
    /// Nothing yet; or the person writes, or will: in a field that they came to by keyboard, in a conversation that has
    /// just been opened.
    #[default]
    Resting,
    /// A key that moves the focus or what is active: Tab, arrows.
    Walking,
    /// A mouse or a pen.
    Mouse,
    /// A finger.
    Finger,
}

impl Hand {
    /// After a key; `in_field`: where text can be written, arrows move the cursor only. `held`: as in [`writes`].
    pub(crate) fn after_key(self, key: &str, held: bool, in_field: bool) -> Hand {
        match key {
            "Tab" => Hand::Walking,
            "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "PageUp" | "PageDown" | "Home" | "End"
                if !in_field =>
            {
                Hand::Walking
            }
            _ if in_field && writes(key, held) => self.after_writing(),
            _ => self,
        }
    }

    /// After a letter in a field: whoever has walked there writes now, and goes on writing if the field goes away.
    pub(crate) fn after_writing(self) -> Hand {
        match self {
            Hand::Walking => Hand::Resting,
            Hand::Resting | Hand::Mouse | Hand::Finger => self,
        }
    }

    /// Whether a pointer led here: an element that the page focuses then needs no frame.
    pub(crate) fn points(self) -> bool {
        matches!(self, Hand::Mouse | Hand::Finger)
    }

    /// After a pointer went down; `kind` as browsers name it.
    pub(crate) fn of_pointer(kind: &str) -> Hand {
        if kind == "touch" { Hand::Finger } else { Hand::Mouse }
    }
}

/// Whether a key writes something: a character, or an accent that waits for its letter. `held`: with Ctrl,
/// Alt or the like. A space is left to the element with the focus.
/// space is left to whatever has the focus.
pub(crate) fn writes(key: &str, held: bool) -> bool {
    let is_character = key.chars().count() == 1 && !key.trim().is_empty();
    !held && (is_character || key == "Dead")
}

/// The key is for something else than a composer that is still to come. `in_field`: it is written elsewhere already. A key
/// that is held for the next one says nothing yet.
pub(crate) fn goes_elsewhere(key: &str, held: bool, in_field: bool) -> bool {
    let waits = matches!(
        key,
        "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "CapsLock" | "Process" | "Unidentified"
    );
    in_field || !(waits || writes(key, held))
}

/// The key belongs to a composition (of Chinese, Japanese, Korean, or an accent): it chooses or confirms, and does nothing
/// else. WebKit tells of the confirming Enter when its composition has ended already, with the code 229.
pub(crate) fn is_of_composition(is_composing: bool, key_code: u32) -> bool {
    is_composing || key_code == 229
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_by_keyboard_walks_and_who_moves_a_cursor_does_not() {
        assert_eq!(Hand::Mouse.after_key("Tab", false, true), Hand::Walking);
        assert_eq!(Hand::Mouse.after_key("ArrowDown", false, false), Hand::Walking);
        assert_eq!(Hand::Mouse.after_key("ArrowDown", false, true), Hand::Mouse);
        assert_eq!(Hand::Resting.after_key("n", false, false), Hand::Resting);
        assert_eq!(Hand::of_pointer("touch").after_key("Enter", false, false), Hand::Finger);
        assert_eq!(Hand::of_pointer("pen"), Hand::Mouse);
    }

    #[test]
    fn what_is_focused_after_a_click_has_no_frame_and_after_a_key_it_has() {
        for kind in ["mouse", "pen", "touch"] {
            let hand = Hand::of_pointer(kind);
            assert!(hand.points() && hand.after_key("Enter", false, false).points(), "{kind}");
            assert!(!hand.after_key("Tab", false, false).points(), "{kind}");
        }
        assert!(!Hand::Resting.points(), "a page that was just opened");
    }

    #[test]
    fn who_came_to_a_field_by_keyboard_and_writes_there_gives_no_commands_when_the_field_goes_away() {
        let written = |key: &str, held: bool| Hand::Walking.after_key(key, held, true);
        for key in ["n", "R", "ã", "Dead"] {
            assert_eq!(written(key, false), Hand::Resting, "{key}");
            assert_eq!(written(key, true), Hand::Walking, "{key}, with Ctrl");
            assert_eq!(Hand::Walking.after_key(key, false, false), Hand::Walking, "{key}, in a list");
        }
        for key in ["Escape", "Enter", "ArrowDown", "Tab"] {
            assert_eq!(written(key, false), Hand::Walking, "{key}");
        }
        assert_eq!(written("n", false).after_key("r", false, false), Hand::Resting, "the field is gone");
        assert_eq!(Hand::Walking.after_writing(), Hand::Resting, "by a composition");
        assert_eq!(Hand::Finger.after_writing(), Hand::Finger);
    }

    #[test]
    fn letters_signs_and_accents_are_written_and_other_keys_are_not() {
        for key in ["N", "o", "ã", "1", "/", "?", "学", "🙂", "Dead"] {
            assert!(writes(key, false), "{key}");
            assert!(!writes(key, true), "{key}");
        }
        for key in ["Enter", "Tab", " ", "Escape", "F5", "ArrowUp", "Shift", "Process", "Unidentified"] {
            assert!(!writes(key, false), "{key}");
        }
    }

    #[test]
    fn only_words_outside_of_a_field_are_for_a_composer_that_is_still_to_come() {
        for key in ["N", "ã", "Dead", "Shift", "AltGraph", "Process"] {
            assert!(!goes_elsewhere(key, false, false), "{key}");
            assert!(goes_elsewhere(key, false, true), "{key}, in a field");
        }
        for key in ["Tab", "Enter", "Escape", "ArrowDown", " ", "F5"] {
            assert!(goes_elsewhere(key, false, false), "{key}");
        }
        assert!(goes_elsewhere("k", true, false), "with Ctrl");
    }

    #[test]
    fn an_enter_that_confirms_a_composition_is_known_in_every_engine() {
        assert!(is_of_composition(true, 13), "Chromium and Firefox");
        assert!(is_of_composition(false, 229), "WebKit, after its composition has ended");
        assert!(!is_of_composition(false, 13));
    }
}
