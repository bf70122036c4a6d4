//! Folders of Fluent files, read into messages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::{ast, parser};

use super::fault::Fault;
use super::reader::{Reader, line_at};

/// A folder: all files of one language.
pub(crate) struct Locale {
    /// The language's code, as HTML names it: "pt-BR".
    pub(crate) code: String,
    /// The files, by name without ".ftl".
    pub(crate) files: BTreeMap<String, File>,
}

/// The messages of one part of the screen.
pub(crate) struct File {
    /// The file's path, from the folder `locales` on.
    pub(crate) path: PathBuf,
    /// The messages, in the order of the file.
    pub(crate) messages: Vec<Message>,
    /// The comment above the messages.
    pub(crate) about: Vec<String>,
}

impl File {
    pub(crate) fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }
}

/// A message: one text with its name.
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) line: usize,
    /// The comment above the message, for translators.
    pub(crate) comment: Vec<String>,
    pub(crate) pattern: Vec<Part>,
}

/// A piece of a text.
#[derive(Clone)]
pub(crate) enum Part {
    Text(String),
    /// The value of an argument.
    Shown {
        argument: String,
        line: usize,
    },
    /// One of several texts, chosen by an argument.
    Choice {
        argument: String,
        line: usize,
        variants: Vec<Variant>,
    },
}

/// One of several texts that an argument chooses among.
#[derive(Clone)]
pub(crate) struct Variant {
    pub(crate) key: Key,
    pub(crate) is_default: bool,
    pub(crate) pattern: Vec<Part>,
}

/// The condition under which a variant is taken.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// A plural category, or one of the words that an argument may be.
    Word(String),
    /// The exact number.
    Number(u64),
}

/// Reads everything below `locales`; faults of the syntax are added to the list.
pub(crate) fn read(locales: &Path, faults: &mut Vec<Fault>) -> Vec<Locale> {
    let mut found = Vec::new();
    for folder in entries(locales, faults) {
        let code = name_of(&folder);
        let paths =
            entries(&folder, faults).into_iter().filter(|path| path.extension().is_some_and(|e| e == "ftl"));
        let texts: Vec<(PathBuf, String)> = paths
            .filter_map(|path| {
                let text = fs::read_to_string(&path);
                let path = Path::new(&code).join(path.file_name()?);
                text.map_err(|error| faults.push(Fault::new(&path, 0, error.to_string())))
                    .ok()
                    .map(|text| (path, text))
            })
            .collect();
        found.push(Locale { files: files(&texts, faults), code });
    }
    found
}

fn entries(folder: &Path, faults: &mut Vec<Fault>) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries
            .filter_map(|entry| {
                entry
                    .map_err(|error| faults.push(Fault::new(folder, 0, error.to_string())))
                    .ok()
                    .map(|entry| entry.path())
            })
            .collect(),
        Err(error) => {
            faults.push(Fault::new(folder, 0, error.to_string()));
            Vec::new()
        }
    };
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn files(texts: &[(PathBuf, String)], faults: &mut Vec<Fault>) -> BTreeMap<String, File> {
    let mut parsed = Vec::new();
    for (path, text) in texts {
        let resource = match parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                faults.extend(
                    errors
                        .iter()
                        .map(|error| Fault::new(path, line_at(text, error.pos.start), error.to_string())),
                );
                resource
            }
        };
        parsed.push((path, text.as_str(), resource));
    }
    let terms = parsed.iter().flat_map(|(_, _, resource)| &resource.body).filter_map(|entry| match entry {
        ast::Entry::Term(term) => Some((term.id.name, &term.value)),
        _ => None,
    });
    let terms: BTreeMap<&str, &ast::Pattern<&str>> = terms.collect();
    let mut found = BTreeMap::new();
    for (path, text, resource) in &parsed {
        let mut reader = Reader { path, text, resource, terms: &terms, faults, depth: 0 };
        found.insert(name_of(path), reader.file());
    }
    found
}
