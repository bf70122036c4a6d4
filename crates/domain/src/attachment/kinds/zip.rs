//! Archives, and documents that are archives: told apart by the names of what is in them, which stand in a directory at the
//! end. Where it cannot be read, the name of the file has to do.

use super::super::FileType;
use super::super::content::{Content, little};
use crate::rejection::Rejection;

/// A directory's end with the longest comment, in bytes.
const TAIL: usize = 22 + 65_535;
/// So much of a directory is read, in bytes.
const DIRECTORY: u64 = 1024 * 1024;

const OPEN_DOCUMENTS: &[(&str, FileType)] = &[
    ("vnd.oasis.opendocument.text", FileType::Odt),
    ("vnd.oasis.opendocument.spreadsheet", FileType::Ods),
    ("vnd.oasis.opendocument.presentation", FileType::Odp),
    ("vnd.oasis.opendocument.graphics", FileType::Odg),
    ("epub+zip", FileType::Epub),
];
const OFFICE: &[(&str, FileType)] =
    &[("word/", FileType::Docx), ("xl/", FileType::Xlsx), ("ppt/", FileType::Pptx)];
const APPLE: [FileType; 4] = [FileType::Zip, FileType::Pages, FileType::Numbers, FileType::Keynote];

pub(super) fn of<C: Content>(content: &mut C, head: &[u8]) -> Result<Vec<FileType>, C::Error> {
    if let Some(found) = open_document(head) {
        return Ok(vec![found, FileType::Zip]);
    }
    let Some(names) = names(content)? else {
        use FileType::*;
        return Ok(vec![Zip, Docx, Xlsx, Pptx, Odt, Ods, Odp, Odg, Epub, Pages, Numbers, Keynote]);
    };
    let has = |name: &str| names.iter().any(|one| one == name);
    let office = OFFICE.iter().find(|(folder, _)| names.iter().any(|one| one.starts_with(folder)));
    if let (true, Some((folder, found))) = (has("[Content_Types].xml"), office) {
        if has(&format!("{folder}vbaProject.bin")) {
            return Err(Rejection::FileHasMacros.into());
        }
        return Ok(vec![*found, FileType::Zip]);
    }
    let is_apple = names.iter().any(|one| one.ends_with(".iwa"))
        || ["Index.zip", "index.xml", "index.apxl", "index.xml.gz"].iter().any(|name| has(name));
    Ok(if is_apple { APPLE.to_vec() } else { vec![FileType::Zip] })
}

/// These say first and uncompressed what they are.
fn open_document(head: &[u8]) -> Option<FileType> {
    let start = head.get(30..)?.strip_prefix(b"mimetype")?;
    let extra = usize::try_from(little(head, 28, 2)?).ok()?;
    let said = start.get(extra..)?.strip_prefix(b"application/")?;
    // The template of a text is named after the text: the longest that fits is none other here.
    OPEN_DOCUMENTS.iter().find(|(name, _)| said.starts_with(name.as_bytes())).map(|(_, found)| *found)
}

/// The names in the directory, with slashes; none if there is none to be read.
fn names<C: Content>(content: &mut C) -> Result<Option<Vec<String>>, C::Error> {
    let length = content.length();
    let from = length.saturating_sub(TAIL as u64);
    let tail = content.piece(from, TAIL)?;
    let Some(end) = tail.windows(4).rposition(|four| four == b"PK\x05\x06") else { return Ok(None) };
    let (Some(size), Some(start)) = (little(&tail, end + 12, 4), little(&tail, end + 16, 4)) else {
        return Ok(None);
    };
    let size = usize::try_from(size.min(DIRECTORY)).unwrap_or_default();
    let directory = content.piece(start, size)?;
    let (mut names, mut at) = (Vec::new(), 0);
    while directory.get(at..at + 4) == Some(b"PK\x01\x02") {
        let long = |place: usize| little(&directory, at + place, 2).and_then(|n| usize::try_from(n).ok());
        let (Some(name), Some(extra), Some(comment)) = (long(28), long(30), long(32)) else { break };
        let Some(bytes) = directory.get(at + 46..at + 46 + name) else { break };
        names.push(String::from_utf8_lossy(bytes).replace('\\', "/"));
        at += 46 + name + extra + comment;
    }
    Ok((!names.is_empty()).then_some(names))
}
