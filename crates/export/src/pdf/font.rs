//! The two fonts that are in the file: Ubuntu Light for words, Noto Emoji for the emojis between them. Only
//! glyphs that occur are embedded, each with its character, so that the text can be found and copied.
//!
//! Their licences (Ubuntu Font Licence, SIL Open Font License) are in `crates/export/licences`.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

use super::packed;

const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// The sign that replaces a character that no font has.
const LACKING: char = '◻';

/// A glyph of one of the fonts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The font.
    pub(super) font: usize,
    /// The glyph's number in the file.
    pub(super) id: u16,
    /// The glyph's width, for text of size 1.
    pub(super) width: f32,
}

pub(super) struct Fonts {
    fonts: [Font; 2],
    lacking: usize,
}

struct Font {
    name: &'static str,
    data: &'static [u8],
    face: Face<'static>,
    glyphs: GlyphRemapper,
    /// The width in thousandths and the character of each glyph in use, by the glyph's number in the file.
    used: BTreeMap<u16, (f32, char)>,
}

impl Font {
    fn new(name: &'static str, data: &'static [u8]) -> Font {
        let face = Face::parse(data, 0).expect("the font is part of the program");
        Font { name, data, face, glyphs: GlyphRemapper::new(), used: BTreeMap::new() }
    }

    fn thousandths(&self, units: i16) -> f32 {
        f32::from(units) * 1_000.0 / f32::from(self.face.units_per_em())
    }

    fn glyph(&mut self, c: char) -> Option<(u16, f32)> {
        let id = self.face.glyph_index(c).filter(|id| id.0 != 0)?;
        let advance = self.face.glyph_hor_advance(id).unwrap_or_default();
        let width = f32::from(advance) * 1_000.0 / f32::from(self.face.units_per_em());
        let id = self.glyphs.remap(id.0);
        self.used.insert(id, (width, c));
        Some((id, width / 1_000.0))
    }
}

impl Fonts {
    pub(super) fn new() -> Fonts {
        let words = Font::new("Ubuntu-Light", epaint_default_fonts::UBUNTU_LIGHT);
        let emoji = Font::new("NotoEmoji", epaint_default_fonts::NOTO_EMOJI_REGULAR);
        Fonts { fonts: [words, emoji], lacking: 0 }
    }

    /// Answers the glyph of a character. None: the character has no ink, as joiners and marks that choose a
    /// variant.
    pub(super) fn glyph(&mut self, c: char) -> Option<Glyph> {
        if matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{AD}')
        {
            return None;
        }
        let c = if c == '\t' || c == '\u{A0}' { ' ' } else { c };
        let found = self.fonts.iter_mut().enumerate().find_map(|(font, it)| Some((font, it.glyph(c)?)));
        match found {
            Some((font, (id, width))) => Some(Glyph { font, id, width }),
            None if c == LACKING => None,
            None => {
                self.lacking += 1;
                self.glyph(LACKING)
            }
        }
    }

    /// Answers the number of characters without a glyph.
    pub(super) fn lacking(&self) -> usize {
        self.lacking
    }

    /// Embeds the fonts; answers their names and references.
    pub(super) fn write(self, pdf: &mut Pdf, next: &mut Ref) -> Vec<(Vec<u8>, Ref)> {
        let mut written = Vec::new();
        for (n, font) in self.fonts.iter().enumerate() {
            let id = next.bump();
            font.write(pdf, id, next);
            written.push((resource_name(n), id));
        }
        written
    }
}

/// Answers the name of a font in a page.
pub(super) fn resource_name(font: usize) -> Vec<u8> {
    format!("F{font}").into_bytes()
}

impl Font {
    fn write(&self, pdf: &mut Pdf, id: Ref, next: &mut Ref) {
        let (cid_id, descriptor_id, cmap_id, data_id) = (next.bump(), next.bump(), next.bump(), next.bump());
        // Six letters and a plus mark a font of which only a part is embedded.
        let name = format!("CONVER+{}", self.name);
        let name = Name(name.as_bytes());
        pdf.type0_font(id)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid_id)
            .to_unicode(cmap_id);
        let mut cid = pdf.cid_font(cid_id);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY).font_descriptor(descriptor_id);
        cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = cid.widths();
        for (glyph, (width, _)) in &self.used {
            widths.consecutive(*glyph, [*width]);
        }
        widths.finish();
        cid.finish();
        let bounds = self.face.global_bounding_box();
        let units = |units: i16| self.thousandths(units);
        pdf.font_descriptor(descriptor_id)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(
                units(bounds.x_min),
                units(bounds.y_min),
                units(bounds.x_max),
                units(bounds.y_max),
            ))
            .italic_angle(0.0)
            .ascent(units(self.face.ascender()))
            .descent(units(self.face.descender()))
            .cap_height(units(self.face.capital_height().unwrap_or(self.face.ascender())))
            .stem_v(80.0)
            .font_file2(data_id);
        let mut cmap = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
        for (glyph, (_, c)) in &self.used {
            cmap.pair(*glyph, *c);
        }
        pdf.cmap(cmap_id, &cmap.finish());
        let part = subsetter::subset(self.data, 0, &self.glyphs).expect("the font is part of the program");
        let length = i32::try_from(part.len()).unwrap_or(i32::MAX);
        let packed = packed(&part);
        pdf.stream(data_id, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    }
}
