//! HEIC and AVIF: EXIF and XMP are items beside the picture. How the picture is to be turned stands elsewhere, so both can go.

use std::ops::Range;

use conversas_domain::attachment::Content;
use conversas_domain::attachment::iso::{first, items, metadata};

use super::Edit;

/// A list of places is read up to this size, in bytes.
const TABLE: usize = 1024 * 1024;

/// Reads numbers one after the other.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn next(&mut self, count: usize) -> Option<u64> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }

    fn count(&mut self, bytes: usize) -> Option<usize> {
        usize::try_from(self.next(bytes)?).ok()
    }
}

/// Answers the edits that remove everything telling.
pub(super) fn edits<C: Content>(content: &mut C) -> Result<Vec<Edit>, C::Error> {
    let length = content.length();
    let Some(meta) = first(content, 0..length, b"meta")? else { return Ok(Vec::new()) };
    let telling: Vec<u64> = items(content, meta)?
        .into_iter()
        .filter(|(_, kind)| kind == b"Exif" || kind == b"mime")
        .map(|(number, _)| number)
        .collect();
    let inside = metadata(content, meta)?;
    let Some(list) = first(content, inside.clone(), b"iloc")? else { return Ok(Vec::new()) };
    let own = first(content, inside, b"idat")?.map(|part| part.content);
    let length = usize::try_from(list.end - list.content).unwrap_or(usize::MAX).min(TABLE);
    let table = content.piece(list.content, length)?;
    let places = places(&table, own.unwrap_or_default(), &telling).unwrap_or_default();
    Ok(places.into_iter().map(Edit::Blank).collect())
}

/// The places of these items' bytes. `own`: where the list's own data begin.
fn places(table: &[u8], own: u64, wanted: &[u64]) -> Option<Vec<Range<u64>>> {
    let mut numbers = Numbers(table);
    let version = numbers.next(4)? >> 24;
    let (first, second) = (numbers.count(1)?, numbers.count(1)?);
    let (offset, length, base) = (first >> 4, first & 15, second >> 4);
    let index = if version == 0 { 0 } else { second & 15 };
    let wide = if version < 2 { 2 } else { 4 };
    let count = numbers.next(wide)?;
    let mut places = Vec::new();
    for _ in 0..count {
        let item = numbers.next(wide)?;
        let way = if version == 0 { 0 } else { numbers.next(2)? & 15 };
        numbers.next(2)?;
        let base = numbers.next(base)? + if way == 1 { own } else { 0 };
        for _ in 0..numbers.next(2)? {
            numbers.next(index)?;
            let start = base.saturating_add(numbers.next(offset)?);
            let end = start.saturating_add(numbers.next(length)?);
            if wanted.contains(&item) && way < 2 {
                places.push(start..end);
            }
        }
    }
    Some(places)
}
