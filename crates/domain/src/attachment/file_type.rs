//! What a file is, by its content (rule 15). The list of what may be sent.

use serde::{Deserialize, Serialize};

use super::AttachmentKind;
use crate::rejection::Rejection;

/// So much of a file's beginning decides what it is, in bytes.
pub const HEAD_BYTES: usize = 8 * 1024;

macro_rules! file_types {
    ($($(#[$doc:meta])* $name:ident: $kind:ident, $media_type:literal, [$($extension:literal),+];)*) => {
        /// The kinds of file that may be sent.
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum FileType {
            $($(#[$doc])* $name,)*
        }

        impl FileType {
            /// All of them.
            pub const ALL: &'static [FileType] = &[$(FileType::$name),*];

            /// What a person sees it as.
            pub fn kind(self) -> AttachmentKind {
                match self {
                    $(FileType::$name => AttachmentKind::$kind,)*
                }
            }

            /// Its MIME type, which nothing executes.
            pub fn media_type(self) -> &'static str {
                match self {
                    $(FileType::$name => $media_type,)*
                }
            }

            /// What its name may end with, the usual one first, in lower case.
            pub fn extensions(self) -> &'static [&'static str] {
                match self {
                    $(FileType::$name => &[$($extension),+],)*
                }
            }
        }
    };
}

file_types! {
    /// JPEG.
    Jpeg: Image, "image/jpeg", ["jpg", "jpeg", "jpe", "jfif"];
    /// PNG.
    Png: Image, "image/png", ["png"];
    /// GIF.
    Gif: Image, "image/gif", ["gif"];
    /// WebP.
    Webp: Image, "image/webp", ["webp"];
    /// PDF.
    Pdf: Document, "application/pdf", ["pdf"];
    /// Word.
    Docx: Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx"];
    /// Excel.
    Xlsx: Document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx"];
    /// PowerPoint.
    Pptx: Document, "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx"];
    /// OpenDocument text.
    Odt: Document, "application/vnd.oasis.opendocument.text", ["odt"];
    /// OpenDocument spreadsheet.
    Ods: Document, "application/vnd.oasis.opendocument.spreadsheet", ["ods"];
    /// OpenDocument presentation.
    Odp: Document, "application/vnd.oasis.opendocument.presentation", ["odp"];
    /// Word before 2007.
    Doc: Document, "application/msword", ["doc"];
    /// Excel before 2007.
    Xls: Document, "application/vnd.ms-excel", ["xls"];
    /// PowerPoint before 2007.
    Ppt: Document, "application/vnd.ms-powerpoint", ["ppt"];
    /// Plain text, whatever is written in it.
    Text: Document, "text/plain; charset=utf-8", ["txt"];
    /// A table as text.
    Csv: Document, "text/csv; charset=utf-8", ["csv"];
    /// An archive.
    Zip: Document, "application/zip", ["zip"];
    /// MPEG-4 video.
    Mp4: Video, "video/mp4", ["mp4", "m4v"];
    /// QuickTime video.
    Mov: Video, "video/quicktime", ["mov"];
    /// WebM video.
    Webm: Video, "video/webm", ["webm"];
    /// A voice message of the recorder: Opus in Ogg.
    Voice: Voice, "audio/ogg", ["ogg", "opus"];
}

/// What the first bytes can be; a container is told apart by the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    One(FileType),
    Zipped,
    Compound,
    Words,
}

impl FileType {
    /// Decides by the beginning of the content ([`HEAD_BYTES`], or the whole file if it is shorter). The name only tells
    /// apart what shares a container: office documents are zip archives, and a table is a text. A name that claims another
    /// kind of thing is refused as false; one image named like another is merely named wrong.
    pub fn of(head: &[u8], name: &str) -> Result<FileType, Rejection> {
        if head.is_empty() {
            return Err(Rejection::FileEmpty);
        }
        let claimed = claimed(name);
        let container = container(head).ok_or_else(|| match claimed.as_deref() {
            Some(extension) if FileType::is_known_extension(extension) => Rejection::FileKindFalse,
            _ => Rejection::FileKindNotAllowed,
        })?;
        let members = container.members();
        let Some(extension) = claimed else {
            // Nothing says that a text without a name is meant as one.
            return members.first().copied().ok_or(Rejection::FileKindNotAllowed);
        };
        let named = FileType::ALL.iter().copied().find(|one| one.extensions().contains(&extension.as_str()));
        match named {
            Some(named) if members.contains(&named) => Ok(named),
            Some(named) => match members {
                [only] if only.kind() == named.kind() && only.kind() != AttachmentKind::Document => Ok(*only),
                _ => Err(Rejection::FileKindFalse),
            },
            // ".exe", ".html": what the system would do with it is decided by the name.
            None => Err(Rejection::FileKindNotAllowed),
        }
    }

    pub(super) fn is_known_extension(extension: &str) -> bool {
        FileType::ALL.iter().any(|one| one.extensions().contains(&extension))
    }
}

