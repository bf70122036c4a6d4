//! What stands in a composer.

use conversas_domain::text::{MESSAGE_LIMIT, MessageText, TextError};

/// The counter appears this many characters before the limit.
const NEAR: usize = 500;

/// Lines a composer grows to.
const MOST_ROWS: u32 = 6;

/// Whether a text can be sent, and what to say about its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Nothing to send.
    Empty,
    /// Can be sent.
    Fits,
    /// Can be sent; so many characters are left.
    Near(usize),
    /// Cannot be sent; so many characters too many.
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

    /// Whether it can be sent.
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

/// Rows that show a text of this height.
pub(crate) fn rows(content_height: f64, line_height: f64) -> u32 {
    if line_height <= 0.0 {
        return 1;
    }
    ((content_height / line_height).round() as u32).clamp(1, MOST_ROWS)
}

#[cfg(test)]
mod tests {
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
}
