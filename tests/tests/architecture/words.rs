//! A check that every message of `crates/words` is used.

use std::fs;
use std::path::{Path, PathBuf};

use super::{every_source, metadata};

/// Answers the messages of the reference that no other message uses: the file's name, and the message's name
/// in Rust.
fn messages() -> Vec<(String, String)> {
    let folder = metadata().workspace_root.join("crates/words/locales/pt-BR");
    let mut found = Vec::new();
    for file in fs::read_dir(folder).expect("the words are there") {
        let path = file.expect("a file").path();
        let part = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("text");
        let names = text.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name);
        let names = names.filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase()));
        let names = names.filter(|name| !text.contains(&format!("{{ {name} }}")));
        found.extend(names.map(|name| (part.clone(), name.replace('-', "_"))));
    }
    found
}

/// Answers whether `text` has the word, and not as a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    text.match_indices(word).any(|(at, found)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + found.len()..].chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// Answers whether a source uses a message: by the name of its part or by the source's own name for the part;
/// in the file with the part's own functions, by the message's name alone.
fn says(path: &Path, text: &str, part: &str, message: &str) -> bool {
    let is_own = text.contains(&format!("speak!({part}"))
        || path.iter().any(|folder| folder == "i18n") && path.iter().any(|folder| folder == part);
    if is_own && has_word(text, message) {
        return true;
    }
    let renaming = format!("{part} as ");
    let renamed = text.split(&renaming).skip(1);
    let aliases =
        renamed.filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next());
    aliases.chain([part]).any(|called| has_word(text, &format!("{called}::{message}")))
}

#[test]
fn every_message_is_said() {
    let is_caller = |path: &PathBuf| {
        let has = |name: &str| path.iter().any(|part| part == name);
        has("src") && (has("src-ui") || has("src-tauri") || has("export") || has("host") || has("ipc"))
    };
    let sources: Vec<(PathBuf, String)> = every_source()
        .into_iter()
        .filter(is_caller)
        .map(|path| (path.clone(), fs::read_to_string(path).expect("a source file")))
        .collect();
    let messages = messages();
    assert!(messages.len() > 700, "the test finds no messages: {}", messages.len());
    let is_unsaid = |(part, message): &&(String, String)| {
        !sources.iter().any(|(path, text)| says(path, text, part, message))
    };
    let unsaid: Vec<_> = messages.iter().filter(is_unsaid).collect();
    assert!(unsaid.is_empty(), "nothing says these messages: {unsaid:?}");
}
