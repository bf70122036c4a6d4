//! Archives, and documents that are archives: told apart by the names of their members, which stand in a
//! directory at the end. A document whose directory or list of contents cannot be read is broken: nobody can
//! say that it holds no macros.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::super::FileType;
use super::super::content::{Content, little};
use crate::rejection::Rejection;

/// A directory's end with the longest comment, in bytes.
const TAIL: usize = 22 + 65_535;
/// The number of bytes of a directory that are read: some ten thousand names. No document has as many.
const DIRECTORY: usize = 1024 * 1024;
/// The largest list of an office document's parts, in bytes.
const LIST: usize = 1024 * 1024;
/// The part of an office document that lists the types of all parts.
const CONTENT_TYPES: &str = "[content_types].xml";

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

/// The directory's line of one member.
struct Member {
    /// The member's name, with slashes, in lower case: office programs do not tell cases apart.
    name: String,
    method: u64,
    packed: u64,
    /// The place where it begins, with a header of its own.
    at: u64,
}

/// Answers the types that an archive can be of. `named`: the type that the name of the file claims.
pub(super) fn of<C: Content>(
    content: &mut C,
    head: &[u8],
    named: Option<FileType>,
) -> Result<Vec<FileType>, C::Error> {
    if let Some(found) = open_document(head) {
        return Ok(vec![found, FileType::Zip]);
    }
    let (members, is_whole) = directory(content)?;
    let has = |name: &str| members.iter().any(|one| one.name == name);
    let office = OFFICE.iter().find(|(folder, _)| members.iter().any(|one| one.name.starts_with(folder)));
    if let (true, Some((_, found))) = (has(CONTENT_TYPES), office) {
        refuse_macros(content, &members)?;
        return if is_whole { Ok(vec![*found, FileType::Zip]) } else { Err(Rejection::FileBroken.into()) };
    }
    if members.is_empty() && named.is_some_and(is_archive_of_parts) {
        return Err(Rejection::FileBroken.into());
    }
    let is_apple = members.iter().any(|one| one.name.ends_with(".iwa"))
        || ["index.zip", "index.xml", "index.apxl", "index.xml.gz"].iter().any(|name| has(name));
    Ok(if is_apple { APPLE.to_vec() } else { vec![FileType::Zip] })
}

/// A document that is an archive.
fn is_archive_of_parts(file_type: FileType) -> bool {
    OFFICE.iter().chain(OPEN_DOCUMENTS).any(|(_, one)| *one == file_type)
        || file_type != FileType::Zip && APPLE.contains(&file_type)
}

/// Refuses documents with macros: the list of contents decides, whatever a part is called.
fn refuse_macros<C: Content>(content: &mut C, members: &[Member]) -> Result<(), C::Error> {
    if members.iter().any(|one| one.name.ends_with("vbaproject.bin")) {
        return Err(Rejection::FileHasMacros.into());
    }
    let mut lists = members.iter().filter(|one| one.name == CONTENT_TYPES);
    // Programs may read either of several lists, and thousands would keep the server unpacking for minutes.
    let (Some(list), None) = (lists.next(), lists.next()) else { return Err(Rejection::FileBroken.into()) };
    let list = unpacked(content, list)?.ok_or(Rejection::FileBroken)?;
    // Zero bytes are dropped, so that a list in UTF-16 is read too: its ASCII is each second byte.
    let letters: Vec<u8> = list.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let has = |word: &[u8]| letters.windows(word.len()).any(|some| some == word);
    if has(b"macroenabled") || has(b"vbaproject") {
        return Err(Rejection::FileHasMacros.into());
    }
    // Letters by number, as no program writes them here, could spell anything.
    if has(b"&#") { Err(Rejection::FileBroken.into()) } else { Ok(()) }
}

/// The content of a member; none if it cannot be read, or is too large.
fn unpacked<C: Content>(content: &mut C, member: &Member) -> Result<Option<Vec<u8>>, C::Error> {
    let Some(packed) = usize::try_from(member.packed).ok().filter(|packed| *packed <= LIST) else {
        return Ok(None);
    };
    let head = content.piece(member.at, 30)?;
    let (Some(name), Some(extra)) = (little(&head, 26, 2), little(&head, 28, 2)) else { return Ok(None) };
    let bytes = content.piece(member.at + 30 + name + extra, packed)?;
    Ok(match member.method {
        0 => Some(bytes).filter(|bytes| bytes.len() == packed),
        8 => decompress_to_vec_with_limit(&bytes, LIST).ok(),
        _ => None,
    })
}

/// The type of an OpenDocument file, which names it first and uncompressed.
fn open_document(head: &[u8]) -> Option<FileType> {
    let start = head.get(30..)?.strip_prefix(b"mimetype")?;
    let extra = usize::try_from(little(head, 28, 2)?).ok()?;
    let said = start.get(extra..)?.strip_prefix(b"application/")?;
    // The template of a text is named after the text: the longest that fits is none other here.
    OPEN_DOCUMENTS.iter().find(|(name, _)| said.starts_with(name.as_bytes())).map(|(_, found)| *found)
}

/// The members in the directory, and whether these are all; nothing if there is none to be read.
fn directory<C: Content>(content: &mut C) -> Result<(Vec<Member>, bool), C::Error> {
    let length = content.length();
    let from = length.saturating_sub(TAIL as u64);
    let tail = content.piece(from, TAIL)?;
    let nothing = Ok((Vec::new(), false));
    let Some(end) = tail.windows(4).rposition(|four| four == b"PK\x05\x06") else { return nothing };
    let (Some(size), Some(start)) = (little(&tail, end + 12, 4), little(&tail, end + 16, 4)) else {
        return nothing;
    };
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let directory = content.piece(start, size.min(DIRECTORY))?;
    let (mut members, mut at) = (Vec::new(), 0);
    while let Some((member, next)) = member(&directory, at) {
        members.push(member);
        at = next;
    }
    Ok((members, at == size))
}

/// The member at a place of the directory, and where the next one is.
fn member(directory: &[u8], at: usize) -> Option<(Member, usize)> {
    let head = directory.get(at..).filter(|rest| rest.starts_with(b"PK\x01\x02"))?;
    let long = |place: usize| little(head, place, 2).and_then(|n| usize::try_from(n).ok());
    let (name, extra, comment) = (long(28)?, long(30)?, long(32)?);
    let bytes = head.get(46..46 + name)?;
    let member = Member {
        name: String::from_utf8_lossy(bytes).replace('\\', "/").to_lowercase(),
        method: little(head, 10, 2)?,
        packed: little(head, 20, 4)?,
        at: little(head, 42, 4)?,
    };
    Some((member, at + 46 + name + extra + comment))
}

#[cfg(test)]
mod tests;
