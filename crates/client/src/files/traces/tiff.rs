//! TIFF: one list of properties for each page. Those that are no property of the picture are written over.

use conversas_domain::attachment::Content;

use super::Edit;

/// Lists that are looked at.
const LISTS: usize = 4_096;
/// Properties whose content goes: description, maker, model, program, time, artist, computer, XMP, copyright, IPTC,
/// Photoshop's.
const TELLING: [u64; 11] = [270, 271, 272, 305, 306, 315, 316, 700, 33_432, 33_723, 34_377];
/// Lists of EXIF and of the place, which go as a whole.
const LISTED: [u64; 3] = [34_665, 34_853, 40_965];

struct Tiff<'a, C> {
    content: &'a mut C,
    is_little: bool,
    edits: Vec<Edit>,
}

/// Answers the edits that remove everything telling.
pub(super) fn edits<C: Content>(content: &mut C) -> Result<Vec<Edit>, C::Error> {
    let is_little = content.piece(0, 2)? == b"II";
    let mut tiff = Tiff { content, is_little, edits: Vec::new() };
    let mut at = tiff.number(4, 4)?;
    for _ in 0..LISTS {
        let Some(list) = at.filter(|at| *at > 0) else { break };
        at = tiff.list(list, false)?;
    }
    Ok(tiff.edits)
}

impl<C: Content> Tiff<'_, C> {
    fn number(&mut self, at: u64, count: u64) -> Result<Option<u64>, C::Error> {
        let bytes = self.content.exactly(at..at.saturating_add(count))?;
        let add = |number: u64, byte: &u8| (number << 8) | u64::from(*byte);
        Ok(bytes.map(|bytes| match self.is_little {
            true => bytes.iter().rev().fold(0, add),
            false => bytes.iter().fold(0, add),
        }))
    }

    /// Walks through a list; answers where the next one is. `all`: the whole list is removed.
    fn list(&mut self, at: u64, all: bool) -> Result<Option<u64>, C::Error> {
        let Some(count) = self.number(at, 2)? else { return Ok(None) };
        let end = at + 2 + 12 * count;
        for entry in (0..count).map(|n| at + 2 + 12 * n) {
            let Some(tag) = self.number(entry, 2)? else { break };
            if LISTED.contains(&tag) {
                if let Some(list) = self.number(entry + 8, 4)?.filter(|list| *list > 0 && !all) {
                    self.list(list, true)?;
                }
            } else if all || TELLING.contains(&tag) {
                self.value(entry)?;
            }
        }
        if all {
            self.edits.push(Edit::Blank(at..end));
        }
        self.number(end, 4)
    }

    fn value(&mut self, entry: u64) -> Result<(), C::Error> {
        let size = match self.number(entry + 2, 2)? {
            Some(3 | 8) => 2,
            Some(4 | 9 | 11 | 13) => 4,
            Some(5 | 10 | 12) => 8,
            _ => 1,
        };
        let length = self.number(entry + 4, 4)?.unwrap_or_default() * size;
        let start = if length <= 4 { Some(entry + 8) } else { self.number(entry + 8, 4)? };
        if let Some(start) = start {
            self.edits.push(Edit::Blank(start..start.saturating_add(length)));
        }
        Ok(())
    }
}
