//! Whole numbers that JSON carries. A page's numbers are exact up to 2^53 only, so every number that travels has bounds.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// The largest number that every reader of JSON gets exactly: 2^53 - 1.
pub const LARGEST: i64 = (1 << 53) - 1;

/// Reads any whole number, brought into the range of `i64`. Types that travel narrow the range further.
pub(crate) struct Whole(pub(crate) i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Whole, D::Error> {
        deserializer.deserialize_i64(WholeVisitor)
    }
}

struct WholeVisitor;

impl Visitor<'_> for WholeVisitor {
    type Value = Whole;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Whole, E> {
        Ok(Whole(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Whole, E> {
        Ok(Whole(i64::try_from(value).unwrap_or(i64::MAX)))
    }
}
