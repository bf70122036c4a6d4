//! Values stored with the JSON that they came in, so that a newer program finds in them what this one
//! overlooks.

use std::ops::Deref;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Raw;

/// A value with the JSON that it was read from. It is written as that JSON, unknown fields included.
#[derive(Debug, Clone)]
pub struct Kept<T> {
    value: T,
    /// The JSON; none: the value was made here, so it has no further fields.
    json: Option<Raw>,
}

impl<T> Kept<T> {
    /// Makes a value with the JSON that it was read from.
    pub(crate) fn as_read(value: T, json: Raw) -> Kept<T> {
        Kept { value, json: Some(json) }
    }

    /// Answers the value without its JSON.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Changes the value. Its JSON is given up, because it would differ from then on.
    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        change(&mut self.value);
        self.json = None;
    }
}

impl<T> From<T> for Kept<T> {
    fn from(value: T) -> Kept<T> {
        Kept { value, json: None }
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Two values are equal whatever their JSON holds for a newer program.
impl<T: PartialEq> PartialEq for Kept<T> {
    fn eq(&self, other: &Kept<T>) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Kept<T> {}

impl<T: Serialize> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.json {
            Some(json) => json.serialize(serializer),
            None => self.value.serialize(serializer),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Kept<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Kept<T>, D::Error> {
        let json = Raw::deserialize(deserializer)?;
        let value = json.read().map_err(D::Error::custom)?;
        Ok(Kept::as_read(value, json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Small {
        known: u32,
    }

    #[test]
    fn what_was_read_is_written_letter_by_letter() {
        let json = r#"{"of_tomorrow": [1e3, 0.1], "known":7}"#;
        let kept: Kept<Small> = serde_json::from_str(json).expect("it is read");
        assert_eq!(kept.known, 7);
        assert_eq!(serde_json::to_string(&kept).expect("JSON"), json);
    }

    #[test]
    fn what_was_changed_here_is_written_as_it_is_now() {
        let mut kept: Kept<Small> = serde_json::from_str(r#"{"known":7,"more":1}"#).expect("it is read");
        kept.change(|small| small.known = 8);
        assert_eq!(serde_json::to_string(&kept).expect("JSON"), r#"{"known":8}"#);
        assert_eq!(kept, Kept::from(Small { known: 8 }));
    }
}
