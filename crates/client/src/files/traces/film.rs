//! Boxes of films that tell of the recording: lists of properties, times, and whole tracks in which cameras note their
//! place second by second.

use std::ops::Range;

use conversas_domain::attachment::Content;
use conversas_domain::attachment::iso::{Part, first, handler, metadata, parts};

use super::Edit;

/// The number of a box that holds XMP.
const XMP: [u8; 16] =
    [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];
/// A table of samples is read up to this size, in bytes.
const TABLE: usize = 16 * 1024 * 1024;

/// Boxes in boxes that are looked into: a film has tracks, and they have media.
const DEPTH: usize = 3;

/// Answers the edits that remove everything telling.
pub(super) fn edits<C: Content>(content: &mut C) -> Result<Vec<Edit>, C::Error> {
    let mut edits = Vec::new();
    let length = content.length();
    walk(content, 0..length, DEPTH, &mut edits)?;
    Ok(edits)
}

fn walk<C: Content>(
    content: &mut C,
    range: Range<u64>,
    depth: usize,
    edits: &mut Vec<Edit>,
) -> Result<(), C::Error> {
    for part in parts(content, range)? {
        match &part.kind {
            b"udta" => free(part, edits),
            b"meta" if !is_picture(content, part)? => free(part, edits),
            b"uuid" if content.piece(part.content, XMP.len())? == XMP => free(part, edits),
            b"mvhd" | b"tkhd" | b"mdhd" => {
                let is_long = content.piece(part.content, 1)? == [1];
                let times = if is_long { 16 } else { 8 };
                edits.push(Edit::Blank(part.content + 4..part.content + 4 + times));
            }
            b"trak" if is_notes(content, part)? => {
                edits.extend(samples(content, part)?.into_iter().map(Edit::Blank));
                free(part, edits);
            }
            b"moov" | b"trak" | b"mdia" | b"moof" | b"traf" if depth > 0 => {
                walk(content, part.inside(), depth - 1, edits)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn free(part: Part, edits: &mut Vec<Edit>) {
    edits.extend([Edit::Free(part.at + 4), Edit::Blank(part.inside())]);
}

/// Whether a box is the list of a picture's items, without which there is no picture.
fn is_picture<C: Content>(content: &mut C, meta: Part) -> Result<bool, C::Error> {
    let inside = metadata(content, meta)?;
    let Some(handler) = first(content, inside, b"hdlr")? else { return Ok(false) };
    Ok(content.piece(handler.content + 8, 4)? == b"pict")
}

/// Whether a track is neither seen nor heard nor read.
fn is_notes<C: Content>(content: &mut C, track: Part) -> Result<bool, C::Error> {
    Ok(matches!(handler(content, track)?.as_ref(), Some(b"meta" | b"camm" | b"gpmd" | b"data")))
}

/// The places of a track's bytes.
fn samples<C: Content>(content: &mut C, track: Part) -> Result<Vec<Range<u64>>, C::Error> {
    let mut inside = track.inside();
    for kind in [b"mdia", b"minf", b"stbl"] {
        let Some(part) = first(content, inside, kind)? else { return Ok(Vec::new()) };
        inside = part.inside();
    }
    let (mut sizes, mut runs, mut chunks, mut wide) = (Vec::new(), Vec::new(), Vec::new(), 4);
    for part in parts(content, inside)? {
        let length = usize::try_from(part.end - part.content).unwrap_or(usize::MAX).min(TABLE);
        match &part.kind {
            b"stsz" => sizes = content.piece(part.content, length)?,
            b"stsc" => runs = content.piece(part.content, length)?,
            b"stco" => chunks = content.piece(part.content, length)?,
            b"co64" => (chunks, wide) = (content.piece(part.content, length)?, 8),
            _ => {}
        }
    }
    Ok(ranges(&sizes, &runs, &chunks, wide))
}

/// Computes places from the tables of a track: sizes of samples, samples of chunks, places of chunks in
/// numbers of `wide` bytes.
fn ranges(sizes: &[u8], runs: &[u8], chunks: &[u8], wide: usize) -> Vec<Range<u64>> {
    let all = number(sizes, 4, 4).unwrap_or_default();
    let size_of = |sample: usize| if all > 0 { Some(all) } else { number(sizes, 12 + 4 * sample, 4) };
    let count = number(sizes, 8, 4).and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
    let runs: Vec<_> = runs.get(8..).unwrap_or_default().chunks_exact(12).collect();
    let places = chunks.get(8..).unwrap_or_default().chunks_exact(wide);
    let (mut ranges, mut sample, mut run) = (Vec::new(), 0, 0);
    for (chunk, place) in (1_u64..).zip(places) {
        while runs.get(run + 1).and_then(|next| number(next, 0, 4)).is_some_and(|first| first <= chunk) {
            run += 1;
        }
        let in_chunk = runs.get(run).and_then(|run| number(run, 4, 4)).unwrap_or_default();
        let in_chunk = usize::try_from(in_chunk).unwrap_or_default().min(count.saturating_sub(sample));
        let length = (sample..sample + in_chunk).filter_map(size_of).fold(0_u64, u64::saturating_add);
        let start = number(place, 0, wide).unwrap_or_default();
        ranges.push(start..start.saturating_add(length));
        sample += in_chunk;
    }
    ranges
}

fn number(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + count)?;
    Some(bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}
