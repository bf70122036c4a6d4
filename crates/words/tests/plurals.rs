//! The plural rules, tried on the examples that CLDR gives with them, in all languages that it knows.

use std::fs;
use std::path::Path;

#[path = "../build/generator.rs"]
#[expect(dead_code, reason = "only the plural rules are tried here")]
mod generator;

use generator::plural::{CATEGORIES, all};

/// Reads the numbers of an example, such as "0, 2~16, 100, 1c3, …", except those with an exponent.
fn numbers(samples: &str) -> Vec<u64> {
    let one = |sample: &str| match sample.split_once('~') {
        Some((from, to)) => Some((from.parse().ok()?, to.parse().ok()?)),
        None => sample.parse().ok().map(|number: u64| (number, number)),
    };
    samples.split(',').filter_map(|sample| one(sample.trim())).flat_map(|(from, to)| from..=to).collect()
}

#[test]
fn every_example_of_cldr_has_its_category() {
    let json = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("cldr/plurals.json"));
    let json = json.expect("the rules are there");
    let languages = all(&json).expect("every rule is understood");
    let rules: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let mut tried = 0;
    for (code, plurals) in &languages {
        for category in CATEGORIES {
            let rule =
                &rules["supplemental"]["plurals-type-cardinal"][code][format!("pluralRule-count-{category}")];
            let samples = rule.as_str().and_then(|rule| rule.split("@integer").nth(1)).unwrap_or_default();
            for number in numbers(samples.split('@').next().unwrap_or_default()) {
                assert_eq!(plurals.category(number), category, "{number} in {code}");
                tried += 1;
            }
        }
    }
    assert!(languages.len() > 200 && tried > 5_000, "{} languages, {tried} numbers", languages.len());
}

#[test]
fn a_rule_becomes_a_condition_on_whole_numbers() {
    let json = r#"{"supplemental": {"plurals-type-cardinal": {"xx": {
        "pluralRule-count-one": "i = 1 and v = 0 @integer 1",
        "pluralRule-count-few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14 or f != 0",
        "pluralRule-count-many": "e != 0..5",
        "pluralRule-count-other": " @integer 0"
    }}}}"#;
    let code = all(json).expect("the rules are understood")["xx"].code("xx");
    assert!(code.contains("if n == 1 {"), "{code}");
    assert!(code.contains("if matches!(n % 10, 2..=4) && !matches!(n % 100, 12..=14) {"), "{code}");
    assert!(!code.contains("Plural::Many"), "{code}");
}
