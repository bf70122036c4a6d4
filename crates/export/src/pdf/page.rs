//! Blocks on pages: lines that fit, and never a heading alone at the end of a page.

use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Content, Name, Str};

use super::font::{Fonts, Glyph, resource_name};
use crate::blocks::Block;

/// The width of an A4 page, in points.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 56.0;
/// The distance between lines, for text of size 1.
const LEADING: f32 = 1.4;
/// The indent of a message's words below its author and time, in points.
const INDENT: f32 = 14.0;
const INK: f32 = 0.1;
const GREY: f32 = 0.35;

/// The style of a text.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    bold: bool,
    grey: f32,
    indent: f32,
    /// The space above the text.
    above: f32,
    /// The room that must be left below the text's first line.
    keep: f32,
}

const BODY: Style = Style { size: 10.0, bold: false, grey: INK, indent: 0.0, above: 0.0, keep: 0.0 };
const TITLE: Style = Style { size: 17.0, bold: true, above: 0.0, keep: 40.0, ..BODY };
const HEADING: Style = Style { size: 13.0, bold: true, above: 16.0, keep: 60.0, ..BODY };
const SUBHEADING: Style = Style { size: 10.5, bold: true, above: 10.0, keep: 40.0, ..BODY };
const HEAD: Style = Style { size: 9.0, grey: GREY, above: 6.0, keep: 16.0, ..BODY };
const WORDS: Style = Style { indent: INDENT, ..BODY };
const EVENT: Style = Style { size: 9.0, grey: GREY, above: 5.0, ..BODY };
const REMARK: Style = Style { size: 9.0, grey: GREY, above: 4.0, ..BODY };
const FOOT: f32 = 8.0;

pub(super) struct Layout {
    pub(super) fonts: Fonts,
    pages: Vec<Content>,
    /// The height of the next line, from the bottom of the page.
    y: f32,
}

impl Layout {
    pub(super) fn new(fonts: Fonts) -> Layout {
        Layout { fonts, pages: vec![Content::new()], y: HEIGHT - MARGIN }
    }

    pub(super) fn add(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.text(text, TITLE),
            Block::Heading(text) => self.text(text, HEADING),
            Block::Subheading(text) => self.text(text, SUBHEADING),
            Block::Remark(text) => self.text(text, REMARK),
            Block::Event(text) => self.text(text, EVENT),
            Block::Fact(label, value) => {
                self.text(&format!("{label}: {value}"), Style { above: 2.0, ..BODY })
            }
            Block::Message { head, text, is_note } => {
                self.text(head, Style { bold: *is_note, ..HEAD });
                self.text(text, WORDS);
            }
        }
    }

    fn text(&mut self, text: &str, style: Style) {
        let room = WIDTH - 2.0 * MARGIN - style.indent;
        let mut is_first = true;
        for paragraph in text.split('\n') {
            for line in self.lines(paragraph, style.size, room) {
                let height = style.size * LEADING;
                let above = if is_first { style.above } else { 0.0 };
                let keep = if is_first { style.keep } else { 0.0 };
                if self.y - above - height - keep < MARGIN {
                    self.pages.push(Content::new());
                    self.y = HEIGHT - MARGIN - height;
                } else {
                    self.y -= above + height;
                }
                is_first = false;
                let page = self.pages.last_mut().expect("there is always one");
                show(page, &line, (MARGIN + style.indent, self.y), style);
            }
        }
    }

    /// Breaks a paragraph between words, and within a word only if it is longer than a line. An empty
    /// paragraph is one empty line.
    fn lines(&mut self, paragraph: &str, size: f32, room: f32) -> Vec<Vec<Glyph>> {
        let glyphs: Vec<(char, Glyph)> =
            paragraph.chars().filter_map(|c| Some((c, self.fonts.glyph(c)?))).collect();
        let mut lines = Vec::new();
        let mut from = 0;
        loop {
            let (mut width, mut end, mut space) = (0.0, from, None);
            while end < glyphs.len() {
                let (c, glyph) = glyphs[end];
                width += glyph.width * size;
                if c.is_whitespace() {
                    space = Some(end);
                } else if width > room && end > from {
                    break;
                }
                end += 1;
            }
            let is_last = end == glyphs.len();
            let (cut, next) = match space.filter(|at| !is_last && *at > from) {
                Some(at) => (at, at + 1),
                None => (end, end),
            };
            lines.push(glyphs[from..cut].iter().map(|(_, glyph)| *glyph).collect());
            if is_last {
                return lines;
            }
            from = next;
        }
    }

    /// Answers the pages' contents with their feet, and the fonts in use.
    pub(super) fn finish(mut self, foot: &str) -> (Vec<Vec<u8>>, Fonts) {
        let count = self.pages.len();
        let style = Style { size: FOOT, grey: GREY, ..BODY };
        for (n, page) in self.pages.iter_mut().enumerate() {
            let number = format!("{}/{count}", n + 1);
            let glyphs = |fonts: &mut Fonts, text: &str| -> Vec<Glyph> {
                text.chars().filter_map(|c| fonts.glyph(c)).collect()
            };
            let number = glyphs(&mut self.fonts, &number);
            let width: f32 = number.iter().map(|glyph| glyph.width * FOOT).sum();
            show(page, &number, (WIDTH - MARGIN - width, MARGIN / 2.0), style);
            let mut foot = glyphs(&mut self.fonts, foot);
            let mut room = WIDTH - 2.0 * MARGIN - width - 2.0 * FOOT;
            let fits = foot.iter().take_while(|glyph| {
                room -= glyph.width * FOOT;
                room > 0.0
            });
            let fits = fits.count();
            foot.truncate(fits);
            show(page, &foot, (MARGIN, MARGIN / 2.0), style);
        }
        (self.pages.into_iter().map(|page| page.finish().into_vec()).collect(), self.fonts)
    }
}

/// Writes one line, font by font.
fn show(page: &mut Content, line: &[Glyph], (x, y): (f32, f32), style: Style) {
    if line.is_empty() {
        return;
    }
    page.begin_text();
    page.set_fill_gray(style.grey);
    if style.bold {
        // There is no bold font in the file: strokes around the letters make them heavier.
        page.set_stroke_gray(style.grey).set_line_width(style.size * 0.03);
        page.set_text_rendering_mode(TextRenderingMode::FillStroke);
    } else {
        page.set_text_rendering_mode(TextRenderingMode::Fill);
    }
    page.next_line(x, y);
    for run in line.chunk_by(|a, b| a.font == b.font) {
        page.set_font(Name(&resource_name(run[0].font)), style.size);
        let codes: Vec<u8> = run.iter().flat_map(|glyph| glyph.id.to_be_bytes()).collect();
        page.show(Str(&codes));
    }
    page.end_text();
}
