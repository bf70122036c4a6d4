//! The header `Range`, as far as players use it: one range.

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// The part of a file that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The whole file: there is no range, or the range is not understood.
    Whole,
    /// These bytes, at least one.
    Part(Range<u64>),
    /// A part beyond the file's end.
    Nothing,
}

/// Reads the header, for a file of `length` bytes.
pub(crate) fn wanted(headers: &HeaderMap, length: u64) -> Wanted {
    let value = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    match value.and_then(|value| value.strip_prefix("bytes=")).and_then(|range| range.split_once('-')) {
        Some((first, last)) => parse(first.trim(), last.trim(), length).unwrap_or(Wanted::Whole),
        None => Wanted::Whole,
    }
}

fn parse(first: &str, last: &str, length: u64) -> Option<Wanted> {
    let range = match (first, last) {
        ("", last) => length.saturating_sub(number(last)?)..length,
        (first, "") => number(first)?..length,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..length.min(last.saturating_add(1))
        }
    };
    Some(if range.is_empty() { Wanted::Nothing } else { Wanted::Part(range) })
}

/// Reads a number of digits alone, without a sign.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str) -> Wanted {
        let headers = [(header::RANGE, range.parse().expect("a header value"))].into_iter().collect();
        wanted(&headers, 100)
    }

    #[test]
    fn one_range_is_understood_in_its_three_forms() {
        assert_eq!(of("bytes=0-9"), Wanted::Part(0..10));
        assert_eq!(of("bytes=90-"), Wanted::Part(90..100));
        assert_eq!(of("bytes=-5"), Wanted::Part(95..100));
        assert_eq!(of("bytes=0-999"), Wanted::Part(0..100));
        assert_eq!(of("bytes=-999"), Wanted::Part(0..100));
        assert_eq!(of("bytes=99-99"), Wanted::Part(99..100));
    }

    #[test]
    fn a_range_beyond_the_end_is_nothing() {
        for range in ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=18446744073709551615-"] {
            assert_eq!(of(range), Wanted::Nothing, "{range}");
        }
    }

    #[test]
    fn what_is_not_understood_is_the_whole_file() {
        for range in
            ["bytes=0-1,5-6", "bytes=9-1", "bytes=a-b", "bytes=+1-2", "items=0-1", "bytes=", "bytes=-"]
        {
            assert_eq!(of(range), Wanted::Whole, "{range}");
        }
        assert_eq!(wanted(&HeaderMap::new(), 100), Wanted::Whole);
    }
}
