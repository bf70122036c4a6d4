//! The rules of the product (docs/rules.md), and the places that cite them.

use std::collections::BTreeSet;
use std::fs;

use super::{every_source, metadata};

/// Answers the numbers that open a paragraph of docs/rules.md: `7. **List.** …`.
fn numbered() -> Vec<u32> {
    let page = metadata().workspace_root.join("docs/rules.md");
    let page = fs::read_to_string(page).expect("docs/rules.md");
    let number = |line: &str| line.split_once(". **").and_then(|(number, _)| number.parse().ok());
    page.lines().filter_map(number).collect()
}

/// Answers the numbers after "rule" or "rules" in a text: 7, 8 and 9 in "(rules 7, 8 and 9)".
fn cited(text: &str) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for after in text.split("(rule").skip(1) {
        let list = after.strip_prefix('s').unwrap_or(after).split(')').next().unwrap_or_default();
        found.extend(list.split([' ', ',']).filter_map(|word| word.parse::<u32>().ok()));
    }
    found
}

#[test]
fn the_rules_are_numbered_without_a_gap() {
    let numbers = numbered();
    assert_eq!(numbers, (1..=34).collect::<Vec<_>>());
}

#[test]
fn every_rule_that_the_code_cites_is_written_down() {
    let numbers: BTreeSet<u32> = numbered().into_iter().collect();
    let mut citations = 0;
    for path in every_source() {
        let text = fs::read_to_string(&path).expect("a source file");
        for rule in cited(&text) {
            citations += 1;
            assert!(
                numbers.contains(&rule),
                "{} cites rule {rule}, which docs/rules.md lacks",
                path.display()
            );
        }
    }
    assert!(citations > 50, "the test finds no citations: {citations}");
}

#[test]
fn a_citation_is_read_with_all_its_numbers() {
    assert_eq!(cited("As it is (rules 7, 8 and 21). Or (rule 9)"), BTreeSet::from([7, 8, 9, 21]));
}
