//! The types that a content can be of.
//!
//! | module | what |
//! |---|---|
//! | [`text`] | texts in every encoding, and what is written in them |
//! | [`zip`] | archives, and documents that are archives |
//! | [`compound`] | documents of Office before 2007, protected ones, messages of Outlook |
//! | [`iso`] | MPEG-4, QuickTime, 3GP, HEIC, AVIF: by the tracks and items that are in them, never by their brand |
//! | [`matroska`] | WebM and Matroska |
//! | [`sound`] | sound without tracks |

use super::FileType;
use super::content::Content;
use super::measure::Measure;

pub(super) mod compound;
pub mod iso;
mod matroska;
mod sound;
mod text;
mod zip;

/// The bytes of a file's beginning that are looked at before anything else of it.
pub(super) const HEAD_BYTES: usize = 8 * 1024;

/// Contents with these bytes at this place are of this type.
const SIGNATURES: &[(usize, &[u8], FileType)] = &[
    (0, b"\xFF\xD8\xFF", FileType::Jpeg),
    (0, b"\x89PNG\r\n\x1a\n", FileType::Png),
    (0, b"GIF87a", FileType::Gif),
    (0, b"GIF89a", FileType::Gif),
    (8, b"WEBP", FileType::Webp),
    (0, b"II*\0", FileType::Tiff),
    (0, b"MM\0*", FileType::Tiff),
    (0, b"II+\0\x08\0\0\0", FileType::Tiff),
    (0, b"MM\0+\0\x08\0\0", FileType::Tiff),
    (0, b"Rar!\x1A\x07", FileType::Rar),
    (0, b"7z\xBC\xAF\x27\x1C", FileType::SevenZip),
    (8, b"AVI ", FileType::Avi),
    (8, b"WAVE", FileType::Wav),
    (0, b"fLaC", FileType::Flac),
    (0, b"#!AMR", FileType::Amr),
];

/// Answers the types that a content can be of, the likeliest first; none: a file of this kind cannot be sent.
/// `head`: its first [`HEAD_BYTES`]; `named`: the type that its name claims.
/// claims.
pub(super) fn of<C: Content>(
    content: &mut C,
    head: &[u8],
    named: Option<FileType>,
) -> Result<Vec<FileType>, C::Error> {
    if let Some(found) = SIGNATURES.iter().find(|(at, bytes, _)| begins(head, *at, bytes)) {
        return Ok(vec![found.2]);
    }
    if is_pdf(head) {
        return Ok(vec![FileType::Pdf]);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zip::of(content, head, named);
    }
    if head.starts_with(&compound::SIGNATURE) {
        return compound::of(content, head);
    }
    if head.starts_with(&matroska::SIGNATURE) {
        return matroska::of(content, head);
    }
    if iso::begins(head) {
        return iso::of(content);
    }
    if let Some(found) = sound::of(content, head)? {
        return Ok(vec![found]);
    }
    if let Some(members) = text::of(head) {
        return Ok(members);
    }
    Ok(if is_bitmap(head) { vec![FileType::Bmp] } else { Vec::new() })
}

impl Measure {
    /// Measures a file of this type; answers nothing for a file that is neither sound nor video, or does not
    /// say its measures.
    pub fn of<C: Content>(mut content: C, file_type: FileType) -> Result<Measure, C::Error> {
        match file_type {
            FileType::Mp4 | FileType::Mov | FileType::ThreeGp | FileType::M4a => iso::measure(&mut content),
            FileType::Webm | FileType::Mkv | FileType::Weba => matroska::measure(&mut content),
            other => sound::measure(&mut content, other),
        }
    }
}

fn begins(head: &[u8], at: usize, bytes: &[u8]) -> bool {
    let is_there = head.get(at..).is_some_and(|rest| rest.starts_with(bytes));
    // A name behind a length belongs to a container, which is named first.
    is_there && (at == 0 || head.starts_with(b"RIFF"))
}

/// Whether the content is a PDF. Some printers put an empty line or a byte order mark before it.
fn is_pdf(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"%PDF-")
}

/// Whether the content is a bitmap. Its two first letters are not enough: texts begin with them too, and are
/// checked first.
fn is_bitmap(head: &[u8]) -> bool {
    let header = super::content::little(head, 14, 4);
    head.starts_with(b"BM") && matches!(header, Some(12 | 40 | 52 | 56 | 64 | 108 | 124))
}
