//! The types of files (rule 15): the list of what may be sent. The content decides; the module [`super::kinds`] looks at it.

use serde::{Deserialize, Serialize};

use super::AttachmentKind;
use super::content::Content;
use super::kinds;
use crate::rejection::Rejection;

/// Types whose names are taken for each other by people and programs: a content of one under the name of another of the
/// same group is merely named wrong, and goes under its right name. Across groups such a name is false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Pictures.
    Picture,
    /// Sound and moving pictures, which share containers.
    Film,
    /// Documents of office programs.
    Office,
    /// Texts.
    Words,
    /// Archives, and whatever else is taken for nothing but itself.
    Alone,
}

macro_rules! file_types {
    ($($(#[$doc:meta])* $name:ident: $kind:ident, $group:ident, $media_type:literal, [$($extension:literal),+];)*) => {
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

            /// The kind that a person sees the type as.
            pub fn kind(self) -> AttachmentKind {
                match self {
                    $(FileType::$name => AttachmentKind::$kind,)*
                }
            }

            /// The MIME type of the content, which nothing executes.
            pub fn media_type(self) -> &'static str {
                match self {
                    $(FileType::$name => $media_type,)*
                }
            }

            /// The endings of its name, the usual one first, in lower case.
            pub fn extensions(self) -> &'static [&'static str] {
                match self {
                    $(FileType::$name => &[$($extension),+],)*
                }
            }

            fn group(self) -> Group {
                match self {
                    $(FileType::$name => Group::$group,)*
                }
            }
        }
    };
}

file_types! {
    /// JPEG.
    Jpeg: Image, Picture, "image/jpeg", ["jpg", "jpeg", "jpe", "jfif"];
    /// PNG.
    Png: Image, Picture, "image/png", ["png"];
    /// GIF.
    Gif: Image, Picture, "image/gif", ["gif"];
    /// WebP.
    Webp: Image, Picture, "image/webp", ["webp"];
    /// A picture of telephones that not every window can show, so it goes as a file.
    Heic: Document, Picture, "image/heic", ["heic", "heif", "hif"];
    /// A picture of the web that not every window can show, so it goes as a file.
    Avif: Document, Picture, "image/avif", ["avif"];
    /// Scans, often of several pages.
    Tiff: Document, Picture, "image/tiff", ["tif", "tiff"];
    /// A picture without compression.
    Bmp: Document, Picture, "image/bmp", ["bmp", "dib"];
    /// PDF.
    Pdf: Document, Alone, "application/pdf", ["pdf"];
    /// Word, and its templates.
    Docx: Document, Office, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx", "dotx"];
    /// Excel, and its templates.
    Xlsx: Document, Office, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx", "xltx"];
    /// PowerPoint, its shows and templates.
    Pptx: Document, Office, "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx", "ppsx", "potx"];
    /// OpenDocument text.
    Odt: Document, Office, "application/vnd.oasis.opendocument.text", ["odt", "ott"];
    /// OpenDocument spreadsheet.
    Ods: Document, Office, "application/vnd.oasis.opendocument.spreadsheet", ["ods", "ots"];
    /// OpenDocument presentation.
    Odp: Document, Office, "application/vnd.oasis.opendocument.presentation", ["odp", "otp"];
    /// OpenDocument drawing.
    Odg: Document, Office, "application/vnd.oasis.opendocument.graphics", ["odg", "otg"];
    /// Word before 2007.
    Doc: Document, Office, "application/msword", ["doc", "dot"];
    /// Excel before 2007.
    Xls: Document, Office, "application/vnd.ms-excel", ["xls", "xlt"];
    /// PowerPoint before 2007, and its shows.
    Ppt: Document, Office, "application/vnd.ms-powerpoint", ["ppt", "pps", "pot"];
    /// Rich text.
    Rtf: Document, Office, "application/rtf", ["rtf"];
    /// Apple's text documents.
    Pages: Document, Office, "application/vnd.apple.pages", ["pages"];
    /// Apple's spreadsheets.
    Numbers: Document, Office, "application/vnd.apple.numbers", ["numbers"];
    /// Apple's presentations.
    Keynote: Document, Office, "application/vnd.apple.keynote", ["key"];
    /// A message of Outlook.
    Msg: Document, Alone, "application/vnd.ms-outlook", ["msg"];
    /// A book.
    Epub: Document, Alone, "application/epub+zip", ["epub"];
    /// Plain text, whatever is written in it and in whichever encoding.
    Text: Document, Words, "text/plain", ["txt", "text", "md"];
    /// A table as text.
    Csv: Document, Words, "text/csv", ["csv", "tsv", "tab"];
    /// An e-mail.
    Eml: Document, Words, "message/rfc822", ["eml"];
    /// Dates for a calendar.
    Ics: Document, Words, "text/calendar", ["ics", "ical"];
    /// A card with somebody's numbers and addresses.
    Vcf: Document, Words, "text/vcard", ["vcf", "vcard"];
    /// An archive.
    Zip: Document, Alone, "application/zip", ["zip"];
    /// An archive.
    Rar: Document, Alone, "application/vnd.rar", ["rar"];
    /// An archive.
    SevenZip: Document, Alone, "application/x-7z-compressed", ["7z"];
    /// MPEG-4 video.
    Mp4: Video, Film, "video/mp4", ["mp4", "m4v", "f4v"];
    /// QuickTime video.
    Mov: Video, Film, "video/quicktime", ["mov", "qt"];
    /// Video of telephones.
    ThreeGp: Video, Film, "video/3gpp", ["3gp", "3gpp", "3g2"];
    /// WebM video.
    Webm: Video, Film, "video/webm", ["webm"];
    /// Matroska video.
    Mkv: Video, Film, "video/x-matroska", ["mkv"];
    /// Video of older cameras.
    Avi: Video, Film, "video/x-msvideo", ["avi"];
    /// Opus in Ogg that the recorder has not made: what WhatsApp hands out.
    Opus: Audio, Film, "audio/ogg; codecs=opus", ["opus", "ogg", "oga"];
    /// Another sound in Ogg.
    Ogg: Audio, Film, "audio/ogg; codecs=vorbis", ["ogg", "oga", "spx"];
    /// MP3.
    Mp3: Audio, Film, "audio/mpeg", ["mp3"];
    /// Sound in MPEG-4.
    M4a: Audio, Film, "audio/mp4", ["m4a", "m4b"];
    /// Sound in WebM or Matroska.
    Weba: Audio, Film, "audio/webm", ["weba", "mka"];
    /// AAC without a container.
    Aac: Audio, Film, "audio/aac", ["aac"];
    /// Sound without compression.
    Wav: Audio, Film, "audio/wav", ["wav"];
    /// Sound compressed without loss.
    Flac: Audio, Film, "audio/flac", ["flac"];
    /// Recordings of older telephones.
    Amr: Audio, Film, "audio/amr", ["amr", "awb"];
    /// A voice message of the recorder: Opus in Ogg.
    Voice: Voice, Film, "audio/ogg", ["ogg", "opus"];
}

