//! The types of a message's arguments, and the check that every language uses the same arguments in it.
//!
//! The reference's message names them, in its text or in its comment: `# $count (Number): how many`. An argument that chooses
//! by number or plural category is a number, one that chooses by words is one of these words, any other is a text.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::plural::{CATEGORIES, Plurals};
use super::source::{File, Key, Locale, Message, Part, Variant};

/// The arguments of a message, in order.
pub(crate) type Arguments = Vec<Argument>;

pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    /// One of the words by which messages of this file choose with an argument of this name.
    Words,
}

/// The use of an argument in the messages of one id, in one language.
#[derive(Default)]
struct Use {
    line: usize,
    is_shown: bool,
    keys: Vec<Key>,
}

/// Finds the uses of arguments in a pattern, in order of the first one.
fn uses(pattern: &[Part], found: &mut Vec<(String, Use)>) {
    fn at<'a>(found: &'a mut Vec<(String, Use)>, name: &str, line: usize) -> &'a mut Use {
        let place = found.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            found.push((name.to_owned(), Use { line, ..Use::default() }));
            found.len() - 1
        });
        &mut found[place].1
    }
    for part in pattern {
        match part {
            Part::Text(_) => {}
            Part::Shown { argument, line } => at(found, argument, *line).is_shown = true,
            Part::Choice { argument, line, variants } => {
                at(found, argument, *line).keys.extend(variants.iter().map(|variant| variant.key.clone()));
                variants.iter().for_each(|variant| uses(&variant.pattern, found));
            }
        }
    }
}

fn uses_of(message: &Message) -> Vec<(String, Use)> {
    let mut found = Vec::new();
    uses(&message.pattern, &mut found);
    found
}

/// Reads `# $count (Number): how many` in a comment.
fn declared(comment: &[String]) -> Vec<(String, Kind)> {
    let one = |line: &String| {
        let (name, rest) = line.trim().strip_prefix('$')?.split_once(' ')?;
        let kind = if rest.starts_with("(Number)") { Kind::Number } else { Kind::Text };
        Some((name.to_owned(), kind))
    };
    comment.iter().filter_map(one).collect()
}

fn is_number(key: &Key) -> bool {
    match key {
        Key::Number(_) => true,
        Key::Word(word) => CATEGORIES.contains(&word.as_str()),
    }
}

/// Answers the arguments of a message of the reference, seen together with the other languages.
pub(crate) fn arguments(
    reference: &Message,
    others: &[&Message],
    file: &File,
    faults: &mut Vec<Fault>,
) -> Arguments {
    let mut found = declared(&reference.comment);
    for (name, _) in uses_of(reference) {
        if !found.iter().any(|(known, _)| *known == name) {
            found.push((name, Kind::Text));
        }
    }
    let all: Vec<_> = [reference].into_iter().chain(others.iter().copied()).flat_map(uses_of).collect();
    let mut kinds = |name: &str, kind: Kind| {
        let keys = || all.iter().filter(|(known, _)| known == name).flat_map(|(_, used)| &used.keys);
        match (keys().count(), keys().all(is_number)) {
            (0, _) => kind,
            (_, true) => Kind::Number,
            (_, false) if kind == Kind::Number || keys().any(|key| matches!(key, Key::Number(_))) => {
                faults.push(Fault::new(
                    &file.path,
                    reference.line,
                    format!("`${name}` chooses by number and by words"),
                ));
                kind
            }
            (_, false) => Kind::Words,
        }
    };
    found.into_iter().map(|(name, kind)| Argument { kind: kinds(&name, kind), name }).collect()
}

/// Answers the words that each argument of a file may be: those of the reference.
pub(crate) fn words(file: &File, signatures: &BTreeMap<&str, Arguments>) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for message in &file.messages {
        for (name, used) in uses_of(message) {
            let arguments = signatures.get(message.id.as_str()).into_iter().flatten();
            if arguments.into_iter().any(|argument| argument.name == name && argument.kind == Kind::Words) {
                let words = found.entry(name).or_default();
                for key in used.keys {
                    match key {
                        Key::Word(word) if !words.contains(&word) => words.push(word),
                        Key::Word(_) | Key::Number(_) => {}
                    }
                }
            }
        }
    }
    found
}

/// The check of a message of one language beside the reference's.
pub(crate) struct Check<'a> {
    pub(crate) locale: &'a Locale,
    pub(crate) plurals: &'a Plurals,
    pub(crate) file: &'a File,
    pub(crate) reference: &'a Message,
    pub(crate) arguments: &'a Arguments,
    pub(crate) words: &'a BTreeMap<String, Vec<String>>,
}