impl Container {
    fn members(self) -> &'static [FileType] {
        use FileType::*;
        match self {
            Container::One(one) => {
                let place = FileType::ALL.iter().position(|other| *other == one).unwrap_or_default();
                &FileType::ALL[place..=place]
            }
            Container::Zipped => &[Zip, Docx, Xlsx, Pptx, Odt, Ods, Odp],
            Container::Compound => &[Doc, Xls, Ppt],
            Container::Words => &[Text, Csv],
        }
    }
}

/// The extension of a name, in lower case, if it looks like one.
fn claimed(name: &str) -> Option<String> {
    let (stem, extension) = name.trim().rsplit_once('.')?;
    let looks = (1..=5).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric());
    let is_number = extension.chars().all(|c| c.is_ascii_digit());
    (looks && !is_number && !stem.is_empty()).then(|| extension.to_lowercase())
}

fn container(head: &[u8]) -> Option<Container> {
    if head.starts_with(b"OggS") && head.get(28..36) == Some(b"OpusHead") {
        return Some(Container::One(FileType::Voice));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Container::Zipped);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Some(Container::Compound);
    }
    match infer::get(head).map(|found| found.mime_type()) {
        Some("image/jpeg") => Some(Container::One(FileType::Jpeg)),
        Some("image/png") => Some(Container::One(FileType::Png)),
        Some("image/gif") => Some(Container::One(FileType::Gif)),
        Some("image/webp") => Some(Container::One(FileType::Webp)),
        Some("application/pdf") => Some(Container::One(FileType::Pdf)),
        Some("video/mp4" | "video/x-m4v") => Some(Container::One(FileType::Mp4)),
        Some("video/quicktime") => Some(Container::One(FileType::Mov)),
        Some("video/webm") => Some(Container::One(FileType::Webm)),
        Some(other) if !other.starts_with("text/") => None,
        // Markup and scripts are texts like any other as long as they are named so: nothing runs a ".txt".
        _ => is_text(head).then_some(Container::Words),
    }
}

/// No bytes that a text has not; a letter cut off at the end of the head does not count.
fn is_text(head: &[u8]) -> bool {
    let has_controls = head.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0C));
    let is_utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    // Tables that older programs made are in Latin-1.
    let is_latin = head.iter().all(|byte| !(0x7F..0xA0).contains(byte));
    !has_controls && (is_utf8 || is_latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0";
    const PDF: &[u8] = b"%PDF-1.7\n%";
    const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0";

    #[test]
    fn content_decides() {
        assert_eq!(FileType::of(PNG, "foto.png"), Ok(FileType::Png));
        assert_eq!(FileType::of(PNG, "foto.jpg"), Ok(FileType::Png));
        assert_eq!(FileType::of(JPEG, "IMG_2041.JPEG"), Ok(FileType::Jpeg));
        assert_eq!(FileType::of(PDF, "boleto"), Ok(FileType::Pdf));
        assert_eq!(FileType::of(b"\0\0\0\x18ftypmp42\0\0\0\0", "festa.mp4"), Ok(FileType::Mp4));
        assert_eq!(FileType::of("Olá,\nmundo".as_bytes(), "ata.txt"), Ok(FileType::Text));
    }

    #[test]
    fn the_name_tells_apart_what_shares_a_container() {
        assert_eq!(FileType::of(ZIP, "ata.docx"), Ok(FileType::Docx));
        assert_eq!(FileType::of(ZIP, "fotos.zip"), Ok(FileType::Zip));
        assert_eq!(FileType::of(ZIP, "fotos"), Ok(FileType::Zip));
        assert_eq!(FileType::of(b"a;b\n1;2", "notas.csv"), Ok(FileType::Csv));
    }

    #[test]
    fn a_name_that_claims_another_kind_is_false() {
        let script = b"#!/bin/sh\nrm -rf /";
        for (head, name) in [
            (script.as_slice(), "foto.png"),
            (b"<!DOCTYPE html><script>", "boleto.pdf"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script/>", "logo.png"),
            (PDF, "foto.png"),
            (ZIP, "foto.jpg"),
            (b"MZ\x90\0\x03", "boleto.pdf"),
        ] {
            assert_eq!(FileType::of(head, name), Err(Rejection::FileKindFalse), "{name}");
        }
    }

    #[test]
    fn what_a_system_would_run_is_not_allowed() {
        for (head, name) in [
            (b"#!/bin/sh\n".as_slice(), "run.sh"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg"),
            (b"<!DOCTYPE html>", "pagina.html"),
            (b"MZ\x90\0\x03", "jogo.exe"),
            (b"\x7FELF\x02\x01", "jogo"),
            (ZIP, "app.jar"),
            (PNG, "foto.png.exe"),
        ] {
            assert_eq!(FileType::of(head, name), Err(Rejection::FileKindNotAllowed), "{name}");
        }
    }

    #[test]
    fn an_empty_file_is_empty() {
        assert_eq!(FileType::of(b"", "a.pdf"), Err(Rejection::FileEmpty));
    }

    #[test]
    fn every_type_has_a_name_of_its_own_and_a_type_that_nothing_executes() {
        for one in FileType::ALL {
            assert_eq!(
                FileType::ALL.iter().filter(|other| other.extensions() == one.extensions()).count(),
                1
            );
            assert!(!one.media_type().contains("html") && !one.media_type().contains("svg"));
        }
    }
}