/// Names of Office documents and add-ins that may hold macros, which are programs.
const WITH_MACROS: &[&str] =
    &["docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "ppsm", "potm", "ppam", "sldm"];

impl FileType {
    /// Decides by the content. The name only tells apart types that share a container: a table is a text. A
    /// name that claims another sort of thing is refused as false; one picture named like another is merely
    /// named wrong.
    pub fn of<C: Content>(mut content: C, name: &str) -> Result<FileType, C::Error> {
        let head = content.piece(0, kinds::HEAD_BYTES)?;
        if head.is_empty() {
            return Err(Rejection::FileEmpty.into());
        }
        let claimed = claimed(name);
        if claimed.as_deref().is_some_and(|extension| WITH_MACROS.contains(&extension)) {
            return Err(Rejection::FileHasMacros.into());
        }
        let named = claimed.as_deref().and_then(FileType::named);
        let members = kinds::of(&mut content, &head, named)?;
        Ok(choose(&members, claimed.as_deref())?)
    }

    /// Whether a content can be what it is said to be: for those who did not choose the file themselves. A voice message
    /// is said to be one; nothing in its content tells it from another Opus file.
    pub fn holds<C: Content>(self, content: C, name: &str) -> Result<bool, C::Error> {
        let found = FileType::of(content, name)?;
        Ok(found == self || (self == FileType::Voice && found == FileType::Opus))
    }

    /// Whether a window may show or play a content as what it is said to be. Files that were sent under the
    /// rules of an earlier version stay readable: a picture is one of its type; film and sound are any that
    /// players know, whole or not; everything else is never shown, only saved, so nothing is asked of it.
    pub fn may_be_shown<C: Content>(self, mut content: C) -> Result<bool, C::Error> {
        match self.kind() {
            AttachmentKind::Document => Ok(true),
            AttachmentKind::Image => Ok(FileType::of(content, "")? == self),
            AttachmentKind::Video | AttachmentKind::Audio | AttachmentKind::Voice => {
                let head = content.piece(0, kinds::HEAD_BYTES)?;
                let is_film = |one: &FileType| one.group() == Group::Film;
                Ok(kinds::iso::begins(&head) || kinds::of(&mut content, &head, None)?.iter().any(is_film))
            }
        }
    }

    /// The type that a name claims; the content decides.
    pub fn of_name(name: &str) -> Option<FileType> {
        FileType::named(&claimed(name)?)
    }

    pub(super) fn is_known_extension(extension: &str) -> bool {
        FileType::named(extension).is_some()
    }

    fn named(extension: &str) -> Option<FileType> {
        FileType::ALL.iter().copied().find(|one| one.extensions().contains(&extension))
    }
}

/// Chooses among the types that a content can be of. `members`: the likeliest first.
fn choose(members: &[FileType], claimed: Option<&str>) -> Result<FileType, Rejection> {
    let named = claimed.map(|extension| (extension, FileType::named(extension)));
    match (members, named) {
        ([], Some((_, Some(_)))) => Err(Rejection::FileKindFalse),
        ([], _) => Err(Rejection::FileKindNotAllowed),
        ([first, ..], None) => Ok(*first),
        // The name ends like ".exe" or ".html": the system goes by the name when it opens a file.
        (_, Some((_, None))) => Err(Rejection::FileKindNotAllowed),
        ([first, ..], Some((extension, Some(named)))) => {
            let fits = members.iter().find(|one| one.extensions().contains(&extension));
            match fits {
                Some(fits) => Ok(*fits),
                None if first.group() == named.group() && first.group() != Group::Alone => Ok(*first),
                None => Err(Rejection::FileKindFalse),
            }
        }
    }
}

/// The extension of a name, in lower case, if it looks like one.
fn claimed(name: &str) -> Option<String> {
    let (stem, extension) = name.trim().rsplit_once('.')?;
    let extension = extension.to_lowercase();
    let is_short = (1..=5).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric());
    let is_number = extension.chars().all(|c| c.is_ascii_digit());
    let looks = (is_short && !is_number) || FileType::is_known_extension(&extension);
    (looks && !stem.is_empty()).then_some(extension)
}

#[cfg(test)]
mod tests;
