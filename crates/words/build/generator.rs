//! From folders of Fluent files to Rust. Used by the build script, and by the tests with folders of their own.
//!
//! | module | what |
//! |---|---|
//! | `source`, `reader` | read the files into messages |
//! | `plural` | the plural rules of each language |
//! | `signature` | the arguments of messages, and whether all languages agree on them |
//! | `tree` | the sentences that a message chooses among |
//! | `rust` | writes the code |
//! | `fault` | a mistake with its file and line |

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fault::Fault;
use plural::Plurals;
use signature::{Arguments, Check};
use source::{File, Locale, Message};

pub(crate) mod fault;
pub(crate) mod plural;
mod reader;
mod rust;
mod signature;
mod source;
mod tree;

/// The language that says which messages there are, and the one that the app starts in.
pub(crate) const REFERENCE: &str = "pt-BR";

/// A language with its plural rules.
struct Language {
    locale: Locale,
    plurals: Plurals,
}

/// A file of the reference with the arguments of its messages.
struct Part<'a> {
    name: &'a str,
    file: &'a File,
    signatures: BTreeMap<&'a str, Arguments>,
    words: BTreeMap<String, Vec<String>>,
}

/// Writes the code of all messages below `locales`, or answers every mistake in them.
pub(crate) fn generate(locales: &Path, plurals: &Path) -> Result<String, Vec<Fault>> {
    let mut faults = Vec::new();
    let languages = languages(locales, plurals, &mut faults);
    let Some((reference, others)) = languages.split_first() else {
        faults.push(Fault::new(Path::new(REFERENCE), 0, "the reference is missing"));
        return Err(faults);
    };
    let mut parts = Vec::new();
    for (name, file) in &reference.locale.files {
        let part = part(name, file, others, &mut faults);
        for language in &languages {
            check(&part, language, &mut faults);
        }
        parts.push(part);
    }
    for language in others {
        let strangers =
            language.locale.files.iter().filter(|(name, _)| !reference.locale.files.contains_key(*name));
        faults.extend(
            strangers.map(|(_, file)| Fault::new(&file.path, 0, format!("{REFERENCE} has no such file"))),
        );
    }
    if faults.is_empty() { Ok(rust::code(&languages, &parts)) } else { Err(faults) }
}

/// Reads the languages: the reference first, then the others by their codes.
fn languages(locales: &Path, plurals: &Path, faults: &mut Vec<Fault>) -> Vec<Language> {
    let rules =
        fs::read_to_string(plurals).map_err(|error| error.to_string()).and_then(|json| plural::all(&json));
    let rules = rules.unwrap_or_else(|error| {
        faults.push(Fault::new(plurals, 0, error));
        BTreeMap::new()
    });
    let mut found = Vec::new();
    for locale in source::read(locales, faults) {
        match plural::find(&rules, &locale.code) {
            Some(plurals) => found.push(Language { plurals: plurals.clone(), locale }),
            None => {
                faults.push(Fault::new(Path::new(&locale.code), 0, "CLDR knows no plurals of this language"))
            }
        }
    }
    found.sort_by_key(|language| language.locale.code != REFERENCE);
    if found.first().is_some_and(|first| first.locale.code != REFERENCE) {
        found.clear();
    }
    found
}

fn part<'a>(name: &'a str, file: &'a File, others: &[Language], faults: &mut Vec<Fault>) -> Part<'a> {
    let mut signatures = BTreeMap::new();
    for message in &file.messages {
        let translated: Vec<&Message> = others
            .iter()
            .filter_map(|language| language.locale.files.get(name)?.message(&message.id))
            .collect();
        signatures.insert(message.id.as_str(), signature::arguments(message, &translated, file, faults));
    }
    let words = signature::words(file, &signatures);
    Part { name, file, signatures, words }
}

/// Checks one file of a language beside the reference's.
fn check(part: &Part<'_>, language: &Language, faults: &mut Vec<Fault>) {
    let Some(file) = language.locale.files.get(part.name) else {
        let path = Path::new(&language.locale.code).join(format!("{}.ftl", part.name));
        faults.push(Fault::new(&path, 0, "the file is missing"));
        return;
    };
    for reference in &part.file.messages {
        match file.message(&reference.id) {
            Some(message) => {
                let arguments = &part.signatures[reference.id.as_str()];
                let check = Check {
                    locale: &language.locale,
                    plurals: &language.plurals,
                    file,
                    reference,
                    arguments,
                    words: &part.words,
                };
                check.message(message, faults);
            }
            None => {
                let what = format!(
                    "`{}` is missing, which {REFERENCE} has in line {}",
                    reference.id, reference.line
                );
                faults.push(Fault::new(&file.path, 0, what));
            }
        }
    }
    let known: BTreeSet<&str> = part.file.messages.iter().map(|message| message.id.as_str()).collect();
    for message in file.messages.iter().filter(|message| !known.contains(message.id.as_str())) {
        faults.push(Fault::new(&file.path, message.line, format!("{REFERENCE} has no `{}`", message.id)));
    }
}
