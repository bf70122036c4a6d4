//! Mentions ("@") in an internal note.

use conversas_domain::search::Sought;

/// Most names that are offered at a time.
const MOST: usize = 6;

/// A mention that is being typed: the place of the "@" in bytes, and the letters after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The place of the "@".
    pub(crate) at: usize,
    /// The letters after the "@", up to the caret.
    pub(crate) letters: String,
}

/// A part of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Words.
    Plain(&'a str),
    /// "@Ana Lopes"; which of the names.
    Mention(&'a str, usize),
}

/// The name that is being typed, when the caret (in UTF-16 units, as browsers count) stands in one.
pub(crate) fn asked(text: &str, caret: usize) -> Option<Asked> {
    let caret = byte_of(text, caret);
    let before = text.get(..caret)?;
    let at = before.rfind('@')?;
    let letters = before.get(at + 1..)?;
    let begins = before.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let is_name = !letters.contains('\n') && letters.split(' ').count() <= 3 && !letters.starts_with(' ');
    (begins && is_name).then(|| Asked { at, letters: letters.to_owned() })
}

/// The people whose name has words that begin with the letters; by their place among `names`.
pub(crate) fn matching<S: AsRef<str>>(names: &[S], letters: &str) -> Vec<usize> {
    let wanted = Sought::parse(letters);
    let fitting = names.iter().enumerate().filter(|(_, name)| wanted.is_in(name.as_ref()));
    fitting.map(|(place, _)| place).take(MOST).collect()
}

/// The text with the name in the place of what was asked, and the caret (in UTF-16 units) behind it.
pub(crate) fn insert(text: &str, asked: &Asked, name: &str) -> (String, u32) {
    let end = (asked.at + 1 + asked.letters.len()).min(text.len());
    let (before, after) = (text.get(..asked.at).unwrap_or(text), text.get(end..).unwrap_or_default());
    let space = if after.starts_with(' ') { "" } else { " " };
    let head = format!("{before}@{name}{space}");
    let caret = head.encode_utf16().count() + usize::from(space.is_empty());
    (format!("{head}{after}"), u32::try_from(caret).unwrap_or(u32::MAX))
}

/// The text in parts; of names that begin alike, the longest counts.
pub(crate) fn parts<'a, S: AsRef<str>>(text: &'a str, names: &[S]) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('@')).map(|found| from + found) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let called = names.iter().enumerate().filter(|(_, name)| calls(rest, name.as_ref()));
        match called.max_by_key(|(_, name)| name.as_ref().len()) {
            Some((which, name)) => {
                let end = at + 1 + name.as_ref().len();
                parts.extend(text.get(plain..at).filter(|words| !words.is_empty()).map(Part::Plain));
                parts.extend(text.get(at..end).map(|words| Part::Mention(words, which)));
                (plain, from) = (end, end);
            }
            None => from = at + 1,
        }
    }
    parts.extend(text.get(plain..).filter(|words| !words.is_empty()).map(Part::Plain));
    parts
}

/// Whom the text calls, by their place among `names`, each once.
pub(crate) fn called<S: AsRef<str>>(text: &str, names: &[S]) -> Vec<usize> {
    let mut called: Vec<usize> = Vec::new();
    for part in parts(text, names) {
        if let Part::Mention(_, which) = part
            && !called.contains(&which)
        {
            called.push(which);
        }
    }
    called
}

/// Whether the name is here, and no longer word.
fn calls(rest: &str, name: &str) -> bool {
    let after = rest.strip_prefix(name).filter(|_| !name.is_empty());
    after.is_some_and(|after| after.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

fn byte_of(text: &str, units: usize) -> usize {
    let mut left = units;
    for (place, c) in text.char_indices() {
        if left == 0 {
            return place;
        }
        left = left.saturating_sub(c.len_utf16());
    }
    text.len()
}

#[cfg(test)]
mod tests;
