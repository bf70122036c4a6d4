//! The text in a composer.

use conversas_domain::text::{MESSAGE_LIMIT, MessageText, TextError};

/// The counter appears this many characters before the limit.
const NEAR: usize = 500;

/// Lines a composer grows to.
const MOST_ROWS: u32 = 6;

/// Whether a text can be sent, with the words about its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// There is nothing to send.
    Empty,
    /// The text can be sent.
    Fits,
    /// The text can be sent; so many characters are left.
    Near(usize),
    /// The text cannot be sent; it has so many characters too many.
    TooLong(usize),
}

impl Writing {
    /// Looks at a text.
    pub(crate) fn of(text: &str) -> Writing {
        match MessageText::parse(text) {
            Err(TextError::Empty) => Writing::Empty,
            Err(TextError::TooLong) => {
                Writing::TooLong(text.trim().chars().count().saturating_sub(MESSAGE_LIMIT).max(1))
            }
            Ok(message) => match MESSAGE_LIMIT - message.as_str().chars().count() {
                left if left <= NEAR => Writing::Near(left),
                _ => Writing::Fits,
            },
        }
    }

    /// Whether the text can be sent.
    pub(crate) fn can_send(self) -> bool {
        matches!(self, Writing::Fits | Writing::Near(_))
    }
}

/// A draft with what was typed behind it, a space between.
pub(crate) fn continued(draft: &str, typed: &str) -> String {
    let is_apart = draft.is_empty() || typed.is_empty() || draft.ends_with(char::is_whitespace);
    let gap = if is_apart { "" } else { " " };
    format!("{draft}{gap}{typed}")
}

/// Keeps what stands in a field at another place, too, and again when it is another text by then. Answers whether that place
/// has all of it: then the field can be emptied. Nothing to keep is not kept.
pub(crate) async fn carried(stands: impl Fn() -> String, keep: impl AsyncFn(String) -> bool) -> bool {
    let mut text = stands();
    if text.trim().is_empty() {
        return false;
    }
    while keep(text.clone()).await {
        let now = stands();
        if now == text {
            return !text.trim().is_empty();
        }
        text = now;
    }
    false
}

/// Rows that show a text of this height.
pub(crate) fn rows(content_height: f64, line_height: f64) -> u32 {
    if line_height <= 0.0 {
        return 1;
    }
    ((content_height / line_height).round() as u32).clamp(1, MOST_ROWS)
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn white_space_is_nothing_to_send() {
        assert!(!Writing::of(" \n ").can_send());
    }

    #[test]
    fn the_limit_is_counted_in_characters() {
        assert_eq!(Writing::of(&"ã".repeat(MESSAGE_LIMIT)), Writing::Near(0));
        assert_eq!(Writing::of(&"ã".repeat(MESSAGE_LIMIT + 3)), Writing::TooLong(3));
        assert_eq!(Writing::of("Oi"), Writing::Fits);
    }

    /// What is kept of a field whose texts are these, one after the other, and whether that was all.
    fn kept_of(texts: &[&str]) -> (Vec<String>, bool) {
        let (kept, looks) = (RefCell::new(Vec::new()), Cell::new(0));
        let stands = || {
            let look = looks.replace(looks.get() + 1);
            texts[look.min(texts.len() - 1)].to_owned()
        };
        let keep = async |text: String| {
            kept.borrow_mut().push(text);
            true
        };
        let is_all = carried(stands, keep).now_or_never().expect("nothing is waited for");
        (kept.into_inner(), is_all)
    }

    #[test]
    fn what_is_typed_while_a_text_is_carried_elsewhere_is_carried_too() {
        assert_eq!(kept_of(&["Oi"]), (vec!["Oi".to_owned()], true));
        assert_eq!(kept_of(&["Oi", "Oi, Ana"]), (vec!["Oi".to_owned(), "Oi, Ana".to_owned()], true));
        assert_eq!(kept_of(&["Oi", ""]), (vec!["Oi".to_owned(), String::new()], false));
        assert_eq!(kept_of(&[" "]), (vec![], false));
    }

    #[test]
    fn a_text_that_cannot_be_kept_elsewhere_stays() {
        let carrying = carried(|| "Oi".to_owned(), async |_| false);
        assert_eq!(carrying.now_or_never(), Some(false));
    }

    #[test]
    fn a_composer_grows_to_a_limit() {
        assert_eq!(rows(21.0, 21.0), 1);
        assert_eq!(rows(63.2, 21.0), 3);
        assert_eq!(rows(4_000.0, 21.0), 6);
    }

    #[test]
    fn what_is_typed_before_a_draft_is_there_follows_on_it() {
        assert_eq!(continued("", "No momento"), "No momento");
        assert_eq!(continued("Bom dia.", ""), "Bom dia.");
        assert_eq!(continued("Bom dia.", "No momento"), "Bom dia. No momento");
        assert_eq!(continued("Bom dia.\n", "No momento"), "Bom dia.\nNo momento");
    }

    #[test]
    fn the_counter_appears_five_hundred_characters_before_the_limit() {
        assert_eq!(Writing::of(&"a".repeat(MESSAGE_LIMIT - NEAR - 1)), Writing::Fits);
        assert_eq!(Writing::of(&"a".repeat(MESSAGE_LIMIT - NEAR)), Writing::Near(NEAR));
        assert_eq!(Writing::of(&"a".repeat(MESSAGE_LIMIT + 1)), Writing::TooLong(1));
        let can_send =
            [Writing::Empty, Writing::Fits, Writing::Near(3), Writing::TooLong(1)].map(Writing::can_send);
        assert_eq!(can_send, [false, true, true, false]);
    }

    #[test]
    fn a_field_that_is_not_drawn_yet_has_one_row() {
        assert_eq!(rows(63.0, 0.0), 1);
        assert_eq!(rows(0.0, 21.0), 1);
    }
}
