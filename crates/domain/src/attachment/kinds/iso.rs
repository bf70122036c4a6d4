//! MPEG-4 and its relatives (ISO/IEC 14496-12): boxes in boxes. The type of a file follows from the tracks
//! and items in it. Brands are names that makers of devices invent; none is asked for but where two types
//! differ in nothing else.

use std::ops::Range;

use super::super::FileType;
use super::super::content::{Content, big};
use super::super::measure::Measure;
use crate::rejection::Rejection;

/// Boxes next to each other that are looked at: whoever makes a file of nothing else costs no more than this.
const MOST: usize = 4_096;
/// Tracks that are looked at.
const TRACKS: usize = 64;
/// First boxes of files that have no type box, as QuickTime's need not.
const QUICKTIME: [&[u8]; 6] = [b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"];

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The box's kind, four letters.
    pub kind: [u8; 4],
    /// The place where it begins, with its length.
    pub at: u64,
    /// The place where its content begins.
    pub content: u64,
    /// The place where it ends.
    pub end: u64,
    /// Whether the file ends before the box does.
    pub is_cut: bool,
}

impl Part {
    /// The place of its content.
    pub fn inside(&self) -> Range<u64> {
        self.content..self.end
    }
}

/// The boxes in a range, as far as they make sense.
pub fn parts<C: Content>(content: &mut C, range: Range<u64>) -> Result<Vec<Part>, C::Error> {
    let (mut parts, mut at) = (Vec::new(), range.start);
    while at.saturating_add(8) <= range.end && parts.len() < MOST {
        let head = content.piece(at, 16)?;
        let (Some(short), Some(kind)) = (big(&head, 0, 4), head.get(4..8)) else { break };
        let (header, length) = match short {
            // To the end of the file.
            0 => (8, range.end - at),
            1 => (16, big(&head, 8, 8).unwrap_or_default()),
            length => (8, length),
        };
        if length < header {
            break;
        }
        let end = at.saturating_add(length);
        // The head of a box may reach beyond what it is in.
        if at + header > range.end {
            break;
        }
        let kind = [kind[0], kind[1], kind[2], kind[3]];
        let part = Part { kind, at, content: at + header, end: end.min(range.end), is_cut: end > range.end };
        parts.push(part);
        at = end;
    }
    Ok(parts)
}

/// The first box of a kind in a range.
pub fn first<C: Content>(
    content: &mut C,
    range: Range<u64>,
    kind: &[u8; 4],
) -> Result<Option<Part>, C::Error> {
    Ok(parts(content, range)?.into_iter().find(|part| part.kind == *kind))
}

/// The content of a track, four letters: "vide", "soun", "meta"…
pub fn handler<C: Content>(content: &mut C, track: Part) -> Result<Option<[u8; 4]>, C::Error> {
    let Some(media) = first(content, track.inside(), b"mdia")? else { return Ok(None) };
    let Some(handler) = first(content, media.inside(), b"hdlr")? else { return Ok(None) };
    handled(content, handler)
}

fn handled<C: Content>(content: &mut C, handler: Part) -> Result<Option<[u8; 4]>, C::Error> {
    let bytes = content.piece(handler.content + 8, 4)?;
    Ok(bytes.try_into().ok())
}

/// The places of the boxes in a box of metadata: MPEG-4 puts a version before them, QuickTime does not.
pub fn metadata<C: Content>(content: &mut C, meta: Part) -> Result<Range<u64>, C::Error> {
    let is_bare = content.piece(meta.content + 4, 4)? == b"hdlr";
    Ok(if is_bare { meta.inside() } else { (meta.content + 4).min(meta.end)..meta.end })
}

/// The items of a picture: their numbers and kinds ("hvc1", "av01", "Exif", "mime"…).
pub fn items<C: Content>(content: &mut C, meta: Part) -> Result<Vec<(u64, [u8; 4])>, C::Error> {
    let inside = metadata(content, meta)?;
    let Some(list) = first(content, inside, b"iinf")? else { return Ok(Vec::new()) };
    let version = content.piece(list.content, 1)?.first().copied().unwrap_or_default();
    let from = list.content + if version == 0 { 6 } else { 8 };
    let mut items = Vec::new();
    for part in parts(content, from.min(list.end)..list.end)? {
        let head = content.piece(part.content, 16)?;
        let wide = if head.first() == Some(&3) { 4 } else { 2 };
        if let (Some(number), Some(kind)) = (big(&head, 4, wide), head.get(4 + wide + 2..4 + wide + 6)) {
            items.push((number, [kind[0], kind[1], kind[2], kind[3]]));
        }
    }
    Ok(items)
}

