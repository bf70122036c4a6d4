//! Plural categories of whole numbers, by the rules of Unicode's CLDR (`cldr/plurals.json`, from `cldr-core` 48.2).
//!
//! A rule is `n % 10 = 2..4 and n % 100 != 12..14`, its terms joined by "or" and "and". For a whole number, n
//! and i are the number itself; v, w, f, t, c and e, which describe decimals and exponents, are 0.

use std::collections::BTreeMap;

use serde_json::Value;

/// All categories, as Fluent and CLDR name them.
pub(crate) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The categories of one language except "other", which is the rest.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plurals(Vec<(&'static str, Rule)>);

/// A condition: any of these alternatives holds, and of an alternative all terms hold.
#[derive(Debug, Clone)]
struct Rule(Vec<Vec<Term>>);

#[derive(Debug, Clone)]
struct Term {
    /// Whether the operand is the number itself; otherwise it is 0.
    is_number: bool,
    modulus: Option<u64>,
    is_equal: bool,
    ranges: Vec<(u64, u64)>,
}

/// Reads the rules of all languages, by their codes.
pub(crate) fn all(json: &str) -> Result<BTreeMap<String, Plurals>, String> {
    let json: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let languages = &json["supplemental"]["plurals-type-cardinal"];
    let languages = languages.as_object().ok_or("there are no cardinal plurals")?;
    languages.iter().map(|(code, rules)| Ok((code.clone(), of_language(rules)?))).collect()
}

/// Answers the rules of "pt-BR", or else of "pt".
pub(crate) fn find<'a>(all: &'a BTreeMap<String, Plurals>, code: &str) -> Option<&'a Plurals> {
    all.get(code).or_else(|| all.get(code.split('-').next()?))
}

fn of_language(rules: &Value) -> Result<Plurals, String> {
    let mut found = Vec::new();
    for category in CATEGORIES.into_iter().filter(|category| *category != "other") {
        if let Some(rule) = rules[format!("pluralRule-count-{category}")].as_str() {
            found.push((category, Rule::parse(rule)?));
        }
    }
    Ok(Plurals(found))
}

impl Plurals {
    /// Answers the category of a number.
    pub(crate) fn category(&self, number: u64) -> &'static str {
        self.0.iter().find(|(_, rule)| rule.holds(number)).map_or("other", |(category, _)| category)
    }

    /// Answers whether the language has the category.
    pub(crate) fn has(&self, category: &str) -> bool {
        category == "other" || self.0.iter().any(|(name, _)| *name == category)
    }

    /// Writes the function that answers a number's category, as Rust.
    pub(crate) fn code(&self, name: &str) -> String {
        let mut code = format!("    pub(super) fn {name}(n: u64) -> Plural {{\n");
        for (category, rule) in &self.0 {
            let condition = rule.code();
            if condition != "false" {
                let variant = super::rust::camel(category);
                code += &format!(
                    "        if {condition} {{\n            return Plural::{variant};\n        }}\n"
                );
            }
        }
        code + "        Plural::Other\n    }\n"
    }
}

impl Rule {
    fn parse(text: &str) -> Result<Rule, String> {
        let condition = text.split('@').next().unwrap_or_default().trim();
        let any = condition.split(" or ");
        any.map(|all| all.split(" and ").map(Term::parse).collect()).collect::<Result<_, _>>().map(Rule)
    }

    fn holds(&self, number: u64) -> bool {
        self.0.iter().any(|all| all.iter().all(|term| term.holds(number)))
    }

    /// Writes a condition on `n`; terms that are true or false for every whole number are left out.
    fn code(&self) -> String {
        let mut any = Vec::new();
        for all in &self.0 {
            let (fixed, open): (Vec<_>, Vec<_>) = all.iter().partition(|term| !term.is_number);
            if fixed.iter().any(|term| !term.holds(0)) {
                continue;
            }
            if open.is_empty() {
                return "true".to_owned();
            }
            any.push(open.iter().map(|term| term.code()).collect::<Vec<_>>().join(" && "));
        }
        if any.is_empty() { "false".to_owned() } else { any.join(" || ") }
    }
}

impl Term {
    fn parse(text: &str) -> Result<Term, String> {
        let odd = || format!("CLDR's rule is not understood: {text}");
        let number = |digits: &str| {
            digits.trim().parse::<u64>().map_err(|error| format!("{}: {error}: {digits}", odd()))
        };
        let (left, right) = text.split_once('=').ok_or_else(odd)?;
        let is_equal = !left.ends_with('!');
        let left: Vec<&str> = left.trim_end_matches('!').split_whitespace().collect();
        let (operand, modulus) = match left[..] {
            [operand] => (operand, None),
            [operand, "%", modulus] => (operand, Some(number(modulus)?)),
            _ => return Err(odd()),
        };
        let is_number = match operand {
            "n" | "i" => true,
            "v" | "w" | "f" | "t" | "c" | "e" => false,
            _ => return Err(odd()),
        };
        let range = |text: &str| match text.split_once("..") {
            Some((from, to)) => Ok((number(from)?, number(to)?)),
            None => number(text).map(|one| (one, one)),
        };
        let ranges = right.split(',').map(range).collect::<Result<_, _>>()?;
        Ok(Term { is_number, modulus, is_equal, ranges })
    }

    fn holds(&self, number: u64) -> bool {
        let number = if self.is_number { number } else { 0 };
        let rest = self.modulus.map_or(number, |modulus| number % modulus);
        self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&rest)) == self.is_equal
    }

    fn code(&self) -> String {
        let rest = self.modulus.map_or("n".to_owned(), |modulus| format!("n % {modulus}"));
        if let [(from, to)] = self.ranges[..]
            && from == to
        {
            if let (0, Some(modulus)) = (from, self.modulus) {
                return format!("{}n.is_multiple_of({modulus})", if self.is_equal { "" } else { "!" });
            }
            return format!("{rest} {} {from}", if self.is_equal { "==" } else { "!=" });
        }
        let range = |(from, to): &(u64, u64)| match from == to {
            true => from.to_string(),
            false => format!("{from}..={to}"),
        };
        let ranges: Vec<String> = self.ranges.iter().map(range).collect();
        format!("{}matches!({rest}, {})", if self.is_equal { "" } else { "!" }, ranges.join(" | "))
    }
}
