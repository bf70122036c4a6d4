//! Names of files: shown and saved safely, whatever name came.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::FileType;

/// The longest name, in Unicode characters, its extension included.
pub const FILE_NAME_LIMIT: usize = 120;

/// The longest name in bytes of UTF-8: file systems take 255, and a copy that is being made has some more in
/// its name.
const BYTES_LIMIT: usize = 200;

/// Names that Windows keeps for devices, with and without an extension.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A file's name without any folder, controls, marks that reorder text, or characters that a system gives a meaning to.
/// Never empty. Its extension is one of its [`FileType`] when it was made by [`FileName::of`].
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct FileName(String);

impl FileName {
    /// The safe form of a name for a file of this type. Never fails: what is left of a bad name may be "arquivo.pdf".
    pub fn of(raw: &str, file_type: FileType) -> FileName {
        let cleaned = clean(raw);
        let (stem, extension) = split(&cleaned);
        let kept = extension.filter(|extension| file_type.extensions().contains(&extension.as_str()));
        let extension = kept.unwrap_or_else(|| file_type.extensions()[0].to_owned());
        let known_elsewhere = split(&cleaned).1.is_some_and(|other| FileType::is_known_extension(&other));
        let stem = if known_elsewhere { stem } else { cleaned.as_str() };
        let stem = stem.trim_end_matches(['.', ' ']);
        let stem = cut(stem, extension.len() + 1);
        FileName(format!("{}.{extension}", unreserved(stem.trim_end_matches(['.', ' ']))))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ending behind its last dot, in lower case; empty without one.
    pub fn extension(&self) -> String {
        split(&self.0).1.unwrap_or_default()
    }
}

/// A name that comes over the wire is cleaned again, and otherwise kept.
impl From<String> for FileName {
    fn from(raw: String) -> Self {
        let cleaned = clean(&raw);
        FileName(unreserved(cut(&cleaned, 0).trim_end_matches(['.', ' '])))
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> String {
        name.0
    }
}

/// Never shows the name (rule 22).
impl fmt::Debug for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileName({} bytes)", self.0.len())
    }
}

fn clean(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_forbidden(*c))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let words: Vec<_> = kept.split_whitespace().collect();
    words.join(" ").trim_start_matches('.').trim_end_matches(['.', ' ']).to_owned()
}

/// Controls, invisible characters, and marks that reorder the text around them.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Cuts a name to the limits, with room for so many letters of ASCII.
fn cut(name: &str, free: usize) -> &str {
    let ends = name.char_indices().map(|(start, c)| start + c.len_utf8());
    let fitting = ends.take(FILE_NAME_LIMIT - free).take_while(|end| *end <= BYTES_LIMIT - free);
    &name[..fitting.last().unwrap_or(0)]
}

/// Splits a name before the last dot; the extension is in lower case.
fn split(name: &str) -> (&str, Option<String>) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.is_empty() && !extension.contains(' ') => {
            (stem, Some(extension.to_lowercase()))
        }
        _ => (name, None),
    }
}

fn unreserved(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    if stem.is_empty() {
        format!("arquivo{name}")
    } else if RESERVED.contains(&stem.as_str()) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(raw: &str, file_type: FileType) -> String {
        FileName::of(raw, file_type).into()
    }

    #[test]
    fn an_ordinary_name_stays_as_it_is() {
        for name in ["Declaração, Theo Prado.pdf", "boletim 2º bimestre.v2.PDF"] {
            assert_eq!(named(name, FileType::Pdf).to_lowercase(), name.to_lowercase());
        }
    }

    #[test]
    fn folders_are_cut_off() {
        assert_eq!(named("../../etc/passwd.pdf", FileType::Pdf), "passwd.pdf");
        assert_eq!(named("C:\\Users\\ana\\foto.png", FileType::Png), "foto.png");
        assert_eq!(named("..", FileType::Pdf), "arquivo.pdf");
        assert_eq!(named("/", FileType::Pdf), "arquivo.pdf");
    }

    #[test]
    fn nothing_reorders_hides_or_controls() {
        assert_eq!(named("foto\u{202E}gpj.exe", FileType::Jpeg), "fotogpj.exe.jpg");
        assert_eq!(named("a\u{0}b\n\tc\u{200B}.pdf", FileType::Pdf), "ab c.pdf");
        assert_eq!(named("x<y>:\"|?*.pdf", FileType::Pdf), "x_y______.pdf");
    }

    #[test]
    fn the_extension_is_one_of_the_content() {
        assert_eq!(named("foto.jpg", FileType::Png), "foto.png");
        assert_eq!(named("foto.jpeg", FileType::Jpeg), "foto.jpeg");
        assert_eq!(named("recado", FileType::Pdf), "recado.pdf");
        assert_eq!(named("ata 12.05", FileType::Pdf), "ata 12.05.pdf");
    }

    #[test]
    fn a_long_name_is_cut_before_its_extension() {
        let name = named(&format!("{}.docx", "a".repeat(300)), FileType::Docx);
        assert_eq!(name.chars().count(), FILE_NAME_LIMIT);
        assert!(name.ends_with("a.docx"));
    }

    #[test]
    fn a_long_name_of_wide_letters_fits_into_a_file_system() {
        for letter in ["á", "本", "🙂"] {
            let long = letter.repeat(300);
            for name in [named(&long, FileType::Docx), FileName::from(long).into()] {
                assert!(name.len() <= BYTES_LIMIT && name.len() > BYTES_LIMIT - 9, "{} bytes", name.len());
            }
        }
    }

    #[test]
    fn names_of_devices_are_not_names() {
        assert_eq!(named("CON.pdf", FileType::Pdf), "_CON.pdf");
        assert_eq!(named("lpt1", FileType::Pdf), "_lpt1.pdf");
    }

    #[test]
    fn what_comes_over_the_wire_is_cleaned_too() {
        let read = |raw: &str| serde_json::from_value::<FileName>(raw.into()).expect("any text");
        assert_eq!(read("../x\u{202E}.pdf").as_str(), "x.pdf");
        assert_eq!(read("").as_str(), "arquivo");
    }

    #[test]
    fn debug_output_shows_no_name() {
        assert!(!format!("{:?}", FileName::of("laudo da Ana.pdf", FileType::Pdf)).contains("Ana"));
    }
}
