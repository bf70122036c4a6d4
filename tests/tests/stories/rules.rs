//! Each rule of the product that this service has to keep has a story named after it, where the table says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Answers the rules that need a story: all up to 22, and from 23 on those that have one.
fn rules() -> impl Iterator<Item = u32> {
    (1..=22).chain([23, 34])
}

/// Answers the files that hold tests of each rule.
fn told(folder: &Path) -> BTreeMap<u32, BTreeSet<String>> {
    let mut told: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for named in text.split("async fn rule_").skip(1) {
            let Some(number) = named.split('_').next().and_then(|it| it.parse().ok()) else { continue };
            told.entry(number).or_default().insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    told
}

#[test]
fn each_rule_has_a_story_named_after_it_in_the_files_of_the_table() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let told = told(&tests.join("stories"));
    let text = fs::read_to_string(tests.join("stories.rs")).unwrap();
    let mut table = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let mut cells = line.split('|').map(str::trim);
        let Some(number) = cells.next().and_then(|number| number.parse::<u32>().ok()) else { continue };
        let files = cells.nth(1).unwrap().split(", ").map(|file| file.trim_matches('`').to_owned());
        table.insert(number, files.collect::<BTreeSet<_>>());
    }
    for rule in rules() {
        assert!(told.contains_key(&rule), "rule {rule} has no story");
    }
    assert_eq!(table, told, "the table in stories.rs against the tests");
}