/// The number up to which all of a language's plural categories must be there: in everyday words nothing
/// higher is counted.
const COUNTED: u64 = 200;

impl Check<'_> {
    /// Adds the mistakes in the message. The reference itself is checked, too.
    pub(crate) fn message(&self, message: &Message, faults: &mut Vec<Fault>) {
        let mut fault = |line, what| faults.push(Fault::new(&self.file.path, line, what));
        let found = uses_of(message);
        for (name, used) in &found {
            if !self.arguments.iter().any(|argument| argument.name == *name) {
                fault(used.line, format!("`{}` has no argument `${name}`", message.id));
            }
        }
        for argument in self.arguments.iter().filter(|argument| argument.kind == Kind::Words) {
            if let Some((name, used)) =
                found.iter().find(|(name, used)| *name == argument.name && used.is_shown)
            {
                fault(used.line, format!("`${name}` chooses by words and cannot be shown"));
            }
        }
        for (name, used) in uses_of(self.reference) {
            let is_shown = found.iter().any(|(known, used)| *known == name && used.is_shown);
            if used.is_shown && !is_shown {
                fault(message.line, format!("`{}` does not show `${name}`", message.id));
            }
        }
        self.choices(&message.pattern, &mut fault);
    }

    fn choices(&self, pattern: &[Part], fault: &mut impl FnMut(usize, String)) {
        for part in pattern {
            let Part::Choice { argument, line, variants } = part else { continue };
            let keys: Vec<&Key> = variants.iter().map(|variant| &variant.key).collect();
            match self.arguments.iter().find(|known| known.name == *argument).map(|argument| argument.kind) {
                Some(Kind::Number) => {
                    self.plural_choice(argument, *line, &keys, fault);
                    self.numbers_left_out(argument, *line, variants, fault);
                }
                Some(Kind::Words) => {
                    let words = self.words.get(argument);
                    for key in keys {
                        let Key::Word(word) = key else { continue };
                        if !words.is_some_and(|words| words.contains(word)) {
                            fault(*line, format!("`${argument}` is never `{word}`"));
                        }
                    }
                }
                // The argument is reported as unknown.
                Some(Kind::Text) | None => {}
            }
            variants.iter().for_each(|variant| self.choices(&variant.pattern, fault));
        }
    }

    fn plural_choice(
        &self,
        argument: &str,
        line: usize,
        keys: &[&Key],
        fault: &mut impl FnMut(usize, String),
    ) {
        let named =
            |category: &str| keys.iter().any(|key| matches!(key, Key::Word(word) if word == category));
        for category in CATEGORIES.into_iter().filter(|category| named(category)) {
            if !self.plurals.has(category) {
                fault(line, format!("{} has no plural category `{category}`", self.locale.code));
            }
        }
        // A message that names only exact numbers does not use plurals.
        if !CATEGORIES[..5].iter().any(|category| named(category)) {
            return;
        }
        let exactly = |number| keys.iter().any(|key| **key == Key::Number(number));
        let lacking = (0..COUNTED).find(|number| !exactly(*number) && !named(self.plurals.category(*number)));
        if let Some(number) = lacking {
            let category = self.plurals.category(number);
            fault(line, format!("`${argument}` lacks the plural category `{category}`, for {number}"));
        }
    }

    /// A category of several numbers must show which number is meant, if another variant does: `[one]` of
    /// Portuguese is zero, too.
    fn numbers_left_out(
        &self,
        argument: &str,
        line: usize,
        variants: &[Variant],
        fault: &mut impl FnMut(usize, String),
    ) {
        let shows = |variant: &Variant| {
            let mut found = Vec::new();
            uses(&variant.pattern, &mut found);
            found.iter().any(|(name, used)| name == argument && used.is_shown)
        };
        if !variants.iter().any(shows) {
            return;
        }
        for variant in variants.iter().filter(|variant| !shows(variant)) {
            let Key::Word(category) = &variant.key else { continue };
            let is_exact = |number| variants.iter().any(|other| other.key == Key::Number(number));
            let numbers = (0..COUNTED)
                .filter(|number| self.plurals.category(*number) == category && !is_exact(*number));
            if let [first, second, ..] = numbers.collect::<Vec<_>>()[..] {
                fault(
                    line,
                    format!("`[{category}]` is {first} and {second}: show `${argument}`, or say `[1]`"),
                );
            }
        }
    }
}
