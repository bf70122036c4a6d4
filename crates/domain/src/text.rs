//! Texts that people write, validated once and trusted afterwards.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest message, in Unicode characters (rule 14).
pub const MESSAGE_LIMIT: usize = 10_000;
/// The longest comment in a satisfaction survey, in Unicode characters.
pub const COMMENT_LIMIT: usize = 2_000;
/// The longest name of a person, student, channel or school, in Unicode characters.
pub const NAME_LIMIT: usize = 120;

/// The reason why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextError {
    /// The text has nothing that could be seen.
    #[error("the text is empty")]
    Empty,
    /// The text has more characters than the limit of its kind.
    #[error("the text is too long")]
    TooLong,
}

fn clean(raw: &str, limit: usize, keep_breaks: bool) -> Result<String, TextError> {
    let kept: String = raw
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if is_line_break(c) { '\n' } else { c })
        .filter(|c| !is_forbidden(*c))
        .collect();
    let text = if keep_breaks {
        kept.trim().to_owned()
    } else {
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        return Err(TextError::Empty);
    }
    if text.chars().count() > limit {
        return Err(TextError::TooLong);
    }
    Ok(text)
}

/// Whether Unicode ends a line with this character.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Controls (but not line breaks and tabs) and marks that reorder the text around them.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character has no ink and no width. Allowed between visible characters (emoji need joiners); a
/// text of nothing else is empty.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{206F}'
            // A braille cell without dots, a musical null head: letters to Unicode, nothing to the eye.
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D159}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($limit:expr, breaks: $breaks:expr);)*) => {$(
        $(#[$doc])*
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Removes controls and outer white space, then checks that something is left and the length.
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
    /// The words of a message or an internal note.
    MessageText(MESSAGE_LIMIT, breaks: true);
    /// The comment of a satisfaction survey.
    Comment(COMMENT_LIMIT, breaks: true);
    /// The name of a person, student, channel or school: one line, single spaces.
    Name(NAME_LIMIT, breaks: false);
}

impl Name {
    /// The first word, for where there is no room for more.
    pub fn first(&self) -> &str {
        self.0.split(' ').next().unwrap_or(&self.0)
    }

    /// Answers up to two letters for an avatar: of the first and the last word that has one.
    pub fn initials(&self) -> String {
        let mut letters = self.0.split(' ').filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let first = letters.next();
        let last = letters.next_back();
        first.into_iter().chain(last).filter_map(|c| c.to_uppercase().next()).collect()
    }
}

#[cfg(test)]
mod tests;
