//! One file's syntax tree as messages. References to other messages and to terms are replaced by their texts.

use std::collections::BTreeMap;
use std::path::Path;

use fluent_syntax::{ast, unicode};

use super::fault::Fault;
use super::source::{File, Key, Message, Part, Variant};

/// Answers the line of a place in a text, counted from 1.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// The deepest chain of references to other messages and terms; a circle is deeper.
const DEEPEST: usize = 8;

/// A reader of one file.
pub(crate) struct Reader<'a> {
    pub(crate) path: &'a Path,
    pub(crate) text: &'a str,
    pub(crate) resource: &'a ast::Resource<&'a str>,
    /// The terms of the whole language.
    pub(crate) terms: &'a BTreeMap<&'a str, &'a ast::Pattern<&'a str>>,
    pub(crate) faults: &'a mut Vec<Fault>,
    pub(crate) depth: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn file(&mut self) -> File {
        let (mut messages, mut about) = (Vec::<Message>::new(), Vec::new());
        let resource = self.resource;
        for entry in &resource.body {
            match entry {
                ast::Entry::Message(message) => {
                    let read = self.message(message);
                    if messages.iter().any(|other| other.id == read.id) {
                        self.fault(read.line, format!("a second message `{}`", read.id));
                    }
                    messages.push(read);
                }
                ast::Entry::ResourceComment(comment) => {
                    about.extend(comment.content.iter().map(|line| (*line).to_owned()));
                }
                // Junk is reported as a fault of the syntax.
                ast::Entry::Term(_)
                | ast::Entry::Comment(_)
                | ast::Entry::GroupComment(_)
                | ast::Entry::Junk { .. } => {}
            }
        }
        File { path: self.path.to_owned(), messages, about }
    }

    fn message(&mut self, message: &'a ast::Message<&'a str>) -> Message {
        let line = self.line(message.id.name);
        if !message.attributes.is_empty() {
            self.fault(line, "messages have no attributes here: write a message of its own");
        }
        let mut pattern = Vec::new();
        match &message.value {
            Some(value) => self.pattern(value, line, &mut pattern),
            None => self.fault(line, "the message is empty"),
        }
        let comment = message.comment.iter().flat_map(|comment| &comment.content);
        let comment = comment.map(|line| (*line).to_owned()).collect();
        Message { id: message.id.name.to_owned(), line, comment, pattern }
    }

    /// Reads a pattern. `line`: the message's, for faults without a place of their own.
    fn pattern(&mut self, pattern: &'a ast::Pattern<&'a str>, line: usize, parts: &mut Vec<Part>) {
        for element in &pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => add_text(parts, value),
                ast::PatternElement::Placeable { expression } => self.expression(expression, line, parts),
            }
        }
    }

    fn expression(&mut self, expression: &'a ast::Expression<&'a str>, line: usize, parts: &mut Vec<Part>) {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline, line, parts),
            ast::Expression::Select {
                selector: ast::InlineExpression::VariableReference { id },
                variants,
            } => {
                let line = self.line(id.name);
                let variants = variants.iter().map(|variant| self.variant(variant, line)).collect();
                parts.push(Part::Choice { argument: id.name.to_owned(), line, variants });
            }
            ast::Expression::Select { .. } => self.fault(line, "only an argument (`$name`) can choose"),
        }
    }

    fn variant(&mut self, variant: &'a ast::Variant<&'a str>, line: usize) -> Variant {
        let key = match &variant.key {
            ast::VariantKey::Identifier { name } => Key::Word((*name).to_owned()),
            ast::VariantKey::NumberLiteral { value } => match value.parse() {
                Ok(number) => Key::Number(number),
                Err(_) => {
                    let line = self.line(value);
                    self.fault(line, format!("`{value}` is no whole number"));
                    Key::Number(0)
                }
            },
        };
        let mut pattern = Vec::new();
        self.pattern(&variant.value, line, &mut pattern);
        Variant { key, is_default: variant.default, pattern }
    }

    fn inline(&mut self, inline: &'a ast::InlineExpression<&'a str>, line: usize, parts: &mut Vec<Part>) {
        match inline {
            ast::InlineExpression::StringLiteral { value } => {
                add_text(parts, &unicode::unescape_unicode_to_string(value));
            }
            ast::InlineExpression::NumberLiteral { value } => add_text(parts, value),
            ast::InlineExpression::VariableReference { id } => {
                let line = self.line(id.name);
                parts.push(Part::Shown { argument: id.name.to_owned(), line });
            }
            ast::InlineExpression::MessageReference { id, attribute: None } => {
                let message = self.resource.body.iter().find_map(|entry| match entry {
                    ast::Entry::Message(message) if message.id.name == id.name => message.value.as_ref(),
                    _ => None,
                });
                self.reference(message, id.name, line, parts);
            }
            ast::InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.reference(self.terms.get(id.name).copied(), id.name, line, parts);
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression, line, parts),
            ast::InlineExpression::MessageReference { .. }
            | ast::InlineExpression::TermReference { .. }
            | ast::InlineExpression::FunctionReference { .. } => {
                self.fault(line, "functions, attributes and terms with arguments are not supported");
            }
        }
    }

    /// Puts another message or a term in the place of its reference.
    fn reference(
        &mut self,
        pattern: Option<&'a ast::Pattern<&'a str>>,
        id: &str,
        line: usize,
        parts: &mut Vec<Part>,
    ) {
        match pattern {
            None => self.fault(line, format!("there is no `{id}` to refer to")),
            Some(_) if self.depth == DEEPEST => self.fault(line, format!("`{id}` refers to itself")),
            Some(pattern) => {
                self.depth += 1;
                self.pattern(pattern, line, parts);
                self.depth -= 1;
            }
        }
    }

    /// Answers the line of a piece of this file's text.
    fn line(&self, piece: &str) -> usize {
        line_at(self.text, (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize))
    }

    fn fault(&mut self, line: usize, what: impl Into<String>) {
        self.faults.push(Fault::new(self.path, line, what));
    }
}

fn add_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(before)) => before.push_str(text),
        _ => parts.push(Part::Text(text.to_owned())),
    }
}
