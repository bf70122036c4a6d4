//! Telephone numbers: as people in Brazil write them, and those of other countries with their `+`.

use super::{Found, Link};

/// The most digits of a number, with its country (E.164).
const LONGEST: usize = 15;

/// Finds the number that begins at this place.
pub(super) fn at(text: &str, start: usize) -> Option<Found> {
    let rest = text.get(start..)?;
    let groups = groups(rest);
    // Of two numbers with only a space between them, the first one is taken.
    (1..=groups.len()).rev().find_map(|count| {
        let (group, end) = groups.get(count - 1)?;
        let digits: Vec<&str> = groups.iter().take(count).map(|(digits, _)| *digits).collect();
        let goes_on = rest.get(*end..).is_some_and(goes_on);
        let number = (!group.is_empty() && !goes_on).then(|| number(&digits, rest.starts_with('+')))??;
        let whole = rest.get(..*end)?;
        (whole.matches('(').count() == whole.matches(')').count())
            .then(|| Found { range: start..start + end, link: Link::Phone(number) })
    })
}

/// Answers a number in the form of [`Link::Phone`].
pub(super) fn parse(number: &str) -> Option<String> {
    let digits = number.strip_prefix('+').unwrap_or(number);
    let fits = (8..=LONGEST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| number.to_owned())
}

/// Reads digits that belong together, and where each group ends; between groups there is one sign, or a
/// bracket and a space.
fn groups(rest: &str) -> Vec<(&str, usize)> {
    let mut groups = Vec::new();
    let mut at = usize::from(rest.starts_with('+'));
    loop {
        let between = rest.get(at..).unwrap_or_default();
        // The digits end at more than two signs, or at more digits than any number has: so they are not read
        // again from each place.
        let is_sign = |c: &char| " -.()\u{A0}\u{2011}–".contains(*c);
        let signs: usize = between.chars().take(3).take_while(is_sign).map(char::len_utf8).sum();
        let signs = between.get(..signs).unwrap_or_default();
        let is_first = groups.is_empty();
        let fits = match signs {
            "" => is_first,
            "(" => true,
            ") " | ")" | " (" | ")-" | ")\u{A0}" => !is_first,
            one => !is_first && one.chars().count() == 1,
        };
        let from = at + signs.len();
        let digits = rest.get(from..).unwrap_or_default();
        let length = digits.bytes().take(LONGEST + 1).take_while(u8::is_ascii_digit).count();
        if !fits || length == 0 || length > LONGEST || groups.len() > 8 {
            return groups;
        }
        at = from + length;
        groups.push((digits.get(..length).unwrap_or_default(), at));
    }
}

/// Answers whether more characters of a longer number, an amount or a date follow.
fn goes_on(rest: &str) -> bool {
    let mut after = rest.chars();
    match after.next() {
        Some(c) if c.is_alphanumeric() || c == '_' || c == '@' || c == '%' => true,
        Some('-' | '.' | ',' | '/' | ':') => after.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// Answers the number to dial, if the groups are those of a telephone number.
fn number(groups: &[&str], is_international: bool) -> Option<String> {
    let digits = groups.concat();
    if is_international {
        let fits = (8..=LONGEST).contains(&digits.len()) && !digits.starts_with('0');
        return (fits && (!digits.starts_with("55") || matches!(digits.len(), 12 | 13)))
            .then(|| format!("+{digits}"));
    }
    let is_free = ["0800", "0300", "0500", "0900"].iter().any(|code| groups.first() == Some(code));
    if is_free {
        return matches!(digits.len(), 10 | 11).then_some(digits);
    }
    match groups {
        // Without a sign for country or area, only a mobile number with its area is long enough to be sure.
        [_] => (digits.len() == 11 && is_area(digits.get(..2)?) && digits.get(2..)?.starts_with('9'))
            .then(|| format!("+55{digits}")),
        ["55", area, local @ ..] | ["0", area, local @ ..] | [area, local @ ..]
            if is_area(area) && is_local(local) =>
        {
            Some(format!("+55{area}{}", local.concat()))
        }
        local if is_local(local) && !is_span_of_years(local) => Some(digits),
        _ => None,
    }
}

/// Answers whether a group is the code of an area of Brazil, with or without the 0 of long distance.
fn is_area(area: &str) -> bool {
    area.len() == 2 && area.bytes().all(|digit| (b'1'..=b'9').contains(&digit))
}

/// Answers whether the groups are a local number: "91234-5678", "9 1234-5678", "3456-7890", or the same
/// without the sign.
fn is_local(groups: &[&str]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let first = groups.first().and_then(|group| group.bytes().next());
    match lengths.as_slice() {
        [5, 4] | [1, 4, 4] | [9] => first == Some(b'9'),
        [4, 4] | [8] => first.is_some_and(|digit| (b'2'..=b'5').contains(&digit)),
        _ => false,
    }
}

/// Answers whether the groups are a span of years: "2025-2026".
fn is_span_of_years(groups: &[&str]) -> bool {
    groups.iter().all(|group| group.starts_with("19") || group.starts_with("20"))
}
