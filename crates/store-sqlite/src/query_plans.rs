//! Checks how SQLite runs the statements: no statement reads a whole table that grows.
//!
//! Every statement of the store is found in its source, so that one nobody thought of is tried too.

use std::path::{Path, PathBuf};

use crate::fixture;

/// Tables that may be read from beginning to end: their rows are few, or are worked off.
const SMALL: [&str; 11] = [
    "CONSTANT ROW",
    // Values that are bound to a statement.
    "json_each",
    "wanted",
    "ids ",
    "sqlite_schema",
    "pragma_table_info",
    // An installation has dozens of schools.
    "schools",
    // The table has one row.
    "installation",
    // Contents to remove: emptied by each sweep.
    "loose_contents",
    // The subquery of `events::scopes_up_to`, each part of which is found by an index.
    "scopes",
    "(subquery",
];

/// The string literals of a file that are statements, with its constants put in.
fn statements(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    let literals = literals(source);
    let constant = |name: &str| {
        let (_, rest) = source.split_once(&format!("const {name}: &str = \""))?;
        rest.split('"').next().map(str::to_owned)
    };
    let filled = |literal: &String| {
        let mut sql = literal.clone();
        while let Some((before, rest)) = sql.split_once('{') {
            let (name, after) = rest.split_once('}')?;
            sql = format!("{before}{}{after}", constant(name)?);
        }
        Some(sql)
    };
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "];
    let is_statement = |literal: &&String| verbs.iter().any(|verb| literal.starts_with(verb));
    literals.iter().filter(is_statement).map(|sql| filled(sql).unwrap_or_else(|| sql.clone())).collect()
}

/// All string literals, as they are written.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut parts = code.split('"');
    // Outside, inside, outside… The store's sources have no escaped quotes.
    while let (Some(_), Some(inside)) = (parts.next(), parts.next()) {
        found.push(inside.to_owned());
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs"))
        .collect();
    found.sort();
    found
}

#[test]
fn no_statement_reads_a_whole_table_that_grows() {
    let conn = fixture::empty();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut tried = 0;
    let mut scans = Vec::new();
    for path in sources(&folder) {
        if path.ends_with("query_plans.rs") || path.ends_with("testing.rs") {
            continue;
        }
        for sql in statements(&std::fs::read_to_string(&path).unwrap()) {
            let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap_or_else(|error| {
                panic!("{}: {error}: {sql}", path.display());
            });
            let steps = plan.raw_query().mapped(|row| row.get::<_, String>(3)).collect::<Result<Vec<_>, _>>();
            let is_long = |step: &String| {
                step.strip_prefix("SCAN ").is_some_and(|of| !SMALL.iter().any(|small| of.starts_with(small)))
            };
            scans.extend(steps.unwrap().into_iter().filter(is_long).map(|step| format!("{step}: {sql}")));
            tried += 1;
        }
    }
    assert!(tried > 90, "only {tried} statements were found");
    assert!(scans.is_empty(), "{scans:#?}");
}
