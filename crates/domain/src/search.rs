//! The comparison of texts in a search (rule 9): without regard to accents or case, word by word.
//!
//! Names, messages, the index on the device and the marks in what was found all compare with this, so that whatever one
//! finds the others find. To change what is equal: `letters`, and a migration that makes the index again.

mod letters;

use std::fmt;
use std::ops::Range;

/// Lower case, without accents and other marks: "Tuấn Łukasz Großmann" is "tuan lukasz grossmann".
///
/// Works letter by letter: a text folds to what its parts fold to.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| letters::fold(c, |letter| folded.push(letter)));
    folded
}

/// The words of a text, folded, with one space between. Scripts that are written without spaces (Chinese,
/// Japanese, Thai and others) give a word for each letter, because the beginnings of their words are not
/// marked.
pub fn words(text: &str) -> String {
    spell(text, |_, _| {})
}

/// Spells a text in [`words`]. `letter` hears of each character: where its letter stands in the words (none: it is
/// nothing, and belongs to the character before it), and which bytes of the text it is.
fn spell(text: &str, mut letter: impl FnMut(Option<usize>, Range<usize>)) -> String {
    let mut words = String::with_capacity(text.len());
    let (mut apart, mut was_spaceless) = (false, false);
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        let mut is_nothing = true;
        letters::fold(c, |folded| {
            is_nothing = false;
            if !folded.is_alphanumeric() {
                apart = true;
                return;
            }
            let is_spaceless = letters::is_spaceless(folded);
            if (apart || is_spaceless || was_spaceless) && !words.is_empty() {
                words.push(' ');
            }
            (apart, was_spaceless) = (false, is_spaceless);
            letter(Some(words.len()), range.clone());
            words.push(folded);
        });
        if is_nothing {
            letter(None, range);
        }
    }
    words
}

/// The most parts that are searched for: each is compared with each word of each text, so a page that is
/// pasted by mistake would take minutes.
const MOST: usize = 32;

/// Words that somebody searches for: in any order, each by its beginning; for scripts without spaces, letters
/// that follow each other anywhere.
/// each other anywhere.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Sought(Vec<String>);

/// Leaves out the words (rule 22).
impl fmt::Debug for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sought({} phrases)", self.0.len())
    }
}

impl Sought {
    /// Reads the words of a search; empty, if the text has nothing to search for. Of a long text the first 32
    /// parts count.
    pub fn parse(text: &str) -> Sought {
        let folded = fold(text);
        let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        Sought(parts.take(MOST).map(words).collect())
    }

    /// Whether there is nothing to search for: every text matches.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The phrases that must all be in a text: words of [`words`] that follow each other, the last by its
    /// beginning.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether all phrases are in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_in_words(&words(text))
    }

    /// Whether all phrases are in a text that is given in [`words`].
    pub fn is_in_words(&self, words: &str) -> bool {
        self.0.iter().all(|phrase| starts(words, phrase).next().is_some())
    }

    /// Answers the matches in a text, in bytes: in order, apart from each other. A mark takes whole
    /// characters, with what combines with them.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut letters: Vec<(usize, Range<usize>)> = Vec::new();
        let words = spell(text, |place, range| match (place, letters.last_mut()) {
            (Some(place), _) => letters.push((place, range)),
            (None, Some((_, before))) if before.end == range.start => before.end = range.end,
            (None, _) => {}
        });
        let within = |place: usize| letters.partition_point(|(begins, _)| *begins <= place).checked_sub(1);
        let mut marks: Vec<Range<usize>> = Vec::new();
        for phrase in &self.0 {
            for start in starts(&words, phrase) {
                let ends = within(start).zip(within(start + phrase.len() - 1));
                let ends = ends.and_then(|(first, last)| letters.get(first).zip(letters.get(last)));
                marks.extend(ends.map(|((_, first), (_, last))| first.start..last.end));
            }
        }
        joined(marks)
    }
}

/// Finds a phrase in words, at the beginning of a word.
fn starts<'a>(words: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let beginnings = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1));
    beginnings.filter(move |at| words.get(*at..).is_some_and(|rest| rest.starts_with(phrase)))
}

/// Sorts ranges, and joins those that overlap or touch.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests;
