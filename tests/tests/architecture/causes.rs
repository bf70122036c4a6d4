//! Causes of errors are kept: no error is exchanged for another one without a look at it. What says nothing more has a `From`
//! that explains it once; what a technician needs is a source of the new error, or goes to the log where the new one is made.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{every_source, metadata};

/// How often a source throws an error away unseen, as `map_err(|_| …)` or with any other name that begins so. What is compiled
/// for tests alone does not count.
fn lost(stream: TokenStream) -> usize {
    let mut trees = stream.into_iter().peekable();
    let (mut found, mut is_for_tests) = (0, false);
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let attribute = trees.next_if(|next| matches!(next, TokenTree::Group(_)));
                is_for_tests |= attribute.is_some_and(|it| it.to_string() == "[cfg (test)]");
            }
            TokenTree::Punct(sign) if sign.as_char() == ';' => is_for_tests = false,
            TokenTree::Group(group) => {
                found += if is_for_tests { 0 } else { lost(group.stream()) };
                is_for_tests &= group.delimiter() != Delimiter::Brace;
            }
            TokenTree::Ident(word) if word == "map_err" && !is_for_tests => {
                found += usize::from(trees.peek().is_some_and(is_blind));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

/// Whether a call is given a closure that does not look at what it gets.
fn is_blind(arguments: &TokenTree) -> bool {
    let TokenTree::Group(group) = arguments else { return false };
    let mut trees = group.stream().into_iter();
    let begins = trees.next().is_some_and(|tree| tree.to_string() == "|");
    begins && trees.next().is_some_and(|tree| tree.to_string().starts_with('_'))
}

/// A file that is compiled for tests alone, or for what measures.
fn is_of_tests(path: &Path) -> bool {
    path.components().any(|part| {
        let name = Path::new(part.as_os_str()).file_stem();
        name.is_some_and(|name| ["tests", "testing", "fixture"].iter().any(|tests| name == *tests))
    })
}

#[test]
fn no_error_is_thrown_away_unseen() {
    let root = metadata().workspace_root;
    let mut looked_at = 0;
    for path in every_source() {
        let path = path.strip_prefix(&root).expect("a source of the project");
        if is_of_tests(path) {
            continue;
        }
        let text = fs::read_to_string(root.join(path)).expect("a source file");
        let stream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(lost(stream), 0, "{} loses causes of errors: map_err(|_| …)", path.display());
        looked_at += usize::from(text.contains("map_err"));
    }
    assert!(looked_at > 50, "the test finds no errors that become others: {looked_at}");
}

#[test]
fn an_error_that_is_thrown_away_is_seen_wherever_it_stands() {
    let found = |text: &str| lost(text.parse().expect("Rust"));
    assert_eq!(found("fn a() { one().map_err(|_| B)?; two()\n.map_err(\n|_gone| C) }"), 2);
    assert_eq!(found("#[cfg(test)] mod tests; macro_rules! a { () => { one().map_err(|_: D| B) } }"), 1);
    assert_eq!(found("#[cfg(test)] mod tests { fn a() { one().map_err(|_| B) } }"), 0);
    assert_eq!(found("// map_err(|_| B)\nfn a() { one().map_err(|error| B(error)).map_err(B::from) }"), 0);
}
