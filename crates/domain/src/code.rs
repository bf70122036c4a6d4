//! Codes of a newer program that this program does not know.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest code that is kept whole, in bytes; the longest of today has 21.
const LONGEST: usize = 39;

/// A code of a newer program, e.g. `poll_closed`: kept as it came, so that this program can explain it after
/// an update. A code longer than 39 bytes is cut.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    bytes: [u8; LONGEST],
    length: u8,
}

impl Code {
    /// Answers the code as a text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Code {
        let end = text.floor_char_boundary(LONGEST);
        let mut bytes = [0; LONGEST];
        bytes[..end].copy_from_slice(&text.as_bytes()[..end]);
        Code { bytes, length: u8::try_from(end).unwrap_or_default() }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Code;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Code, E> {
                Ok(Code::from(text))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Makes the schema of an enum of codes: a known word, or a code of a newer program.
#[cfg(feature = "openapi")]
pub fn schema<T: Serialize>(
    known: &[T],
    description: &str,
) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
    use utoipa::openapi::schema::{ObjectBuilder, Type};

    struct Word<'a, T>(&'a T);
    impl<T: Serialize> fmt::Display for Word<'_, T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.serialize(f)
        }
    }
    let words = known.iter().map(|code| Word(code).to_string());
    let object = ObjectBuilder::new().schema_type(Type::String).description(Some(description));
    object.examples(words).build().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_what_it_wrote() {
        for text in ["poll_closed", "", "a"] {
            let json = serde_json::to_string(&Code::from(text)).expect("JSON");
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Code>(&json).expect("the same"), Code::from(text));
        }
    }

    #[test]
    fn a_code_that_is_too_long_is_cut_between_two_letters() {
        let long = format!("{}é", "x".repeat(LONGEST - 1));
        assert_eq!(Code::from(long.as_str()).as_str(), "x".repeat(LONGEST - 1));
    }
}
