//! Writes messages as Rust: a language is a variant, a file a module, a message a function.

use std::fmt::Write;

use super::signature::{Argument, Kind};
use super::source::{Key, Message};
use super::tree::{Atom, Tree};
use super::{Language, Part, REFERENCE};

/// Writes the whole code.
pub(crate) fn code(languages: &[Language], parts: &[Part<'_>]) -> String {
    let mut code = language(languages) + &plurals(languages);
    for part in parts {
        code += &module(part, languages);
    }
    code + &speak(parts, languages)
}

/// Writes "pt-BR" as a name of Rust's functions: "pt_br".
fn snake(name: &str) -> String {
    name.replace('-', "_").to_lowercase()
}

/// Writes "pt-BR" as a name of Rust's types: "PtBr".
pub(crate) fn camel(name: &str) -> String {
    let capital =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    let words = name.split(['-', '_']).map(|word| word.to_lowercase());
    words.map(|word| -> String { capital(&word) }).collect()
}

fn language(languages: &[Language]) -> String {
    let codes = || languages.iter().map(|language| language.locale.code.as_str());
    let variants = codes().map(|code| {
        let default = if code == REFERENCE { "    #[default]\n" } else { "" };
        format!(
            "    /// The folder `{code}`.\n{default}    #[serde(rename = \"{code}\")]\n    {},\n",
            camel(code)
        )
    });
    let all = codes().map(|code| format!("Language::{}", camel(code))).collect::<Vec<_>>().join(", ");
    let arms = codes().map(|code| format!("            Language::{} => \"{code}\",\n", camel(code)));
    format!(
        "/// A language in which everything can be said: one for each folder of `locales`.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]\n\
         pub enum Language {{\n{}}}\n\n\
         impl Language {{\n    \
             /// Every one, that of a new device first.\n    \
             pub const ALL: [Language; {}] = [{all}];\n\n    \
             /// As HTML calls it.\n    \
             pub fn code(self) -> &'static str {{\n        match self {{\n{}        }}\n    }}\n}}\n\n",
        variants.collect::<String>(),
        languages.len(),
        arms.collect::<String>(),
    )
}

fn plurals(languages: &[Language]) -> String {
    let functions = languages.iter().map(|language| language.plurals.code(&snake(&language.locale.code)));
    let variants = super::plural::CATEGORIES.map(|category| format!("        {},\n", camel(category)));
    format!(
        "#[allow(dead_code, reason = \"a language has the categories that its messages need\")]\n\
         mod plural {{\n    #[derive(PartialEq, Eq)]\n    pub(super) enum Plural {{\n{}    }}\n\n{}}}\n\n",
        variants.concat(),
        functions.collect::<Vec<_>>().join("\n"),
    )
}

fn module(part: &Part<'_>, languages: &[Language]) -> String {
    let about = part.file.about.iter().map(|line| format!("    //! {line}\n")).collect::<String>();
    let about = if about.is_empty() { format!("    //! `{}.ftl`\n", part.name) } else { about };
    let mut code = format!("pub mod {} {{\n{about}\n    use super::Language;\n", snake(part.name));
    for (argument, words) in &part.words {
        let variants = words.iter().map(|word| format!("        /// `{word}`.\n        {},\n", camel(word)));
        let variants: String = variants.collect();
        let name = camel(argument);
        let _ = write!(
            code,
            "\n    /// What `${argument}` may be.\n    #[derive(Debug, Clone, Copy, PartialEq, Eq)]\n    pub enum {name} {{\n{variants}    }}\n",
        );
    }
    for message in &part.file.messages {
        code += &function(part, message, languages);
    }
    code + "}\n\n"
}

/// A function in the making.
struct Function<'a> {
    arguments: &'a [Argument],
    is_fixed: bool,
    /// The plural function of the language that is being written.
    plural: String,
}

fn trees<'a>(part: &Part<'_>, message: &Message, languages: &'a [Language]) -> Vec<(&'a str, Tree)> {
    let translated = |language: &'a Language| {
        let message = language.locale.files.get(part.name)?.message(&message.id)?;
        Some((language.locale.code.as_str(), Tree::of(&message.pattern)))
    };
    languages.iter().filter_map(translated).collect()
}

/// The type of a text that stands in the program.
const FIXED: &str = "&'static str";

/// Answers the type that a message's function returns.
fn answer(trees: &[(&str, Tree)]) -> &'static str {
    if trees.iter().all(|(_, tree)| tree.is_fixed()) { FIXED } else { "String" }
}

