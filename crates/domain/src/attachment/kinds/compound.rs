//! Compound files, which are a small file system: documents of Office before 2007, documents that are protected with a
//! password, messages of Outlook. The directory says which streams are in it.

use super::super::FileType;
use super::super::content::{Content, little};
use crate::rejection::Rejection;

/// The first bytes of compound files.
pub(in crate::attachment) const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Sectors of a directory that are looked at.
const SECTORS: usize = 512;
/// Parts of the table of sectors that the header lists.
const LISTED: u64 = 109;
/// Bytes of an entry of the directory, of which the first half is its name.
const ENTRY: usize = 128;

pub(super) fn of<C: Content>(content: &mut C, head: &[u8]) -> Result<Vec<FileType>, C::Error> {
    let names = names(content, head)?;
    let has = |name: &str| names.iter().any(|one| one == name);
    let found: &[FileType] = if has("EncryptedPackage") {
        &[FileType::Docx, FileType::Xlsx, FileType::Pptx]
    } else if has("WordDocument") {
        &[FileType::Doc]
    } else if has("Workbook") || has("Book") {
        &[FileType::Xls]
    } else if has("PowerPoint Document") {
        &[FileType::Ppt]
    } else if has("__properties_version1.0") {
        &[FileType::Msg]
    } else if names.is_empty() {
        return Err(Rejection::FileBroken.into());
    } else {
        &[]
    };
    // A project of macros has a storage of this name, whichever document it is in.
    if !found.is_empty() && has("_VBA_PROJECT") && !has("__properties_version1.0") {
        return Err(Rejection::FileHasMacros.into());
    }
    Ok(found.to_vec())
}

/// The names of all streams and storages.
fn names<C: Content>(content: &mut C, head: &[u8]) -> Result<Vec<String>, C::Error> {
    let shift = little(head, 30, 2).filter(|shift| (7..=12).contains(shift)).unwrap_or(9);
    let size = 1_usize << shift;
    let mut names = Vec::new();
    let mut sector = little(head, 48, 4);
    for _ in 0..SECTORS {
        let Some(number) = sector.filter(|number| *number < 0xFFFF_FFF0) else { break };
        let piece = content.piece((number + 1) << shift, size)?;
        names.extend(piece.chunks_exact(ENTRY).filter_map(name));
        sector = next(content, head, number, shift)?;
    }
    Ok(names)
}

fn name(entry: &[u8]) -> Option<String> {
    let length = usize::try_from(little(entry, 64, 2)?).ok()?.checked_sub(2)?;
    let letters =
        entry.get(..length.min(64))?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let name = char::decode_utf16(letters).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(name.collect::<String>()).filter(|name| !name.is_empty())
}

/// The sector behind another one, by the table of sectors.
fn next<C: Content>(content: &mut C, head: &[u8], number: u64, shift: u64) -> Result<Option<u64>, C::Error> {
    let numbers = 1_u64 << (shift - 2);
    let Some(table) = table(content, head, number / numbers, shift)? else { return Ok(None) };
    let at = ((table + 1) << shift) + 4 * (number % numbers);
    number_at(content, at)
}

/// Finds a part of the table of sectors: the header lists the first ones, and a chain of sectors the others.
fn table<C: Content>(content: &mut C, head: &[u8], part: u64, shift: u64) -> Result<Option<u64>, C::Error> {
    let is_sector = |number: &u64| *number < 0xFFFF_FFF0;
    let Some(mut left) = part.checked_sub(LISTED) else {
        let place = usize::try_from(76 + 4 * part).unwrap_or(usize::MAX);
        return Ok(little(head, place, 4).filter(is_sector));
    };
    let listed = (1_u64 << (shift - 2)) - 1;
    let mut list = little(head, 68, 4).filter(is_sector);
    for _ in 0..SECTORS {
        let Some(sector) = list else { return Ok(None) };
        let start = (sector + 1) << shift;
        if left < listed {
            return Ok(number_at(content, start + 4 * left)?.filter(is_sector));
        }
        left -= listed;
        list = number_at(content, start + 4 * listed)?.filter(is_sector);
    }
    Ok(None)
}

fn number_at<C: Content>(content: &mut C, at: u64) -> Result<Option<u64>, C::Error> {
    Ok(content.exactly(at..at + 4)?.and_then(|bytes| little(&bytes, 0, 4)))
}
