//! The part of a file that a `Range` header asks for.

use std::ops::Range;

use axum::http::HeaderValue;

/// The wanted part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Everything: there is no range, several, or nothing that this server understands.
    All,
    /// This part, which exists.
    Part(Range<u64>),
    /// A part beyond the end.
    Nothing,
}

/// Reads the header, for a file of so many bytes.
pub(super) fn wanted(header: Option<&HeaderValue>, bytes: u64) -> Wanted {
    let asked = header.and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("bytes="));
    let Some((first, last)) = asked.and_then(|asked| asked.trim().split_once('-')) else {
        return Wanted::All;
    };
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if last < first => return Wanted::All,
        (Some(first), Some(last)) => first..last.saturating_add(1).min(bytes),
        (Some(first), None) if last.is_empty() => first..bytes,
        (None, Some(count)) if first.is_empty() => bytes.saturating_sub(count)..bytes,
        _ => return Wanted::All,
    };
    if range.start < range.end { Wanted::Part(range) } else { Wanted::Nothing }
}

fn number(text: &str) -> Option<u64> {
    let is_natural = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_natural.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_understood_and_nothing_else() {
        let of_ten = |text: &str| wanted(Some(&HeaderValue::from_str(text).unwrap()), 10);
        assert_eq!(of_ten("bytes=0-3"), Wanted::Part(0..4));
        assert_eq!(of_ten("bytes=4-"), Wanted::Part(4..10));
        assert_eq!(of_ten("bytes=-3"), Wanted::Part(7..10));
        assert_eq!(of_ten("bytes=-30"), Wanted::Part(0..10));
        assert_eq!(of_ten("bytes=8-99999999999999999999999"), Wanted::Part(8..10));
        for nothing in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(of_ten(nothing), Wanted::Nothing, "{nothing}");
        }
        for other in ["", "bytes=", "bytes=-", "bytes=3-1", "bytes=0-1,4-5", "lines=0-3", "bytes=+1-3"] {
            assert_eq!(of_ten(other), Wanted::All, "{other}");
        }
        assert_eq!(wanted(None, 10), Wanted::All);
    }
}