pub(in crate::attachment) fn begins(head: &[u8]) -> bool {
    head.get(4..8).is_some_and(|kind| kind == b"ftyp" || kind == b"styp" || QUICKTIME.contains(&kind))
}

pub(super) fn of<C: Content>(content: &mut C) -> Result<Vec<FileType>, C::Error> {
    let length = content.length();
    let top = parts(content, 0..length)?;
    let find = |kind: &[u8; 4]| top.iter().copied().find(|part| part.kind == *kind);
    let brand = match find(b"ftyp") {
        Some(part) => Some(content.piece(part.content, 4)?),
        None => None,
    };
    if let Some(found) = picture(content, find(b"meta"))? {
        return Ok(vec![found]);
    }
    let Some(film) = find(b"moov").filter(|film| !film.is_cut) else {
        // The tracks stand at the end of what a camera writes: a copy that broke off has none.
        return if brand.is_some() { Err(Rejection::FileBroken.into()) } else { Ok(Vec::new()) };
    };
    let mut handlers = Vec::new();
    for track in tracks(content, film)? {
        handlers.extend(handler(content, track)?);
    }
    Ok(if handlers.contains(b"vide") {
        match brand.as_deref() {
            None | Some(b"qt  ") => vec![FileType::Mov],
            Some([b'3', b'g', ..]) => vec![FileType::ThreeGp],
            Some(_) => vec![FileType::Mp4],
        }
    } else if handlers.contains(b"soun") {
        vec![FileType::M4a]
    } else {
        Vec::new()
    })
}

/// The tracks of a film.
pub fn tracks<C: Content>(content: &mut C, film: Part) -> Result<Vec<Part>, C::Error> {
    let tracks = parts(content, film.inside())?.into_iter().filter(|part| part.kind == *b"trak");
    Ok(tracks.take(TRACKS).collect())
}

fn picture<C: Content>(content: &mut C, meta: Option<Part>) -> Result<Option<FileType>, C::Error> {
    let Some(meta) = meta else { return Ok(None) };
    let inside = metadata(content, meta)?;
    let Some(handler) = first(content, inside, b"hdlr")? else { return Ok(None) };
    if handled(content, handler)? != Some(*b"pict") {
        return Ok(None);
    }
    if meta.is_cut {
        return Err(Rejection::FileBroken.into());
    }
    let is_av1 = items(content, meta)?.iter().any(|(_, kind)| kind == b"av01");
    Ok(Some(if is_av1 { FileType::Avif } else { FileType::Heic }))
}

/// The duration of a film and the size of its picture.
pub(super) fn measure<C: Content>(content: &mut C) -> Result<Measure, C::Error> {
    let length = content.length();
    let Some(film) = first(content, 0..length, b"moov")? else { return Ok(Measure::default()) };
    let mut measure = Measure::default();
    if let Some(header) = first(content, film.inside(), b"mvhd")? {
        let bytes = content.piece(header.content, 32)?;
        let is_long = bytes.first() == Some(&1);
        let (scale, duration) = if is_long {
            (big(&bytes, 20, 4), big(&bytes, 24, 8))
        } else {
            (big(&bytes, 12, 4), big(&bytes, 16, 4))
        };
        measure.duration_ms = Measure::milliseconds(duration.unwrap_or_default(), scale.unwrap_or_default());
    }
    for track in tracks(content, film)? {
        if measure.size.is_none() && handler(content, track)? == Some(*b"vide") {
            measure.size = size(content, track)?;
        }
    }
    Ok(measure)
}

/// Pixels across and down as they are shown: a telephone that was held upright turns them.
fn size<C: Content>(content: &mut C, track: Part) -> Result<Option<(u32, u32)>, C::Error> {
    let Some(header) = first(content, track.inside(), b"tkhd")? else { return Ok(None) };
    let bytes = content.piece(header.content, 96)?;
    let at = if bytes.first() == Some(&1) { 52 } else { 40 };
    let side = |place: usize| big(&bytes, place, 4).and_then(|fixed| u32::try_from(fixed >> 16).ok());
    let is_turned = big(&bytes, at, 4) == Some(0);
    let sides = side(at + 36).zip(side(at + 40)).filter(|(width, height)| *width > 0 && *height > 0);
    Ok(sides.map(|(width, height)| if is_turned { (height, width) } else { (width, height) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_that_claims_to_be_endless_is_cut_and_the_last_one() {
        let endless = b"\0\0\0\x08free\0\0\0\x01mdat\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
        let found = parts(&mut &endless[..], 0..24).unwrap();
        let mdat = Part { kind: *b"mdat", at: 8, content: 24, end: 24, is_cut: true };
        assert_eq!(found[1..], [mdat]);
        assert_eq!(parts(&mut &endless[..], 8..20).unwrap(), [], "its head does not fit");
    }
}
