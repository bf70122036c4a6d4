//! Texts that people write, validated once and trusted afterwards.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Longest message, in Unicode characters (rule 14).
pub const MESSAGE_LIMIT: usize = 10_000;
/// Longest comment in a satisfaction survey, in Unicode characters.
pub const COMMENT_LIMIT: usize = 2_000;
/// Longest name of a person, student, channel or school, in Unicode characters.
pub const NAME_LIMIT: usize = 120;

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More characters than the limit of its kind.
    #[error("the text is too long")]
    TooLong,
}

fn clean(raw: &str, limit: usize, keep_breaks: bool) -> Result<String, TextError> {
    let unified = raw.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified
        .chars()
        .filter(|c| !is_forbidden(*c) && (keep_breaks || *c != '\n'))
        .collect();
    let text = kept.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > limit {
        return Err(TextError::TooLong);
    }
    Ok(text.to_owned())
}

/// Controls (but not line breaks and tabs) and marks that reorder the text around them.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($limit:expr, breaks: $breaks:expr);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Removes controls and outer white space, then checks the length.
            pub fn parse(raw: &str) -> Result<Self, TextError> {
                clean(raw, $limit, $breaks).map(Self)
            }
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(raw: String) -> Result<Self, TextError> {
                Self::parse(&raw)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        /// Never shows the text: only its length in bytes (rule 22).
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} bytes)"), self.0.len())
            }
        }
    )*};
}

texts! {
    /// What a message or an internal note says.
    MessageText(MESSAGE_LIMIT, breaks: true);
    /// The comment of a satisfaction survey.
    Comment(COMMENT_LIMIT, breaks: true);
    /// The name of a person, student, channel or school.
    Name(NAME_LIMIT, breaks: false);
}

impl Name {
    /// The first word: how staff are named to families.
    pub fn first(&self) -> &str {
        self.0.split_whitespace().next().unwrap_or(&self.0)
    }

    /// Up to two letters for an avatar: of the first and the last word.
    pub fn initials(&self) -> String {
        let mut words = self.0.split_whitespace().filter_map(|w| w.chars().next());
        let first = words.next();
        let last = words.next_back();
        first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_alone_is_empty() {
        assert_eq!(MessageText::parse(" \n\t "), Err(TextError::Empty));
    }

    #[test]
    fn the_limit_counts_characters_not_bytes() {
        let at_limit = "ã".repeat(MESSAGE_LIMIT);
        assert!(MessageText::parse(&at_limit).is_ok());
        assert_eq!(MessageText::parse(&(at_limit + "a")), Err(TextError::TooLong));
    }

    #[test]
    fn controls_and_reordering_marks_are_removed() {
        let text = MessageText::parse("a\u{202E}b\u{0}c\r\nd").expect("not empty");
        assert_eq!(text.as_str(), "abc\nd");
    }

    #[test]
    fn debug_output_does_not_show_the_text() {
        let text = MessageText::parse("segredo").expect("not empty");
        assert!(!format!("{text:?}").contains("segredo"));
    }

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        let of = |n: &str| Name::parse(n).expect("valid").initials();
        assert_eq!(of("Juliana de Souza Prado"), "JP");
        assert_eq!(of("ágata"), "Á");
    }
}
