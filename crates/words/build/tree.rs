//! Each text as choices with a whole sentence in every case.

use super::source::{Key, Part, Variant};

/// A text whose choices come before its words.
pub(crate) enum Tree {
    Leaf(Vec<Atom>),
    Choice { argument: String, arms: Vec<(Key, Tree)>, default: Box<Tree> },
}

#[derive(Clone)]
pub(crate) enum Atom {
    Text(String),
    Shown(String),
}

/// The outcomes of the choices so far, by argument.
type Known = Vec<(String, Key)>;

/// Moves the choices of a pattern to its beginning, so that every sentence is whole. A second choice by the
/// same argument has its outcome already.
fn tree(mut before: Vec<Atom>, rest: &[Part], known: &Known) -> Tree {
    for (at, piece) in rest.iter().enumerate() {
        match piece {
            Part::Text(text) => match before.last_mut() {
                Some(Atom::Text(said)) => said.push_str(text),
                _ => before.push(Atom::Text(text.clone())),
            },
            Part::Shown { argument, .. } => before.push(Atom::Shown(argument.clone())),
            Part::Choice { argument, variants, .. } => {
                let follow = |variant: &Variant, known: &Known| {
                    let rest = [variant.pattern.as_slice(), &rest[at + 1..]].concat();
                    tree(before.clone(), &rest, known)
                };
                let is_made = |variant: &&Variant| known.contains(&(argument.clone(), variant.key.clone()));
                if let Some(variant) = variants.iter().find(is_made) {
                    return follow(variant, known);
                }
                let arm = |variant: &Variant| {
                    let mut known = known.clone();
                    known.push((argument.clone(), variant.key.clone()));
                    (variant.key.clone(), follow(variant, &known))
                };
                let default = variants.iter().find(|variant| variant.is_default);
                return Tree::Choice {
                    argument: argument.clone(),
                    arms: variants.iter().filter(|variant| !variant.is_default).map(arm).collect(),
                    // Fluent's syntax has exactly one default.
                    default: Box::new(
                        default.map_or(Tree::Leaf(Vec::new()), |variant| follow(variant, known)),
                    ),
                };
            }
        }
    }
    Tree::Leaf(before)
}

impl Tree {
    pub(crate) fn of(pattern: &[Part]) -> Tree {
        tree(Vec::new(), pattern, &Known::new())
    }

    /// Answers whether no argument is shown, so that the text stands in the program.
    pub(crate) fn is_fixed(&self) -> bool {
        match self {
            Tree::Leaf(atoms) => atoms.iter().all(|atom| matches!(atom, Atom::Text(_))),
            Tree::Choice { arms, default, .. } => {
                default.is_fixed() && arms.iter().all(|(_, tree)| tree.is_fixed())
            }
        }
    }

    /// Answers the text of the default variants.
    pub(crate) fn example(&self) -> String {
        match self {
            Tree::Choice { default, .. } => default.example(),
            Tree::Leaf(atoms) => {
                let said = atoms.iter().map(|atom| match atom {
                    Atom::Text(text) => text.replace('\n', " "),
                    Atom::Shown(argument) => format!("{{ ${argument} }}"),
                });
                said.collect()
            }
        }
    }
}
