//! How SQLite runs every statement of the store: no statement walks through a whole table that grows, unless
//! it is listed here with a reason. The statements are taken from the sources, so that none is forgotten.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::schema::open_writer;
use super::words;

/// Tables whose number of rows has no bound.
const GROWING: &[&str] =
    &["attached", "conversations", "drafts", "entries", "files", "inbox", "names", "outbox", "words"];

/// Statements that may walk through a growing table: their beginning, and the reason.
const ALLOWED: &[(&str, &str)] = &[
    ("DELETE FROM attached", "everything goes"),
    ("DELETE FROM conversations", "everything goes, or everything that came from the server"),
    ("DELETE FROM drafts", "everything goes"),
    ("DELETE FROM entries", "everything goes"),
    ("DELETE FROM files", "everything goes"),
    ("DELETE FROM inbox", "everything goes, or everything that came from the server"),
    ("DELETE FROM outbox", "everything goes"),
    ("INSERT INTO names (rowid, words, place)", "all names are written anew"),
    ("SELECT DISTINCT conversation_id FROM drafts", "all drafts are asked for, after a first download"),
    ("SELECT conversation_id FROM outbox", "everything that waits is asked for, after a first download"),
    ("SELECT n, conversation_id, channel_id", "the whole outbox is planned"),
    ("SELECT n, op_id, conversation_id", "the whole outbox is asked for"),
    ("SELECT state FROM outbox", "the whole outbox is counted"),
    ("SELECT (SELECT COUNT(*) FROM drafts)", "all drafts are counted, before they are erased"),
    ("SELECT conversation_id, state, attachment", "all files are asked for, at a start"),
    ("SELECT attachment_id, state <> 'fetched', read_at FROM files", "all files are asked for, at a start"),
    ("SELECT coalesce(sum(bytes)", "the room that all files take is summed, for the settings"),
    (
        "SELECT id FROM conversations WHERE student_id",
        "of a family, which has few, when a student is not theirs",
    ),
    (
        "INSERT OR IGNORE INTO unconfirmed SELECT id FROM conversations",
        "everything that came from the server",
    ),
    (
        "UPDATE conversations SET have_after = ?1 WHERE NOT provisional",
        "everything that came from the server, after a 410",
    ),
    ("SELECT EXISTS (SELECT 1 FROM conversations)", "one row of each table tells"),
    ("SELECT id FROM conversations", "all places are made anew, once after an update"),
    (
        "SELECT COUNT(*) FROM conversations",
        "all conversations are counted, before a locked profile is erased",
    ),
    ("SELECT id, have_after FROM", "walks in order, at most so many rows"),
    ("SELECT id, view, shown, unread, names", "everything is asked for, by tests"),
    ("SELECT seq, view FROM entries", "everything is asked for, by tests"),
    (
        "SELECT names, shown FROM conversations",
        "walks in order until enough is found, where a name is common",
    ),
];

/// Indexes of few rows among many: walking along such an index is short.
const FEW: &[&str] = &["conversations_incomplete", "conversations_made_here"];

/// Parts in braces of statements, with their values, that are no constants of the same file.
const PARTS: &[(&str, &[&str])] = &[
    ("direction", &["ASC", "DESC"]),
    ("condition", &["conversation_id = ?3 AND", "?3 IS NULL AND"]),
    ("STORED", &[words::STORED]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources are here").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("query_plans.rs") {
            found.push(path);
        }
    }
}

/// Answers the text literals of a source, each with the code before it. Comments are left out.
fn literals(source: &str) -> Vec<(String, String)> {
    let without_comments: Vec<&str> =
        source.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect();
    let source = without_comments.join("\n");
    let mut found = Vec::new();
    let mut rest = source.as_str();
    while let Some(begin) = rest.find('"') {
        let (before, after) = (&rest[..begin], &rest[begin + 1..]);
        let mut text = String::new();
        let mut letters = after.char_indices();
        let mut end = after.len();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    end = at + 1;
                    break;
                }
                '\\' => text.extend(letters.next().map(|(_, escaped)| escaped).filter(|it| *it != '\n')),
                letter => text.push(letter),
            }
        }
        found.push((before.trim_end().to_owned(), text));
        rest = &after[end..];
    }
    found
}

fn is_statement(text: &str) -> bool {
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|word| text.trim_start().starts_with(word))
}

/// Answers every statement of a source, its parts filled in.
fn statements(source: &str) -> Vec<String> {
    let literals = literals(source);
    let named = |before: &str| {
        let name = before.strip_suffix(": &str =")?.rsplit(' ').next()?.to_owned();
        before.contains("const ").then_some(name)
    };
    let constants: BTreeMap<String, String> =
        literals.iter().filter_map(|(before, text)| Some((named(before)?, text.clone()))).collect();
    let mut found = Vec::new();
    for (before, text) in &literals {
        // `{ADD} WHERE …` begins with a constant.
        let text = constants
            .iter()
            .fold(text.clone(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
        if is_statement(&text) && !before.ends_with(".contains(") {
            found.extend(text.split(';').map(|one| one.trim().to_owned()).filter(|one| is_statement(one)));
        }
    }
    for (name, values) in PARTS {
        let part = format!("{{{name}}}");
        found = found
            .into_iter()
            .flat_map(|sql| match sql.contains(&part) {
                true => values.iter().map(|value| sql.replace(&part, value)).collect(),
                false => vec![sql],
            })
            .collect();
    }
    found
}

fn plan(db: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    // Values are not bound, because plans are made without them.
    query.raw_query().mapped(|row| row.get(3)).collect()
}

/// Answers the table of "SCAN entries", whatever index the scan walks along.
fn walks_through(step: &str) -> Option<&str> {
    let table = step.strip_prefix("SCAN ")?.split(' ').next()?;
    // A full-text table is searched, not walked, when the plan names the words' argument.
    let is_asked = step.contains("VIRTUAL TABLE INDEX") && !step.ends_with("INDEX 0:");
    let is_short = FEW.iter().any(|index| step.ends_with(&format!("INDEX {index}")));
    GROWING.contains(&table).then_some(table).filter(|_| !is_asked && !is_short)
}

#[test]
fn no_statement_walks_through_a_table_that_grows() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"), &mut files);
    let (mut asked, mut wrong) = (0, Vec::new());
    for file in files {
        let source = fs::read_to_string(&file).expect("readable");
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for sql in statements(&source) {
            let steps = match plan(&db, &sql) {
                Ok(steps) => steps,
                // Statements of tests that make an older store, and those whose table is filled in when a
                // store is opened or rescued.
                Err(_) if ["schema.rs", "tests.rs"].contains(&name.as_str()) || sql.contains("{table}") => {
                    continue;
                }
                Err(error) => panic!("{name}: {error}: {sql}"),
            };
            asked += 1;
            let walks = steps.iter().any(|step| walks_through(step).is_some());
            if walks && !ALLOWED.iter().any(|(beginning, _)| sql.starts_with(beginning)) {
                wrong.push(format!("{name}: {sql}\n    {}", steps.join("\n    ")));
            }
        }
    }
    assert!(asked > 90, "only {asked} statements were found");
    assert!(wrong.is_empty(), "these walk through a whole table:\n{}", wrong.join("\n"));
}
