//! Blocks as plain text.

use std::fmt::Write;

use crate::blocks::Block;

/// The mark at the beginning by which programs that guess an encoding guess right.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

pub(crate) fn file(blocks: &[Block]) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    for block in blocks {
        add(&mut text, block);
    }
    // Old editors of Windows need both characters of a line break, and no other editor minds.
    text.replace('\n', "\r\n")
}

fn add(text: &mut String, block: &Block) {
    let written = match block {
        Block::Title(title) => writeln!(text, "{title}\n{}", "=".repeat(title.chars().count())),
        Block::Fact(label, value) => writeln!(text, "{label}: {}", indented(value)),
        Block::Heading(heading) => writeln!(text, "\n{heading}\n{}", "-".repeat(heading.chars().count())),
        Block::Subheading(heading) => writeln!(text, "\n{heading}"),
        Block::Remark(remark) => writeln!(text, "({remark})"),
        Block::Message { head, text: words, .. } => writeln!(text, "{head}\n    {}", indented(words)),
        Block::Event(event) => writeln!(text, "* {event}"),
    };
    written.expect("a string takes all");
}

/// Indents the words of a message, so that every line of them stands apart from the file's own words.
fn indented(words: &str) -> String {
    words.replace('\n', "\n    ")
}
