//! Traces that cameras and telephones write into videos and pictures that are sent as files: where and when
//! they were made, with what, by whom. All of that is taken out of the copy on this device, without encoding
//! anything anew: the bytes are written over where they stand, so nothing else moves.
//!
//! | file | what |
//! |---|---|
//! | [`film`] | MPEG-4, QuickTime, 3GP |
//! | [`heif`] | HEIC and AVIF |
//! | [`tiff`] | TIFF |

mod film;
mod heif;
#[cfg(test)]
mod tests;
mod tiff;

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use conversas_domain::attachment::FileType;

use super::bytes::Bytes;
use super::{Failure, disk};

/// A change of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Edit {
    /// These bytes become zeros.
    Blank(Range<u64>),
    /// The name of the box at this place is changed, so that nobody reads the box.
    Free(u64),
}

/// Removes the traces from a copy. True: there were some.
pub(super) fn remove(copy: &Path, file_type: FileType) -> Result<bool, Failure> {
    let mut content = Bytes::open(copy)?;
    let edits = match file_type {
        FileType::Mp4 | FileType::Mov | FileType::ThreeGp | FileType::M4a => film::edits(&mut content)?,
        FileType::Heic | FileType::Avif => [heif::edits(&mut content)?, film::edits(&mut content)?].concat(),
        FileType::Tiff => tiff::edits(&mut content)?,
        _ => Vec::new(),
    };
    drop(content);
    if edits.is_empty() {
        return Ok(false);
    }
    apply(copy, &edits).map_err(disk)?;
    Ok(true)
}

fn apply(copy: &Path, edits: &[Edit]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(copy)?;
    let length = file.metadata()?.len();
    for edit in edits {
        match edit {
            Edit::Blank(range) => blank(&mut file, range.start.min(length)..range.end.min(length))?,
            Edit::Free(at) => {
                file.seek(SeekFrom::Start(*at))?;
                file.write_all(b"free")?;
            }
        }
    }
    Ok(())
}

fn blank(file: &mut File, range: Range<u64>) -> std::io::Result<()> {
    const ZEROS: [u8; 16 * 1024] = [0; 16 * 1024];
    file.seek(SeekFrom::Start(range.start))?;
    let mut left = range.end.saturating_sub(range.start);
    while left > 0 {
        let part = usize::try_from(left).unwrap_or(usize::MAX).min(ZEROS.len());
        file.write_all(&ZEROS[..part])?;
        left -= part as u64;
    }
    Ok(())
}
