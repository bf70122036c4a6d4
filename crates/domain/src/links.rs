//! Web addresses, e-mail addresses and telephone numbers in what people write: where they stand, and what opens them.
//!
//! Nothing else becomes a link, and nothing else is opened: [`Link::parse`] looks at an address again before a system
//! gets it. To add a kind: a variant of [`Link`], a file beside these that finds it.

mod mail;
mod phone;
mod punycode;
mod web;

use std::fmt;
use std::ops::Range;

/// A link that can be opened.
#[derive(Clone, PartialEq, Eq)]
pub enum Link {
    /// A page of the web: the whole address, `http` or `https`, its host in ASCII.
    Web(String),
    /// An e-mail address.
    Mail(String),
    /// A telephone number: digits, with a `+` before the country if that is known.
    Phone(String),
}

/// Leaves out the address (rule 22).
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Link::Web(_) => "Link::Web",
            Link::Mail(_) => "Link::Mail",
            Link::Phone(_) => "Link::Phone",
        })
    }
}

impl Link {
    /// Reads an [`address`](Link::address). None for every other scheme (`javascript:`, `data:`, `file:`…), and for what
    /// [`find`] would not have found whole.
    pub fn parse(address: &str) -> Option<Link> {
        let link = match address.split_once(':')? {
            ("http" | "https", _) => web::at(address, 0..run(address, 0)),
            ("mailto", mail) => mail::at(mail, 0),
            ("tel", number) => {
                phone::parse(number).map(|number| Found { range: 0..0, link: Link::Phone(number) })
            }
            _ => None,
        };
        link.map(|found| found.link).filter(|link| link.address() == address)
    }

    /// The address that a system or a browser opens: `https://…`, `mailto:…`, `tel:…`.
    pub fn address(&self) -> String {
        match self {
            Link::Web(address) => address.clone(),
            Link::Mail(address) => format!("mailto:{address}"),
            Link::Phone(number) => format!("tel:{number}"),
        }
    }

    /// The place where the link really leads, for a person who checks before following it: the host of a page
    /// in ASCII, so that letters that only look alike are seen; the whole of other addresses.
    pub fn leads_to(&self) -> &str {
        match self {
            Link::Web(address) => web::host(address),
            Link::Mail(address) | Link::Phone(address) => address,
        }
    }
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The place of the link in the text, in bytes.
    pub range: Range<usize>,
    /// The link.
    pub link: Link,
}

/// The longest address, in bytes: browsers and servers go no further.
const LONGEST: usize = 2_048;

/// The links of a text, in order. Punctuation that only ends a sentence or a bracket is no part of them.
///
/// The time grows with the length of the text and no faster, whatever is written in it: a beginning that leads to
/// nothing is given up before the next place where something could begin.
pub fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let (mut next, mut run_end) = (0, 0);
    for (at, c) in text.char_indices() {
        if at >= run_end {
            run_end = run(text, at);
        }
        if at < next || !begins_something(text, at, c) {
            continue;
        }
        let web = if c.is_alphanumeric() { web::at(text, at..run_end) } else { None };
        if let Some(here) = web.or_else(|| mail::at(text, at)).or_else(|| phone::at(text, at)) {
            next = here.range.end;
            found.push(here);
        }
    }
    found
}

/// Finds the end of a run of characters from a place on, at white space, quotes or an invisible character; at
/// least one letter further.
fn run(text: &str, at: usize) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || "<>\"“”«»`\\^{}|。、，；：！？（）【】「」『』".contains(c)
            || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    let rest = text.get(at..).unwrap_or_default();
    let first = rest.chars().next().map_or(0, char::len_utf8);
    at + rest.find(ends).unwrap_or(rest.len()).max(first)
}

/// Links begin with a letter, a digit, "+" or "(", and not in the middle of a word.
fn begins_something(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let is_apart = before.is_none_or(|before| !before.is_alphanumeric() && !"@_%+-./\\#&=$".contains(before));
    (c.is_alphanumeric() || c == '+' || c == '(') && is_apart
}

/// So much of a run belongs to an address: without punctuation that only ends a sentence. A closing bracket stays when
/// it was opened within.
fn extent(run: &str) -> usize {
    let count = |wanted: char| run.matches(wanted).count();
    let (mut round, mut square) = ((count('('), count(')')), (count('['), count(']')));
    let mut length = run.len();
    for (at, last) in run.char_indices().rev() {
        let is_loose = match last {
            ')' => round.0 < round.1,
            ']' => square.0 < square.1,
            last => ".,;:!?…'’‘*_~([".contains(last),
        };
        if !is_loose {
            break;
        }
        match last {
            '(' => round.0 -= 1,
            ')' => round.1 -= 1,
            '[' => square.0 -= 1,
            ']' => square.1 -= 1,
            _ => {}
        }
        length = at;
    }
    length
}

#[cfg(test)]
mod tests;
