//! WebM and Matroska: elements in elements, each with a number of its own length and a length of its own length.

use std::ops::Range;

use super::super::FileType;
use super::super::content::{Content, big};
use super::super::measure::Measure;
use crate::rejection::Rejection;

/// Their first bytes.
pub(in crate::attachment) const SIGNATURE: [u8; 4] = [0x1A, 0x45, 0xDF, 0xA3];

const SEGMENT: u64 = 0x1853_8067;
const INFO: u64 = 0x1549_A966;
const SCALE: u64 = 0x2A_D7B1;
const DURATION: u64 = 0x4489;
const TRACKS: u64 = 0x1654_AE6B;
const TRACK: u64 = 0xAE;
const TRACK_TYPE: u64 = 0x83;
const VIDEO: u64 = 0xE0;
const WIDTH: u64 = 0xB0;
const HEIGHT: u64 = 0xBA;
const CLUSTER: u64 = 0x1F43_B675;
/// Elements next to each other that are looked at: sound and pictures come after the few that tell of them.
const MOST: usize = 256;

type Element = (u64, Range<u64>);

pub(super) fn of<C: Content>(content: &mut C, head: &[u8]) -> Result<Vec<FileType>, C::Error> {
    let is_web = head[..head.len().min(64)].windows(4).any(|four| four == b"webm");
    let mut types = Vec::new();
    for track in tracks(content)? {
        types.extend(number(content, track, TRACK_TYPE)?);
    }
    if types.contains(&1) {
        Ok(vec![if is_web { FileType::Webm } else { FileType::Mkv }])
    } else if types.contains(&2) {
        Ok(vec![FileType::Weba])
    } else {
        Err(Rejection::FileBroken.into())
    }
}

pub(super) fn measure<C: Content>(content: &mut C) -> Result<Measure, C::Error> {
    let mut measure = Measure::default();
    let segment = segment(content)?;
    if let Some(info) = find(content, segment, INFO)? {
        let scale = number(content, info.clone(), SCALE)?.unwrap_or(1_000_000);
        let duration = value(content, info, DURATION)?;
        let ticks = duration.and_then(|bytes| match bytes.len() {
            4 => Some(f64::from(f32::from_be_bytes(bytes.try_into().ok()?))),
            8 => Some(f64::from_be_bytes(bytes.try_into().ok()?)),
            _ => None,
        });
        let ticks = ticks.filter(|ticks| (0.0..1e15).contains(ticks)).map(|ticks| ticks as u64);
        measure.duration_ms =
            ticks.and_then(|ticks| Measure::milliseconds(ticks.saturating_mul(scale), 1_000_000_000));
    }
    for track in tracks(content)? {
        if let Some(video) = find(content, track, VIDEO)? {
            let width = number(content, video.clone(), WIDTH)?.and_then(|side| u32::try_from(side).ok());
            let height = number(content, video, HEIGHT)?.and_then(|side| u32::try_from(side).ok());
            measure.size = measure.size.or(width.zip(height));
        }
    }
    Ok(measure)
}

fn segment<C: Content>(content: &mut C) -> Result<Range<u64>, C::Error> {
    let length = content.length();
    Ok(find(content, 0..length, SEGMENT)?.unwrap_or(0..0))
}

fn tracks<C: Content>(content: &mut C) -> Result<Vec<Range<u64>>, C::Error> {
    let segment = segment(content)?;
    let Some(tracks) = find(content, segment, TRACKS)? else { return Ok(Vec::new()) };
    let elements = elements(content, tracks)?;
    Ok(elements.into_iter().filter(|(id, _)| *id == TRACK).map(|(_, range)| range).collect())
}

fn find<C: Content>(content: &mut C, range: Range<u64>, wanted: u64) -> Result<Option<Range<u64>>, C::Error> {
    Ok(elements(content, range)?.into_iter().find(|(id, _)| *id == wanted).map(|(_, range)| range))
}

fn number<C: Content>(content: &mut C, range: Range<u64>, wanted: u64) -> Result<Option<u64>, C::Error> {
    Ok(value(content, range, wanted)?.and_then(|bytes| big(&bytes, 0, bytes.len())))
}

/// The value of an element that is a number. A longer one is none, whatever it claims.
fn value<C: Content>(content: &mut C, range: Range<u64>, wanted: u64) -> Result<Option<Vec<u8>>, C::Error> {
    match find(content, range, wanted)? {
        Some(range) if range.end - range.start <= 8 => content.exactly(range),
        Some(_) | None => Ok(None),
    }
}

/// Reads elements, as far as they make sense, and to where sound and pictures begin.
fn elements<C: Content>(content: &mut C, range: Range<u64>) -> Result<Vec<Element>, C::Error> {
    let (mut found, mut at) = (Vec::new(), range.start);
    while at < range.end && found.len() < MOST {
        let head = content.piece(at, 12)?;
        let Some((id, size)) = element(&head) else { break };
        let start = at + size.1;
        // The head of an element may reach beyond what it is in.
        if id == CLUSTER || start > range.end {
            break;
        }
        let end = size.0.map_or(range.end, |length| start.saturating_add(length).min(range.end));
        found.push((id, start..end));
        at = end;
    }
    Ok(found)
}

/// Reads the head of an element: its number; its length, if known; the length of both.
fn element(head: &[u8]) -> Option<(u64, (Option<u64>, u64))> {
    let width = |byte: u8| usize::try_from(byte.leading_zeros() + 1).ok();
    let id_width = width(*head.first()?).filter(|width| *width <= 4)?;
    let id = big(head, 0, id_width)?;
    let size_width = width(*head.get(id_width)?).filter(|width| *width <= 8)?;
    let marked = big(head, id_width, size_width)?;
    let most = (1_u64 << (7 * size_width)) - 1;
    let size = marked & most;
    Some((id, ((size != most).then_some(size), u64::try_from(id_width + size_width).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file whose reader is never asked for more than it has to hold.
    struct Huge {
        head: Vec<u8>,
    }

    impl Content for Huge {
        type Error = Rejection;

        fn length(&self) -> u64 {
            1 << 40
        }

        fn piece(&mut self, at: u64, most: usize) -> Result<Vec<u8>, Rejection> {
            assert!(most <= 64, "{most} bytes at once");
            (&self.head[..]).piece(at, most)
        }
    }

    #[test]
    fn a_duration_that_claims_to_be_long_is_not_read() {
        let segment = b"\x18\x53\x80\x67\x01\0\0\0\xFF\0\0\0";
        let info = b"\x15\x49\xA9\x66\x01\0\0\0\xFE\0\0\0";
        let duration = b"\x44\x89\x01\0\0\0\xF0\0\0\0";
        let head = [&SIGNATURE[..], b"\x80", segment, info, duration].concat();
        assert_eq!(measure(&mut Huge { head }), Ok(Measure::default()));
    }

    #[test]
    fn an_element_whose_head_reaches_beyond_its_parent_is_not_there() {
        // A segment of two bytes, in which the head of the information takes five.
        let file = b"\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67\x82\x15\x49\xA9\x66\x8B\x2A\xD7\xB1\x81\x01";
        assert_eq!(elements(&mut &file[..], 10..12), Ok(Vec::new()));
        assert_eq!(number(&mut &file[..], 15..17, SCALE), Ok(None));
        assert_eq!(number(&mut &file[..], 15..20, SCALE), Ok(Some(1)));
        assert_eq!(measure(&mut &file[..]), Ok(Measure::default()));
    }
}