fn function(part: &Part<'_>, message: &Message, languages: &[Language]) -> String {
    let arguments = &part.signatures[message.id.as_str()];
    let trees = trees(part, message, languages);
    let is_fixed = answer(&trees) == FIXED;
    let mut code = format!("\n    /// `{}`\n", trees[0].1.example());
    let list: String = arguments.iter().map(|argument| format!(", {}", parameter(argument, ""))).collect();
    let _ = writeln!(
        code,
        "    pub fn {}(language: Language{list}) -> {} {{",
        snake(&message.id),
        answer(&trees)
    );
    for argument in arguments.iter().filter(|argument| argument.kind == Kind::Number) {
        let name = snake(&argument.name);
        let _ = writeln!(code, "        let {name} = super::Number::number({name});");
    }
    code += "        match language {\n";
    for (language, tree) in &trees {
        let function = Function { arguments, is_fixed, plural: snake(language) };
        let _ = writeln!(code, "            Language::{} => {},", camel(language), function.expression(tree));
    }
    code + "        }\n    }\n"
}

/// Writes a parameter: "count: impl Number". `path`: where the crate's types are.
fn parameter(argument: &Argument, path: &str) -> String {
    let name = snake(&argument.name);
    match argument.kind {
        Kind::Text => format!("{name}: &str"),
        Kind::Number if path.is_empty() => format!("{name}: impl super::Number"),
        Kind::Number => format!("{name}: impl $crate::Number"),
        Kind::Words => format!("{name}: {path}{}", camel(&argument.name)),
    }
}

impl Function<'_> {
    fn expression(&self, tree: &Tree) -> String {
        match tree {
            Tree::Leaf(atoms) => self.leaf(atoms),
            Tree::Choice { argument, arms, default } => {
                let name = snake(argument);
                let default = self.expression(default);
                match self.kind(argument) {
                    Kind::Words => {
                        let path = camel(argument);
                        let arm = |word: &str| format!("{path}::{}", camel(word));
                        let words = arms.iter().filter_map(|(key, tree)| match key {
                            Key::Word(word) => Some((arm(word), tree)),
                            Key::Number(_) => None,
                        });
                        self.choice(&name, words, default)
                    }
                    Kind::Number | Kind::Text => {
                        let categories = arms.iter().filter_map(|(key, tree)| match key {
                            Key::Word(word) => {
                                Some((format!("super::plural::Plural::{}", camel(word)), tree))
                            }
                            Key::Number(_) => None,
                        });
                        let default = self.choice(
                            &format!("super::plural::{}({name})", self.plural),
                            categories,
                            default,
                        );
                        let exact = arms.iter().filter_map(|(key, tree)| match key {
                            Key::Number(number) => Some((number.to_string(), tree)),
                            Key::Word(_) => None,
                        });
                        self.choice(&name, exact, default)
                    }
                }
            }
        }
    }

    /// Writes `match on { arms, _ => default }`, or only the default.
    fn choice<'t>(
        &self,
        on: &str,
        arms: impl Iterator<Item = (String, &'t Tree)>,
        default: String,
    ) -> String {
        let arms: String = arms.map(|(arm, tree)| format!("{arm} => {}, ", self.expression(tree))).collect();
        if arms.is_empty() { default } else { format!("match {on} {{ {arms}_ => {default} }}") }
    }

    fn leaf(&self, atoms: &[Atom]) -> String {
        match atoms {
            [] if self.is_fixed => "\"\"".to_owned(),
            [Atom::Text(text)] if self.is_fixed => format!("{text:?}"),
            [Atom::Text(text)] => format!("{text:?}.to_owned()"),
            _ => {
                let parts = atoms.iter().map(|atom| match atom {
                    Atom::Text(text) => format!("{text:?}"),
                    Atom::Shown(argument) => match self.kind(argument) {
                        Kind::Number => format!("&{}.to_string()", snake(argument)),
                        Kind::Text | Kind::Words => snake(argument),
                    },
                });
                format!("super::joined(&[{}])", parts.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn kind(&self, argument: &str) -> Kind {
        let known = self.arguments.iter().find(|known| known.name == argument);
        known.map_or(Kind::Text, |argument| argument.kind)
    }
}

/// Writes the macro that makes a file's functions for callers who use one language at a time.
fn speak(parts: &[Part<'_>], languages: &[Language]) -> String {
    let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
    let mut code = format!(
        "/// The functions of one file without their first argument: `$language` is a function that says the language of now.\n\
         ///\n/// Files: {}.\n#[macro_export]\nmacro_rules! speak {{\n",
        names.join(", ")
    );
    for part in parts {
        let module = snake(part.name);
        let _ = writeln!(code, "    ({module}, $language:path) => {{");
        for message in &part.file.messages {
            let arguments = &part.signatures[message.id.as_str()];
            let path = format!("$crate::{module}::");
            let list =
                arguments.iter().map(|argument| parameter(argument, &path)).collect::<Vec<_>>().join(", ");
            let given: String =
                arguments.iter().map(|argument| format!(", {}", snake(&argument.name))).collect();
            let answer = answer(&trees(part, message, languages));
            let name = snake(&message.id);
            let _ = writeln!(
                code,
                "        pub(crate) fn {name}({list}) -> {answer} {{\n            $crate::{module}::{name}($language(){given})\n        }}"
            );
        }
        code += "    };\n";
    }
    code + "}\n"
}
