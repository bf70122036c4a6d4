//! The names of other files in a source file: its modules, its `use` lines, the paths in its code. The lexer
//! leaves out comments and texts; code that is compiled for tests alone is left out here.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The parts of a source file that lead to other files.
#[derive(Default)]
pub(super) struct Source {
    /// The names in `mod name;`.
    pub(super) modules: Vec<String>,
    pub(super) uses: Vec<Used>,
    /// The paths of two names or more outside `use`.
    pub(super) paths: Vec<Vec<String>>,
}

/// A name that a `use` line brings.
pub(super) struct Used {
    pub(super) path: Vec<String>,
    pub(super) name: String,
    /// Whether the line is a `pub use`.
    pub(super) is_handed_on: bool,
}

/// A token: a word or a sign; brackets are signs, too.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Sign(char),
}

impl Source {
    pub(super) fn read(file: &Path) -> Source {
        let text = fs::read_to_string(file).expect("a source file");
        let stream: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        let mut source = Source::default();
        source.walk(&tokens);
        source.paths.sort();
        source.paths.dedup();
        source
    }

    fn walk(&mut self, tokens: &[Token]) {
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at..] {
                [Token::Sign('#'), Token::Sign('['), ..] => after_attribute(tokens, at),
                [Token::Word(word), Token::Word(name), Token::Sign(';'), ..] if word == "mod" => {
                    self.modules.push(name.clone());
                    at + 3
                }
                [Token::Word(word), ..] if word == "use" && !follows(tokens, at, ':') => {
                    let end =
                        at + tokens[at..].iter().position(|token| *token == Token::Sign(';')).unwrap_or(0);
                    let is_handed_on = at > 0 && is_visible(&tokens[..at]);
                    self.tree(&tokens[at + 1..end.max(at + 1)], &mut Vec::new(), is_handed_on);
                    end.max(at) + 1
                }
                [Token::Word(_), ..] => self.path(tokens, at),
                _ => at + 1,
            };
        }
    }

    /// Reads `a::b::c` in code; answers where the path ends.
    fn path(&mut self, tokens: &[Token], from: usize) -> usize {
        let (mut path, mut at) = (Vec::new(), from);
        while let Some(Token::Word(word)) = tokens.get(at) {
            path.push(word.clone());
            at += 1;
            match &tokens[at..] {
                [Token::Sign(':'), Token::Sign(':'), Token::Word(_), ..] => at += 2,
                _ => break,
            }
        }
        if path.len() > 1 && !follows(tokens, from, ':') && !follows(tokens, from, '.') {
            self.paths.push(path);
        }
        at
    }

    /// Reads the names of a `use` line, after the given prefix.
    fn tree(&mut self, tokens: &[Token], prefix: &mut Vec<String>, is_handed_on: bool) {
        let depth = prefix.len();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                Token::Word(word) if word == "as" => {
                    if let (Some(Token::Word(name)), Some(used)) = (tokens.get(at + 1), self.uses.last_mut())
                    {
                        used.name.clone_from(name);
                    }
                    at += 1;
                }
                Token::Word(word) => {
                    prefix.push(word.clone());
                    let goes_on = matches!(&tokens[at + 1..], [Token::Sign(':'), Token::Sign(':'), ..]);
                    if goes_on {
                        at += 2;
                    } else {
                        self.used(prefix, is_handed_on);
                    }
                }
                Token::Sign('*') => {
                    prefix.push("*".to_owned());
                    self.used(prefix, is_handed_on);
                }
                Token::Sign('{') => {
                    let end = end_of_group(tokens, at);
                    self.tree(&tokens[at + 1..end], prefix, is_handed_on);
                    at = end;
                }
                Token::Sign(',') => prefix.truncate(depth),
                Token::Sign(_) => {}
            }
            at += 1;
        }
        prefix.truncate(depth);
    }

    fn used(&mut self, path: &[String], is_handed_on: bool) {
        let path =
            if path.last().is_some_and(|last| last == "self") { &path[..path.len() - 1] } else { path };
        if let Some(name) = path.last() {
            self.uses.push(Used { name: name.clone(), path: path.to_vec(), is_handed_on });
        }
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        match tree {
            TokenTree::Ident(word) => tokens.push(Token::Word(word.to_string())),
            TokenTree::Punct(sign) => tokens.push(Token::Sign(sign.as_char())),
            TokenTree::Literal(_) => tokens.push(Token::Sign('"')),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket | Delimiter::None => ('[', ']'),
                };
                tokens.push(Token::Sign(open));
                flatten(group.stream(), tokens);
                tokens.push(Token::Sign(close));
            }
        }
    }
}

/// Answers whether a sign stands before this place.
fn follows(tokens: &[Token], at: usize, sign: char) -> bool {
    at.checked_sub(1).is_some_and(|before| tokens[before] == Token::Sign(sign))
}

/// Answers whether the tokens end with `pub`, or with `pub(crate)` or the like.
fn is_visible(before: &[Token]) -> bool {
    match before {
        [.., Token::Word(word)] => word == "pub",
        [.., Token::Word(word), Token::Sign('('), Token::Word(_), Token::Sign(')')] => word == "pub",
        _ => false,
    }
}

/// Answers the place of the bracket that closes this one.
fn end_of_group(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            Token::Word(_) | Token::Sign(_) => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// Answers the place after an attribute; after the attributed item, if that is compiled for tests alone.
fn after_attribute(tokens: &[Token], at: usize) -> usize {
    let end = end_of_group(tokens, at + 1);
    let says =
        |word: &str| tokens[at..end].iter().any(|token| matches!(token, Token::Word(it) if it == word));
    if !says("cfg") || !says("test") || says("not") {
        return end + 1;
    }
    let mut before_body =
        tokens[end + 1..].iter().take_while(|token| !matches!(token, Token::Sign('{' | ';')));
    let is_use = before_body.any(|token| matches!(token, Token::Word(word) if word == "use"));
    let mut at = end + 1;
    while at < tokens.len() {
        match tokens[at] {
            Token::Sign('{') if !is_use => return end_of_group(tokens, at) + 1,
            Token::Sign('(' | '[' | '{') => at = end_of_group(tokens, at),
            Token::Sign(';' | ',') => return at + 1,
            Token::Word(_) | Token::Sign(_) => {}
        }
        at += 1;
    }
    at
}
